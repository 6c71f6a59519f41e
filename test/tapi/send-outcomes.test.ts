import { createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../main/ports/bank-ports.ts';
import { anOrder, bankFor, SEND_DEADLINE, type BankUnderTest } from './support/bank-under-test.ts';
import { issue, makeAuthority, type Authority, type Identity } from './support/pki.ts';
import {
  listen,
  startServer,
  type ScriptedServer,
  type ServerScript,
  type Turn,
} from './support/scripted-server.ts';

let authority: Authority;
let serverIdentity: Identity;
const open: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  authority = await makeAuthority('Test CA');
  serverIdentity = await issue(authority, { name: 'server', kind: 'server' });
});

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

type Sending = 'pay' | 'createDraft';
const sendings: readonly Sending[] = ['pay', 'createDraft'];

async function serverThat(script: Partial<ServerScript>): Promise<ScriptedServer> {
  const server = await startServer({ identity: serverIdentity, ...script });
  open.push(server);
  return server;
}

function bankAt(baseUrl: string, limits: Parameters<typeof bankFor>[0]['limits'] = {}): BankUnderTest {
  const under = bankFor({ ordinaryBaseUrl: baseUrl, caPem: authority.certPem, limits });
  open.push(under.bank);
  return under;
}

function send(under: BankUnderTest, sending: Sending): Promise<SendOutcome<unknown>> {
  const { bank, credentials } = under;
  return sending === 'pay'
    ? bank.pay(credentials(), bank.prepareOrder(anOrder(), 'p-1', {}))
    : bank.createDraft(credentials(), bank.prepareDraft(anOrder(), '2026-11-02'));
}

function summary(outcome: SendOutcome<unknown>): string {
  return outcome.kind === 'accepted' ? 'accepted' : `${outcome.kind} ${outcome.problem.code}`;
}

function answer(status: number, text: string, headers: Record<string, string> = {}) {
  return ({ response }: Turn): void => void response.writeHead(status, headers).end(text);
}

const bankError = (errorMessage: string, errorCode = 'FORBIDDEN'): string =>
  JSON.stringify({ errorId: '9d1d8855fa', errorMessage, errorCode });

const html = '<html><body><h1>502 Bad Gateway</h1></body></html>';

