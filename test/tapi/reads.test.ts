import { setImmediate as nextTurn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../main/ports/secret.ts';
import {
  anOrder,
  bankFor,
  READ_DEADLINE,
  READ_PAUSES,
  TOKEN_TEXT,
  type BankUnderTest,
} from './support/bank-under-test.ts';
import { issue, makeAuthority, type Authority, type Identity } from './support/pki.ts';
import { startServer, type ScriptedServer, type Turn } from './support/scripted-server.ts';

let authority: Authority;
let identity: Identity;
const open: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  authority = await makeAuthority('Test CA');
  identity = await issue(authority, { name: 'server', kind: 'server' });
});

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

const company = JSON.stringify({
  name: 'ООО Пример',
  city: 'Москва',
  requisites: { fullName: 'Общество', address: 'дом', inn: '9999000006', kpp: '999901001', other: 1 },
});

/** Answers the first calls as listed, all later ones as the last. */
async function bankThat(
  ...turns: ((turn: Turn) => void)[]
): Promise<{ server: ScriptedServer; under: BankUnderTest }> {
  let calls = 0;
  const server = await startServer({
    identity,
    onRequest: (turn) => {
      const act = turns[Math.min(calls, turns.length - 1)];
      calls += 1;
      act?.(turn);
    },
  });
  const under = bankFor({ ordinaryBaseUrl: `${server.baseUrl}/openapi`, caPem: authority.certPem });
  open.push(server, under.bank);
  return { server, under };
}

function answer(status: number, text: string, headers: Record<string, string> = {}) {
  return ({ response }: Turn): void => void response.writeHead(status, headers).end(text);
}

