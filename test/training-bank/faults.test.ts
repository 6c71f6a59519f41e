import { describe, expect, it } from 'vitest';
import type { Fault } from '../../training-bank/state/faults.ts';
import { issueFullToken, openBank, orderOf, until, type OpenBank, type Reply } from './bank-fixture.ts';

const payPath = '/api/v1/payment/ruble-transfer/pay';

interface Payer extends OpenBank {
  readonly token: string;
  readonly pay: (id: string, signal?: AbortSignal) => Promise<Reply>;
  readonly fault: (kind: Fault['kind'], more?: Partial<Fault>) => void;
  readonly paymentCount: () => number;
}

async function openPayer(): Promise<Payer> {
  const open = await openBank({ settings: { ratesEnforced: false } });
  const { bank, call } = open;
  const token = issueFullToken(bank);
  const certificate = bank.issueCertificate({ label: 'payer' });
  return {
    ...open,
    token,
    pay: (id, signal) =>
      call('POST', bank.securedBaseUrl + payPath, {
        token,
        certificate,
        body: orderOf(id),
        ...(signal === undefined ? {} : { signal }),
      }),
    fault: (kind, more = {}) => {
      expect(bank.control({ command: 'setFault', fault: { kind, method: payPath, ...more } })).toEqual({
        ok: true,
        kind: 'done',
      });
    },
    paymentCount: () => bank.snapshot().payments.length,
  };
}

describe('faults of the connection', () => {
  it.each([
    ['accept-then-hang', 1],
    ['hang-before-accept', 0],
  ] as const)('%s leaves the caller without an answer and %i payments', async (kind, count) => {
    const payer = await openPayer();
    payer.fault(kind);
    const impatience = new AbortController();

    const call = payer.pay('a', impatience.signal);
    await until(() => payer.bank.snapshot().counters.payRequestsById['a'] === 1);
    impatience.abort();

    await expect(call).rejects.toThrow();
    expect(payer.paymentCount()).toBe(count);
    expect((await payer.pay('a')).status).toBe(200);
    expect(payer.paymentCount()).toBe(1);
  });

  it.each([
    ['reset-after-accept', 1],
    ['reset-before-accept', 0],
  ] as const)('%s resets the connection and leaves %i payments', async (kind, count) => {
    const payer = await openPayer();
    payer.fault(kind);

    await expect(payer.pay('a')).rejects.toMatchObject({ code: 'ECONNRESET' });

    expect(payer.paymentCount()).toBe(count);
  });

  it('hanging calls end when the bank stops', async () => {
    const payer = await openPayer();
    payer.fault('accept-then-hang');
    const call = payer.pay('a').then(
      () => 'answered',
      () => 'broken off',
    );
    await until(() => payer.paymentCount() === 1);

    await payer.bank.stop();

    expect(await call).toBe('broken off');
  });

  it('slow-body sends the whole answer, byte by byte', async () => {
    const { bank, call, token } = await openPayer();
    bank.control({
      command: 'setFault',
      fault: { kind: 'slow-body', method: 'GET /api/v1/company', delayMs: 0 },
    });

    const reply = await call('GET', `${bank.ordinaryBaseUrl}/api/v1/company`, { token });

    expect(reply.json).toMatchObject({ name: 'ООО «Пример»' });
  });

  it('slow-body of a payment drips spaces after it has been accepted', async () => {
    const payer = await openPayer();
    payer.fault('slow-body', { delayMs: 0 });

    expect((await payer.pay('a')).text.trim()).toBe('');
    expect(payer.paymentCount()).toBe(1);
  });

  it('delay-answer may meet repeats only', async () => {
    const payer = await openPayer();
    payer.fault('delay-answer', { onlyRepeats: true, delayMs: 1, times: null });

    await payer.pay('a');
    const waiting = payer.bank.snapshot().faults;
    await payer.pay('a');

    expect(waiting).toHaveLength(1);
    expect(payer.paymentCount()).toBe(1);
  });
});

describe('faults of the answer', () => {
  it.each([
    ['text-500', false, 500, 'text/plain; charset=utf-8', 0],
    ['text-500', true, 500, 'text/plain; charset=utf-8', 1],
    ['html-502', false, 502, 'text/html', 0],
    ['html-502', true, 502, 'text/html', 1],
  ] as const)(
    '%s (accepted: %s) is %i as %s and leaves %i payments',
    async (kind, isAccepted, status, type, count) => {
      const payer = await openPayer();
      payer.fault(kind, { isAccepted });

      const reply = await payer.pay('a');

      expect([reply.status, reply.headers['content-type'], reply.json]).toEqual([status, type, undefined]);
      expect(payer.paymentCount()).toBe(count);
    },
  );

  it('wrong-json says it is JSON and is not, after the call was carried out', async () => {
    const payer = await openPayer();
    payer.fault('wrong-json');

    const reply = await payer.pay('a');

    expect([reply.status, reply.headers['content-type'], reply.json]).toEqual([
      200,
      'application/json',
      undefined,
    ]);
    expect(payer.paymentCount()).toBe(1);
  });

  it('missing-fields takes away what may be missing and nothing else', async () => {
    const { bank, call, token } = await openPayer();
    bank.control({ command: 'setFault', fault: { kind: 'missing-fields', method: '*', times: null } });

    const company = await call('GET', `${bank.ordinaryBaseUrl}/api/v1/company`, { token });
    const statement = await call(
      'GET',
      `${bank.ordinaryBaseUrl}/api/v1/statement?accountNumber=40702810500000000001&from=2026-11-01T00:00:00Z`,
      { token },
    );

    expect(company.json).not.toHaveProperty('legalStatus');
    expect(company.json).not.toHaveProperty('requisites.kpp');
    expect(company.json).toHaveProperty('requisites.inn');
    expect(statement.json).not.toHaveProperty('operations.0.payPurpose');
    expect(statement.json).toHaveProperty('operations.0.operationId');
  });

  it('cyrillic-credit spoils the type of incoming operations', async () => {
    const { bank, call, token } = await openPayer();
    bank.control({ command: 'setFault', fault: { kind: 'cyrillic-credit', method: '*statement' } });

    const reply = await call(
      'GET',
      `${bank.ordinaryBaseUrl}/api/v1/statement?accountNumber=40702810500000000001&from=2026-11-01T00:00:00Z`,
      { token },
    );

    expect(reply.text).toContain('"Сredit"');
    expect(reply.text).not.toContain('"Credit"');
  });
});

describe('the count of a fault', () => {
  it('is used up call by call, on its own method only', async () => {
    const payer = await openPayer();
    payer.fault('text-500', { times: 2 });

    const other = await payer.call('GET', `${payer.bank.ordinaryBaseUrl}/api/v1/company`, {
      token: payer.token,
    });
    const statuses = [];
    for (const id of ['a', 'b', 'c']) statuses.push((await payer.pay(id)).status);

    expect(other.status).toBe(200);
    expect(statuses).toEqual([500, 500, 200]);
  });

  it('is forgotten when faults are cleared', async () => {
    const payer = await openPayer();
    payer.fault('text-500', { times: null });

    payer.bank.control({ command: 'clearFaults' });

    expect((await payer.pay('a')).status).toBe(200);
  });
});