describe.each(sendings)('%s', (sending) => {
  it.each<readonly [string, number, string, string]>([
    [
      '400 with the error of the bank',
      400,
      bankError('Ваш запрос невалиден', 'INVALID_DATA'),
      'refused bank-refused-shape',
    ],
    ['400 with an HTML page', 400, html, 'unknown bank-unreadable'],
    [
      '400 with the certificate page of nginx',
      400,
      '<center>No required SSL certificate was sent</center>',
      'refused client-certificate-missing',
    ],
    ['401', 401, '', 'refused bank-token-dead'],
    [
      '403 for the address',
      403,
      bankError('Запрос был отправлен с IP-адреса, который не был указан при получении токена'),
      'refused bank-ip-not-listed',
    ],
    ['403 for the access', 403, bankError('Неподходящие скопы'), 'refused bank-access-missing'],
    [
      '403 for the company',
      403,
      bankError('Компания с такими ИНН/КПП не найдена 1/2. Проверьте реквизиты.'),
      'refused bank-company-changed',
    ],
    ['403 without a known reason', 403, bankError('Нет'), 'refused bank-forbidden'],
    ['403 with a page', 403, html, 'refused bank-forbidden'],
    ['404', 404, bankError('нет пути', 'NOT_FOUND'), 'unknown bank-not-found'],
    ['409', 409, bankError('конфликт', 'CONFLICT'), 'unknown bank-unreadable'],
    ['422 with the error of the bank', 422, bankError('Счёт закрыт', 'X'), 'refused bank-refused'],
    ['422 with an empty body', 422, '', 'unknown bank-unreadable'],
    ['422 with an empty object', 422, '{}', 'unknown bank-refused'],
    ['429', 429, bankError('Слишком много запросов'), 'unknown bank-rate'],
    ['500 with text', 500, 'oops', 'unknown bank-down'],
    ['502 with a page', 502, html, 'unknown bank-down'],
    ['503 with the error of the bank', 503, bankError('x'), 'unknown bank-down'],
    ['302', 302, '', 'unknown bank-redirect'],
    ['307', 307, '', 'unknown bank-redirect'],
    ['200 with a page', 200, html, 'unknown bank-unreadable'],
  ])(
    'gives the right outcome and sends once when the bank answers %s',
    async (_name, status, text, expected) => {
      const other = await serverThat({ onRequest: answer(200, '') });
      const headers: Record<string, string> =
        status === 302 || status === 307 ? { location: `${other.baseUrl}/elsewhere` } : {};
      const server = await serverThat({ onRequest: answer(status, text, headers) });

      const outcome = await send(bankAt(server.baseUrl), sending);

      expect(summary(outcome)).toBe(expected);
      expect(server.posts()).toBe(1);
      expect(other.seen).toEqual([]);
    },
  );

  it.each<readonly [string, Partial<ServerScript>, string]>([
    ['resets the connection at the head', { onHead: ({ reset }) => reset() }, 'unknown bank-connection-lost'],
    [
      'resets the connection after the body',
      { onRequest: ({ reset }) => reset() },
      'unknown bank-connection-lost',
    ],
    [
      'closes without an answer',
      { onRequest: ({ response }) => void response.socket?.end() },
      'unknown bank-connection-lost',
    ],
    ['breaks off in the middle of the answer', { onRequest: halfAnswer }, 'unknown bank-connection-lost'],
    [
      'answers with more than the limit',
      { onRequest: answer(200, `"${'x'.repeat(5_000)}"`) },
      'unknown bank-unreadable',
    ],
  ])('is unknown and sends once when the bank %s', async (_name, script, expected) => {
    const server = await serverThat(script);

    const outcome = await send(bankAt(server.baseUrl, { maxResponseBytes: 4_096 }), sending);

    expect(summary(outcome)).toBe(expected);
    expect(server.posts()).toBe(1);
  });

  it.each<readonly [string, (turn: Turn) => void]>([
    ['says nothing', () => undefined],
    ['drips its answer', ({ response }) => void response.writeHead(200).write(' ')],
  ])('is unknown and sends once when the bank %s until the deadline', async (_name, onTurn) => {
    const { promise: received, resolve } = promiseOf();
    const server = await serverThat({ onRequest: (turn) => (onTurn(turn), resolve()) });
    const under = bankAt(server.baseUrl);

    const sent = send(under, sending);
    await received;
    under.timers.fire(SEND_DEADLINE);

    expect(summary(await sent)).toBe('unknown bank-timeout');
    expect(server.posts()).toBe(1);
  });

  it('is unknown when the app closes while the bank thinks', async () => {
    const { promise: received, resolve } = promiseOf();
    const server = await serverThat({ onRequest: () => resolve() });
    const under = bankAt(server.baseUrl);

    const sent = send(under, sending);
    await received;
    await under.bank.close();

    expect(summary(await sent)).toBe('unknown bank-connection-lost');
    expect(summary(await send(under, sending))).toBe('not-sent bank-unreachable');
    expect(server.posts()).toBe(1);
  });

  it('is not sent when nobody listens', async () => {
    const server = await serverThat({});
    await server.close();

    const outcome = await send(bankAt(server.baseUrl), sending);

    expect(summary(outcome)).toBe('not-sent bank-unreachable');
  });

  it('is not sent when the name of the host is not known', async () => {
    const outcome = await send(bankAt('https://nowhere.invalid'), sending);

    expect(summary(outcome)).toBe('not-sent bank-unreachable');
  });

  it('is not sent when the server never finishes the handshake', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined));
    const port = await listen(mute);

    const outcome = await send(bankAt(`https://127.0.0.1:${port}`, { connectTimeoutMs: 100 }), sending);
    mute.close();

    expect(summary(outcome)).toBe('not-sent bank-unreachable');
  });

  it('is not sent when the server resets the connection in the handshake', async () => {
    const hostile = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const port = await listen(hostile);

    const outcome = await send(bankAt(`https://127.0.0.1:${port}`), sending);
    hostile.close();

    expect(summary(outcome)).toBe('not-sent bank-unreachable');
  });

  it('is not sent when the server speaks no TLS', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const port = await listen(plain);

    const outcome = await send(bankAt(`https://127.0.0.1:${port}`), sending);
    plain.close();

    expect(outcome.kind).toBe('not-sent');
  });

  it.each(['unknown authority', 'wrong host name', 'expired certificate'])(
    'is not sent when the server has an %s',
    async (fault) => {
      const stranger = await makeAuthority('Test CA');
      const identity = await issue(fault === 'unknown authority' ? stranger : authority, {
        name: 'server',
        kind: 'server',
        ...(fault === 'wrong host name' ? { hostNames: ['elsewhere.example'] } : {}),
        ...(fault === 'expired certificate' ? { endsInDays: -1 } : {}),
      });
      const server = await serverThat({ identity });

      const outcome = await send(bankAt(server.baseUrl), sending);

      expect(summary(outcome)).toBe('not-sent tls-untrusted');
      expect(server.seen).toEqual([]);
    },
  );

  it('is not sent when the deadline passes before a connection stands', async () => {
    const { promise: connected, resolve } = promiseOf();
    const mute = createServer((socket) => (socket.on('error', () => undefined), resolve()));
    const port = await listen(mute);
    const under = bankAt(`https://127.0.0.1:${port}`, { connectTimeoutMs: 200 });

    const sent = send(under, sending);
    await connected;
    under.timers.fire(SEND_DEADLINE);
    const outcome = await sent;
    mute.close();

    expect(summary(outcome)).toBe('not-sent bank-unreachable');
  });
});

