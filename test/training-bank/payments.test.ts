import { describe, expect, it } from 'vitest';
import type { ControlCommand } from '../../training-bank/cabinet/control.ts';
import {
  dayMs,
  issueFullToken,
  openBank,
  orderOf,
  settleAfterMs,
  type OpenBank,
  type Reply,
} from './bank-fixture.ts';

const currentAccount = '40702810500000000001';

interface Payer extends OpenBank {
  readonly pay: (order: unknown) => Promise<Reply>;
  readonly statusOf: (id: string) => Promise<unknown>;
}

async function openPayer(options: Parameters<typeof openBank>[0] = {}): Promise<Payer> {
  const open = await openBank({ ...options, settings: { ratesEnforced: false, ...options.settings } });
  const { bank, call } = open;
  const token = issueFullToken(bank);
  const certificate = bank.issueCertificate({ label: 'payer' });
  return {
    ...open,
    pay: (body) =>
      call('POST', `${bank.securedBaseUrl}/api/v1/payment/ruble-transfer/pay`, { token, certificate, body }),
    statusOf: async (id) =>
      (await call('GET', `${bank.securedBaseUrl}/api/v1/payment/${id}`, { token, certificate })).json,
  };
}

function balanceOf({ bank }: OpenBank): number | undefined {
  return bank.snapshot().accounts[0]?.balanceKopecks;
}

describe('a payment', () => {
  it('is answered by 200 without a body, stays in progress, then executes and lowers the balance', async () => {
    const payer = await openPayer();

    const reply = await payer.pay(orderOf('a', { meta: { order: 'A-17' } }));
    payer.clock.forward(settleAfterMs - 1);
    const before = await payer.statusOf('a');
    const balanceBefore = balanceOf(payer);
    payer.clock.forward(1);
    const after = await payer.statusOf('a');

    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(before).toEqual({ status: 'IN_PROGRESS', meta: { order: 'A-17' } });
    expect(after).toEqual({ status: 'EXECUTED', meta: { order: 'A-17' } });
    expect(balanceBefore).toBe(1_284_900_50);
    expect(balanceOf(payer)).toBe(1_284_900_50 - 1_000_50);
  });

  it('of 92 400 ₽ passes the limits of the prepared company', async () => {
    const payer = await openPayer();

    await payer.pay(orderOf('demo', { amount: 92_400 }));
    payer.bank.control({ command: 'settleNow' });

    expect(await payer.statusOf('demo')).toEqual({ status: 'EXECUTED' });
  });

  it('is answered by 201 when so set', async () => {
    const payer = await openPayer({ settings: { paySuccessStatus: 201 } });

    expect((await payer.pay(orderOf('a'))).status).toBe(201);
  });

  it('of an unknown id is 404, or 422 when so set', async () => {
    const usual = await openBank();
    const other = await openBank({ settings: { unknownPaymentStatus: 422 } });
    const statusAt = async ({ bank, call }: OpenBank): Promise<number> => {
      const token = issueFullToken(bank);
      const certificate = bank.issueCertificate({ label: 'any' });
      return (await call('GET', `${bank.securedBaseUrl}/api/v1/payment/none`, { token, certificate })).status;
    };

    expect([await statusAt(usual), await statusAt(other)]).toEqual([404, 422]);
  });

  it('moves money once however often its id comes, the first body winning', async () => {
    const payer = await openPayer();

    const replies = await Promise.all([
      payer.pay(orderOf('a')),
      payer.pay(orderOf('a')),
      payer.pay(orderOf('a')),
    ]);
    const other = await payer.pay(orderOf('a', { amount: 5 }));
    payer.clock.forward(settleAfterMs);

    expect([...replies, other].map((reply) => reply.status)).toEqual([200, 200, 200, 200]);
    expect(payer.bank.snapshot().payments).toHaveLength(1);
    expect(balanceOf(payer)).toBe(1_284_900_50 - 1_000_50);
    expect(payer.bank.snapshot().counters).toEqual({
      payRequestsById: { a: 4 },
      duplicatePayRequests: 3,
    });
  });

  it('with a known id and another body is refused when so set, and the same body is not', async () => {
    const payer = await openPayer({ settings: { sameIdOtherBody: 'refuse-422' } });
    await payer.pay(orderOf('a'));

    expect((await payer.pay(orderOf('a'))).status).toBe(200);
    expect((await payer.pay(orderOf('a', { amount: 5 }))).status).toBe(422);
  });

  it('of exactly the balance executes, and of one kopeck more fails', async () => {
    for (const [amount, status] of [
      [50_000.01, 'EXECUTED'],
      [50_000.02, 'FAILED'],
    ] as const) {
      const payer = await openPayer();
      payer.bank.control({ command: 'setBalance', accountNumber: currentAccount, kopecks: 50_000_01 });

      await payer.pay(orderOf('a', { amount }));
      payer.clock.forward(settleAfterMs);

      expect(await payer.statusOf('a')).toMatchObject({ status });
    }
  });

  it('that failed stays failed when its id comes again', async () => {
    const payer = await openPayer();
    payer.bank.control({ command: 'setBalance', accountNumber: currentAccount, kopecks: 0 });
    await payer.pay(orderOf('a'));
    payer.clock.forward(settleAfterMs);
    await payer.statusOf('a');
    payer.bank.control({ command: 'setBalance', accountNumber: currentAccount, kopecks: 5_000_00 });

    await payer.pay(orderOf('a'));
    payer.clock.forward(settleAfterMs);

    expect(await payer.statusOf('a')).toMatchObject({ status: 'FAILED', errorMessage: expect.any(String) });
    expect(balanceOf(payer)).toBe(5_000_00);
  });

  it('with a due date waits for money until then', async () => {
    const payer = await openPayer();
    const dueDate = new Date(payer.clock.now().getTime() + dayMs).toISOString();
    payer.bank.control({ command: 'setBalance', accountNumber: currentAccount, kopecks: 0 });
    await payer.pay(orderOf('paid', { dueDate }));
    payer.clock.forward(settleAfterMs);
    const waiting = await payer.statusOf('paid');

    payer.bank.control({ command: 'setBalance', accountNumber: currentAccount, kopecks: 1_000_50 });
    const paid = await payer.statusOf('paid');
    await payer.pay(orderOf('late', { dueDate }));
    payer.clock.forward(dayMs + 1);
    payer.bank.control({ command: 'setBalance', accountNumber: currentAccount, kopecks: 1_000_50 });

    expect(waiting).toEqual({ status: 'IN_PROGRESS' });
    expect(paid).toEqual({ status: 'EXECUTED' });
    expect(await payer.statusOf('late')).toMatchObject({ status: 'FAILED' });
    expect(balanceOf(payer)).toBe(1_000_50);
  });

  it.each([
    [30 * dayMs, 200],
    [30 * dayMs + 1, 422],
    [0, 422],
  ])('with a due date %i ms ahead is answered by %i', async (aheadMs, status) => {
    const payer = await openPayer();
    const dueDate = new Date(payer.clock.now().getTime() + aheadMs).toISOString();

    expect((await payer.pay(orderOf('a', { dueDate }))).status).toBe(status);
  });

  it('is cancelled on command while in progress, and not after', async () => {
    const payer = await openPayer();
    await payer.pay(orderOf('a'));
    await payer.pay(orderOf('b'));

    expect(payer.bank.control({ command: 'cancelPayment', id: 'a' })).toMatchObject({ ok: true });
    payer.clock.forward(settleAfterMs);

    expect(payer.bank.control({ command: 'cancelPayment', id: 'b' })).toMatchObject({ ok: false });
    expect(await payer.statusOf('a')).toEqual({ status: 'CANCELLED' });
    expect(await payer.statusOf('b')).toEqual({ status: 'EXECUTED' });
  });

  it('to the own tax account raises that one by as much', async () => {
    const payer = await openPayer();
    const [, tax] = payer.bank.accounts;
    const to = { name: 'ООО «Пример»', inn: '9999000006', bik: '044525974', accountNumber: tax };

    await payer.pay(orderOf('a', { to }));
    payer.clock.forward(settleAfterMs);

    expect(payer.bank.snapshot().accounts.map((account) => account.balanceKopecks)).toEqual([
      1_284_900_50 - 1_000_50,
      86_000_00 + 1_000_50,
    ]);
  });
});