describe('reading', () => {
  it('asks the ordinary base for the company and keeps the connection', async () => {
    const { server, under } = await bankThat(answer(200, company));

    const first = await under.bank.company(under.credentials());
    await nextTurn(); // undici takes the connection back a turn after the answer
    await under.bank.company(under.credentials());

    expect(first).toEqual({
      kind: 'answered',
      value: { name: 'ООО Пример', inn: '9999000006', kpp: '999901001' },
    });
    expect(server.seen.map(({ url }) => url)).toEqual(['/openapi/api/v1/company', '/openapi/api/v1/company']);
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${TOKEN_TEXT}`);
    expect(server.connections()).toBe(1);
  });

  it.each<readonly [string, (turn: Turn) => void]>([
    ['500', answer(500, 'oops')],
    ['429', answer(429, '')],
    ['502 with a page', answer(502, '<html>')],
    ['a reset', ({ reset }) => reset()],
  ])('is tried again with growing pauses after %s', async (_name, fault) => {
    const { server, under } = await bankThat(fault, fault, fault, answer(200, company));

    const outcome = await under.bank.company(under.credentials());

    expect(outcome.kind).toBe('answered');
    expect(server.seen.length).toBe(4);
    expect(under.timers.set.filter((ms) => READ_PAUSES.some((pause) => pause === ms))).toEqual([
      ...READ_PAUSES,
    ]);
  });

  it('is given up after the fourth try', async () => {
    const { server, under } = await bankThat(answer(503, 'oops'));

    const outcome = await under.bank.company(under.credentials());

    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'bank-down', httpStatus: 503 } });
    expect(server.seen.length).toBe(4);
  });

  it.each<readonly [string, (turn: Turn) => void, string]>([
    ['a page', answer(200, '<html>'), 'bank-unreadable'],
    ['an empty body', answer(200, ''), 'bank-unreadable'],
    ['another shape', answer(200, '{"name":1}'), 'bank-unreadable'],
    ['401', answer(401, ''), 'bank-token-dead'],
    ['404', answer(404, ''), 'bank-not-found'],
    ['a redirect', answer(302, '', { location: 'https://127.0.0.1:1/' }), 'bank-redirect'],
  ])('is not tried again after %s', async (_name, turn, code) => {
    const { server, under } = await bankThat(turn);

    const outcome = await under.bank.company(under.credentials());

    expect(outcome).toMatchObject({ kind: 'failed', problem: { code } });
    expect(server.seen.length).toBe(1);
  });

  it('waits as long as the bank asks, and makes other calls of the kind wait too', async () => {
    const { server, under } = await bankThat(answer(429, '', { 'retry-after': '7' }), answer(200, company));

    const read = under.bank.company(under.credentials());
    await until(() => under.timers.pending().filter((ms) => ms === 7_000).length === 2);
    const other = under.bank.company(under.credentials());
    expect(server.seen.length).toBe(1);
    under.timers.fire(7_000);

    expect((await read).kind).toBe('answered');
    expect((await other).kind).toBe('answered');
  });

  it('gives up at once when the bank asks for more than a minute', async () => {
    const { server, under } = await bankThat(answer(429, '', { 'retry-after': '61' }));

    const outcome = await under.bank.company(under.credentials());

    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'bank-rate' } });
    expect(server.seen.length).toBe(1);
  });

  it('ends when the bank is closed during a pause', async () => {
    const { under } = await bankThat(answer(429, '', { 'retry-after': '7' }));

    const read = under.bank.company(under.credentials());
    await until(() => under.timers.pending().includes(7_000));
    await under.bank.close();

    expect(await read).toMatchObject({ kind: 'failed', problem: { code: 'bank-rate' } });
  });

  it('has a deadline for a slow drip', async () => {
    const { server, under } = await bankThat(({ response }) => void response.writeHead(200).write('{'));

    const read = under.bank.company(under.credentials());
    for (let tries = 1; tries <= 4; tries += 1) {
      await until(() => server.seen.length === tries && under.timers.pending().includes(READ_DEADLINE));
      under.timers.fire(READ_DEADLINE);
    }

    expect(await read).toMatchObject({ kind: 'failed', problem: { code: 'bank-timeout' } });
  });

  it('refuses an environment that nobody registered, before anything is sent', async () => {
    const { server, under } = await bankThat(answer(200, company));

    const read = under.bank.company({ ...under.credentials(), environment: 'nowhere' });

    await expect(read).rejects.toMatchObject({ code: 'environment-unknown' });
    expect(server.seen).toEqual([]);
  });
});

/** An error in the bank's own form. Source: tapi.md §6.1. */
function bankError(errorCode: string, errorMessage: string): string {
  return JSON.stringify({ errorId: '9d1d8855fa', errorCode, errorMessage });
}

describe('the state of a payment', () => {
  it.each<readonly [number, string]>([
    [404, bankError('NOT_FOUND', 'Платёж не найден')],
    [404, bankError('NOT_FOUND', 'Не найдено')],
    [404, bankError('PAYMENT_NOT_FOUND', 'Документ не существует')],
    [422, bankError('UNPROCESSABLE', 'Платёж не найден')],
    [422, bankError('DOCUMENT_NOT_FOUND', 'Документ с таким идентификатором отсутствует')],
    [422, bankError('NOT_FOUND', 'Платёжное поручение с id 5f0c-11 не найдено. Проверьте идентификатор')],
    [422, bankError('UNPROCESSABLE', 'Не удалось найти платеж')],
    [404, bankError('NOT_FOUND', 'Payment with id p-1 was not found')],
  ])('is an unknown id on %i with %j', async (status, text) => {
    const { under } = await bankThat(answer(status, text));

    const outcome = await under.bank.paymentState(under.credentials(), 'p-1');

    expect(outcome).toEqual({ kind: 'answered', value: { kind: 'unknown-id' } });
  });

  /** Source: https://github.com/json-api-dotnet/JsonApiDotNetCore/issues/341; tapi.md §6.1. */
  it.each<readonly [number, string]>([
    [
      404,
      '{"timestamp":"2026-11-16T09:00:00.000+00:00","status":404,"error":"Not Found","path":"/api/v1/payment/p-1"}',
    ],
    [404, '{"message":"no Route matched with those values"}'],
    [404, '{"message":"Not Found"}'],
    [422, bankError('COMPANY_BLOCKED', 'Обслуживание компании ограничено')],
    [404, bankError('NOT_FOUND', 'Метод не найден')],
    [404, bankError('NOT_FOUND', 'Компания не найдена')],
    [422, bankError('NOT_FOUND', 'Не найдено')],
    [422, bankError('LIMIT', 'Превышен лимит платежа')],
    [422, bankError('VALIDATION', 'Параметр paymentId не найден')],
    [422, bankError('UNKNOWN', 'Неизвестная ошибка при обработке платежа')],
    [404, bankError('UNKNOWN', 'Неизвестная ошибка')],
    [422, bankError('INVALID_DATA', 'Получатель платежа не найден')],
    [422, bankError('INVALID_DATA', 'БИК банка получателя неизвестен, платеж не принят')],
    [422, bankError('SIGNATURE', 'Подпись платежа отсутствует')],
    [404, bankError('NOT_FOUND', 'No handler found')],
    [404, bankError('NOT_FOUND', 'Обработчик платежа не найден')],
    [422, bankError('PAYMENT_NOT_FOUND', 'Внутренняя ошибка')],
    [404, ''],
    [404, '{}'],
    [404, 'null'],
    [404, '[]'],
    [404, '{"errorCode":"NOT_FOUND"}'],
    [404, '{"errorId":"","errorCode":"NOT_FOUND","errorMessage":"Платёж не найден"}'],
    [404, '{"errorId":1,"errorCode":404,"errorMessage":"Not Found"}'],
    [404, '{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404}'],
    [422, '{"detail":[{"loc":["path"],"msg":"not found","type":"value_error"}]}'],
    [
      404,
      '{"fault":{"faultstring":"Unable to identify proxy","detail":{"errorcode":"messaging.adaptors.http.flow.ApplicationNotFound"}}}',
    ],
  ])('stays unknown on a %i with %s, which is no word about the payment', async (status, text) => {
    const { under } = await bankThat(answer(status, text));

    const outcome = await under.bank.paymentState(under.credentials(), 'p-1');

    expect(outcome.kind).toBe('failed');
  });

  it('is no unknown id when some page says 404', async () => {
    const { under } = await bankThat(answer(404, '<html>nginx</html>'));

    const outcome = await under.bank.paymentState(under.credentials(), 'p-1');

    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'bank-not-found' } });
  });

  it.each(['IN_PROGRESS', 'EXECUTED', 'FAILED', 'CANCELLED'])('is known as %s', async (status) => {
    const { under } = await bankThat(answer(200, JSON.stringify({ status, meta: { a: 'b' } })));

    const outcome = await under.bank.paymentState(under.credentials(), 'p-1');

    expect(outcome).toEqual({ kind: 'answered', value: { kind: 'known', status, errorMessage: null } });
  });

  it('cannot be read when the bank says a word we do not know', async () => {
    const { under } = await bankThat(answer(200, '{"status":"MAYBE"}'));

    const outcome = await under.bank.paymentState(under.credentials(), 'p-1');

    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'bank-unreadable' } });
  });

  it('asks for the id inside its path, whatever the id holds', async () => {
    const { server, under } = await bankThat(answer(200, '{"status":"EXECUTED"}'));

    await under.bank.paymentState(under.credentials(), '../../v1/company?x=1#/%2e');

    expect(server.seen[0]?.url).toBe('/openapi/api/v1/payment/..%2F..%2Fv1%2Fcompany%3Fx%3D1%23%2F%252e');
    await expect(under.bank.paymentState(under.credentials(), '..')).rejects.toThrow('does not fit');
    await expect(under.bank.paymentState(under.credentials(), '')).rejects.toThrow('does not fit');
  });
});

describe('the statement and the documents', () => {
  it('passes the filters and the cursor on', async () => {
    const { server, under } = await bankThat(answer(200, '{"operations":[],"nextCursor":""}'));
    const query = {
      accountNumber: '40702810500000000001',
      from: '2026-11-01T21:00:00.000Z',
      to: '2026-11-02T21:00:00.000Z',
      cursor: 'a&b=c',
      limit: 5000,
    };

    const outcome = await under.bank.statementPage(under.credentials(), query);

    expect(outcome).toEqual({
      kind: 'answered',
      value: { operations: [], balances: null, nextCursor: null },
    });
    const url = new URL(server.seen[0]?.url ?? '', server.baseUrl);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      cursor: 'a&b=c',
      limit: '5000',
      from: query.from,
    });
  });

  it('gives the states of documents and their errors', async () => {
    const { server, under } = await bankThat(
      answer(
        200,
        '{"result":[{"documentId":"a","status":"EXECUTED"}],"resultError":[{"documentId":"b","errorMessage":"нет"}]}',
      ),
    );

    const outcome = await under.bank.documentStates(under.credentials(), ['a', 'b']);

    expect(server.seen[0]?.body).toBe('{"documentIds":["a","b"]}');
    expect(outcome).toEqual({
      kind: 'answered',
      value: [
        { documentId: 'a', status: 'EXECUTED', errorMessage: null },
        { documentId: 'b', status: null, errorMessage: 'нет' },
      ],
    });
  });

  it('takes a whole page of 5,000 operations', async () => {
    const operation = {
      operationId: 'x',
      typeOfOperation: 'Debit',
      accountAmount: 1.01,
      payPurpose: 'п'.repeat(210),
    };
    const { under } = await bankThat(
      answer(200, JSON.stringify({ operations: Array<unknown>(5_000).fill(operation) })),
    );

    const outcome = await under.bank.statementPage(under.credentials(), {
      accountNumber: '40702810500000000001',
      from: '2026-11-01T21:00:00.000Z',
      to: '2026-11-02T21:00:00.000Z',
      cursor: null,
      limit: 5000,
    });

    expect(outcome.kind === 'answered' && outcome.value.operations.length).toBe(5_000);
  });
});

describe('the token', () => {
  it('is in no log line, no outcome and no error, even when the bank repeats it', async () => {
    const echo = answer(
      422,
      JSON.stringify({ errorMessage: `bad token ${TOKEN_TEXT}`, errorCode: 'X', errorId: TOKEN_TEXT }),
    );
    const { under, server } = await bankThat(echo, echo, ({ reset }) => reset());
    const { bank, credentials } = under;

    const results = [
      await bank.company(credentials()),
      await bank.pay(credentials(), bank.prepareOrder(anOrder(), 'p-1', {})),
      await bank.createDraft(credentials(), bank.prepareDraft(anOrder(), '2026-11-02')),
      await bank.company({ ...credentials(), environment: 'nowhere' }).catch((error: unknown) => error),
      await bank.paymentState(credentials(), '..').catch((error: unknown) => error),
    ];
    await server.close();
    results.push(await bank.accounts(credentials()));

    const shown = inspect([results, under.log], { depth: 20, showHidden: true });
    expect(shown).toContain('bad token [secret]');
    for (const part of [TOKEN_TEXT, TOKEN_TEXT.slice(2, 20), Buffer.from(TOKEN_TEXT).toString('base64')]) {
      expect(shown).not.toContain(part);
    }
    expect(under.log.length).toBeGreaterThan(4);
    expect(Object.keys(under.log[0] ?? {}).sort()).toEqual(
      ['code', 'event', 'httpStatus', 'method', 'ms', 'outcome', 'requestId'].sort(),
    );
  });

  it('that cannot stand in a header sends nothing', async () => {
    const { under, server } = await bankThat(answer(200, ''));
    const { bank, credentials } = under;
    const bad = { ...credentials(), token: Secret.fromText('t.x\r\nx-evil: 1') };

    const outcome = await bank.pay(bad, bank.prepareOrder(anOrder(), 'p-1', {}));

    expect(outcome.kind).toBe('not-sent');
    expect(server.seen).toEqual([]);
  });
});

/** Lets the event loop turn until the fact holds; the runner's own timeout ends a wait in vain. */
async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise<void>((resolve) => setImmediate(resolve));
}