describe('pay', () => {
  it.each([
    [200, ''],
    [201, ''],
    [202, ' \n'],
    [200, '{"anything":true}'],
  ])('is accepted on %i with body %j', async (status, text) => {
    const server = await serverThat({ onRequest: answer(status, text) });
    const under = bankAt(server.baseUrl);

    const outcome = await send(under, 'pay');

    expect(outcome).toEqual({ kind: 'accepted', value: null });
    expect(server.seen[0]).toMatchObject({
      verb: 'POST',
      url: '/api/v1/payment/ruble-transfer/pay',
      body: under.bank.prepareOrder(anOrder(), 'p-1', {}).body,
    });
    expect(server.seen[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
      'x-request-id': '00000000-0000-4000-8000-000000000001',
    });
  });

  it('tells the linked certificate from a dead token when the bank speaks of the certificate', async () => {
    for (const status of [401, 403]) {
      const server = await serverThat({
        onRequest: answer(status, bankError('Сертификат не связан с токеном')),
      });

      expect(summary(await send(bankAt(server.baseUrl), 'pay'))).toBe('refused client-certificate-missing');
    }
  });

  it('cuts the texts of the bank to their lengths and takes control characters out', async () => {
    const body = JSON.stringify({
      errorId: 'i'.repeat(51),
      errorMessage: `\u202eа\u0000${'б'.repeat(500)}`,
      errorCode: 'X',
    });
    const server = await serverThat({ onRequest: answer(422, body) });

    const outcome = await send(bankAt(server.baseUrl), 'pay');

    const problem = outcome.kind === 'accepted' ? null : outcome.problem;
    expect(problem?.errorId).toBe('i'.repeat(50));
    expect(problem?.message).toBe(`а ${'б'.repeat(398)}`);
    expect(problem?.httpStatus).toBe(422);
  });
});

describe('createDraft', () => {
  it('is accepted only with the id of the document', async () => {
    const made = await serverThat({ onRequest: answer(200, '{"documentId":"d-1"}') });
    const silent = await serverThat({ onRequest: answer(200, '') });
    const strange = await serverThat({ onRequest: answer(200, '{"documentId":7}') });

    expect(await send(bankAt(made.baseUrl), 'createDraft')).toEqual({
      kind: 'accepted',
      value: { documentId: 'd-1' },
    });
    expect(summary(await send(bankAt(silent.baseUrl), 'createDraft'))).toBe('unknown bank-unreadable');
    expect(summary(await send(bankAt(strange.baseUrl), 'createDraft'))).toBe('unknown bank-unreadable');
    expect(made.posts() + silent.posts() + strange.posts()).toBe(3);
  });
});

function halfAnswer({ response, reset }: Turn): void {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"documentId":"d-1"', () => reset());
}

function promiseOf(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