describe('limits', () => {
  const settle = async (payer: Payer, ids: readonly string[]): Promise<unknown[]> => {
    payer.clock.forward(settleAfterMs);
    const states = await Promise.all(ids.map((id) => payer.statusOf(id)));
    return states.map((state) =>
      typeof state === 'object' && state !== null ? Object.values(state)[0] : state,
    );
  };

  it.each([
    [99_999.99, 'EXECUTED'],
    [100_000, 'EXECUTED'],
    [100_000.01, 'FAILED'],
  ])('let one payment of %f become %s', async (amount, status) => {
    const payer = await openPayer();

    await payer.pay(orderOf('a', { amount }));

    expect(await settle(payer, ['a'])).toEqual([status]);
  });

  it.each([
    [39_999.99, 'EXECUTED'],
    [40_000, 'EXECUTED'],
    [40_000.01, 'FAILED'],
  ])('let %f after 60 000 on the same Moscow day become %s', async (amount, status) => {
    const payer = await openPayer();

    await payer.pay(orderOf('a', { amount: 60_000 }));
    await payer.pay(orderOf('b', { amount }));

    expect(await settle(payer, ['a', 'b'])).toEqual(['EXECUTED', status]);
  });

  it.each([
    [39_999.99, 'EXECUTED'],
    [40_000, 'EXECUTED'],
    [40_000.01, 'FAILED'],
  ])('let %f on the day after 60 000, the month being 100 000, become %s', async (amount, status) => {
    const payer = await openPayer();
    payer.bank.control({ command: 'setLimits', tApi: { perMonthKopecks: 100_000_00 } });

    await payer.pay(orderOf('a', { amount: 60_000 }));
    payer.clock.forward(dayMs);
    await payer.pay(orderOf('b', { amount }));

    expect(await settle(payer, ['a', 'b'])).toEqual(['EXECUTED', status]);
  });

  it('begin anew at midnight in Moscow', async () => {
    const payer = await openPayer();
    const toMidnightMs = Date.parse('2026-11-18T21:00:00Z') - payer.clock.now().getTime();
    await payer.pay(orderOf('a', { amount: 100_000 }));

    payer.clock.forward(toMidnightMs - settleAfterMs - 1);
    await payer.pay(orderOf('before', { amount: 1 }));
    payer.clock.forward(1);
    await payer.pay(orderOf('after', { amount: 100_000 }));

    expect(await settle(payer, ['a', 'before', 'after'])).toEqual(['EXECUTED', 'FAILED', 'EXECUTED']);
  });

  it('let ten days of 100 000 pass in a month and not the eleventh', async () => {
    const payer = await openPayer();
    payer.bank.control({ command: 'setBalance', accountNumber: currentAccount, kopecks: 10_000_000_00 });
    const ids = Array.from({ length: 11 }, (_, day) => `day-${day}`);

    for (const id of ids) {
      await payer.pay(orderOf(id, { amount: 100_000 }));
      payer.clock.forward(dayMs);
    }

    expect(await settle(payer, ids)).toEqual([...Array<string>(10).fill('EXECUTED'), 'FAILED']);
  });

  it('let three payments a day go to one counterparty, and a fourth to another', async () => {
    const payer = await openPayer();
    const to = { name: 'Другой', inn: '9999000013', bik: '044525974', accountNumber: '40702810500000000001' };
    const ids = ['a', 'b', 'c', 'd', 'e'];

    for (const id of ids.slice(0, 4)) await payer.pay(orderOf(id, { amount: 10 }));
    await payer.pay(orderOf('e', { amount: 10, to }));

    expect(await settle(payer, ids)).toEqual(['EXECUTED', 'EXECUTED', 'EXECUTED', 'FAILED', 'EXECUTED']);
  });

  it('of the electronic signature stand beside those of T-API', async () => {
    const payer = await openPayer();
    const command: ControlCommand = { command: 'setLimits', eds: { perPaymentKopecks: 100_00 } };
    payer.bank.control(command);

    await payer.pay(orderOf('a', { amount: 100 }));
    await payer.pay(orderOf('b', { amount: 100.01 }));

    expect(await settle(payer, ['a', 'b'])).toEqual(['EXECUTED', 'FAILED']);
  });

  it('refuse at once when so set, counting what is in progress', async () => {
    const payer = await openPayer({ settings: { limitRefusal: 'unprocessable-422' } });

    const replies = [
      await payer.pay(orderOf('a', { amount: 60_000 })),
      await payer.pay(orderOf('b', { amount: 40_000.01 })),
      await payer.pay(orderOf('c', { amount: 40_000 })),
    ];

    expect(replies.map((reply) => reply.status)).toEqual([200, 422, 200]);
  });
});

describe('the shape of an order', () => {
  it.each([
    ['id', { id: '' }],
    ['id', { id: 'x'.repeat(65) }],
    ['amount', { amount: 0 }],
    ['amount', { amount: 1.001 }],
    ['amount', { amount: '10.00' }],
    ['purpose', { purpose: 'x'.repeat(211) }],
    ['documentNumber', { documentNumber: 1_000_000 }],
    ['executionOrder', { executionOrder: 6 }],
    ['dueDate', { dueDate: '2026-11-20' }],
    ['from.accountNumber', { from: { accountNumber: '4070281050000000000' } }],
    ['tax.payerStatus', { tax: { payerStatus: '1' } }],
  ])('is refused for %s and names it', async (name, changes) => {
    const payer = await openPayer();

    const reply = await payer.pay(orderOf('a', changes));

    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ errorCode: 'INVALID_DATA' });
    expect(reply.json).toHaveProperty(['errorDetails', name]);
  });

  it.each([
    { id: 'x'.repeat(64) },
    { purpose: 'x'.repeat(210) },
    { documentNumber: 999_999 },
    { amount: 0.01 },
    { documentNumber: undefined },
  ])('is accepted at its edges: %j', async (changes) => {
    const payer = await openPayer();

    expect((await payer.pay(orderOf('a', changes))).status).toBe(200);
  });

  it('shows the pattern that failed as the sample of the bank does', async () => {
    const payer = await openPayer();

    const reply = await payer.pay(orderOf('a', { from: { accountNumber: '9998888777766665555' } }));

    expect(reply.json).toMatchObject({
      errorDetails: {
        'from.accountNumber': "expected value to match '^(\\d{20}|\\d{22})$', but was '9998888777766665555'",
      },
    });
  });

  it('is refused when the body is not JSON or too large', async () => {
    const payer = await openPayer();

    expect((await payer.pay('{"id":')).status).toBe(400);
    expect((await payer.pay('[]')).status).toBe(400);
    expect((await payer.pay(' '.repeat(1_048_577))).status).toBe(413);
  });
});
