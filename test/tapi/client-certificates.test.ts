import { X509Certificate } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../main/ports/secret.ts';
import type { BankClientCertificate } from '../../main/ports/bank-ports.ts';
import { anOrder, bankFor, clientCertificate, type BankUnderTest } from './support/bank-under-test.ts';
import { issue, makeAuthority, type Authority, type Identity } from './support/pki.ts';
import { startServer, type ScriptedServer, type ServerScript } from './support/scripted-server.ts';

let authority: Authority;
let serverIdentity: Identity;
let good: BankClientCertificate;
let second: BankClientCertificate;
let stranger: BankClientCertificate;
let expired: BankClientCertificate;
const open: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  authority = await makeAuthority('Test CA');
  serverIdentity = await issue(authority, { name: 'server', kind: 'server' });
  const client = async (name: string, issuer: Authority, endsInDays = 30): Promise<BankClientCertificate> =>
    clientCertificate(name, await issue(issuer, { name, kind: 'client', endsInDays }));
  good = await client('first', authority);
  second = await client('second', authority);
  stranger = await client('stranger', await makeAuthority('Another CA'));
  expired = await client('expired', authority, -1);
});

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

async function securedServer(script: Partial<ServerScript> = {}): Promise<ScriptedServer> {
  const server = await startServer({
    identity: serverIdentity,
    ca: authority.certPem,
    clientCertificate: 'required',
    onRequest: ({ response }) => void response.end('{"status":"EXECUTED"}'),
    ...script,
  });
  open.push(server);
  return server;
}

function bankAt(server: ScriptedServer): BankUnderTest {
  const under = bankFor({ ordinaryBaseUrl: server.baseUrl, caPem: authority.certPem });
  open.push(under.bank);
  return under;
}

async function pay(under: BankUnderTest, certificate: BankClientCertificate | null): Promise<string> {
  const prepared = under.bank.prepareOrder(anOrder(), 'p-1', {});
  const outcome = await under.bank.pay(under.credentials(certificate), prepared);
  return outcome.kind === 'accepted' ? 'accepted' : `${outcome.kind} ${outcome.problem.code}`;
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('a bank that refuses in the handshake of %s', (maxVersion) => {
  it('gets the payment with the right certificate', async () => {
    const server = await securedServer({ maxVersion });

    expect(await pay(bankAt(server), good)).toBe('accepted');
    expect(server.seen[0]).toMatchObject({ verb: 'POST', peer: 'first' });
  });

  it('gets nothing when there is no certificate, and that is known', async () => {
    const server = await securedServer({ maxVersion });

    expect(await pay(bankAt(server), null)).toBe('not-sent client-certificate-missing');
    expect(server.seen).toEqual([]);
  });

  it('gets nothing when the certificate is over, and that is known', async () => {
    const server = await securedServer({ maxVersion });

    expect(await pay(bankAt(server), expired)).toBe('not-sent client-certificate-expired');
    expect(server.seen).toEqual([]);
  });

  it('gets nothing when the certificate is of another authority, and that is known', async () => {
    const server = await securedServer({ maxVersion });

    expect(await pay(bankAt(server), stranger)).toMatch(/^not-sent /);
    expect(server.seen).toEqual([]);
  });

  it('tells a read why it was refused', async () => {
    const server = await securedServer({ maxVersion });
    const under = bankAt(server);

    const outcome = await under.bank.paymentState(under.credentials(), 'p-1');

    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'client-certificate-missing' } });
  });
});

describe('a client certificate', () => {
  it('is not sent away with a key of another one', async () => {
    const server = await securedServer();
    const mixed = { ...good, certificateId: 'mixed', key: second.key };

    expect(await pay(bankAt(server), mixed)).toBe('not-sent client-certificate-missing');
    expect(server.connections()).toBe(0);
  });

  it('is never shown to the ordinary host', async () => {
    const server = await securedServer({
      clientCertificate: 'asked',
      onRequest: ({ response }) => void response.end('[]'),
    });
    const under = bankAt(server);

    await under.bank.accounts(under.credentials(good));

    expect(server.seen[0]?.peer).toBeNull();
  });

  it('never travels on a connection of another one, however calls interleave', async () => {
    const server = await securedServer({ clientCertificate: 'asked' });
    const under = bankAt(server);
    const order = [good, second, null, second, good, null, good, second, good, null, second, good];

    await Promise.all(
      order.map(async (certificate, index) =>
        under.bank.pay(
          { ...under.credentials(certificate), tokenId: `token-${index}` },
          { bankPaymentId: null, body: JSON.stringify({ expected: certificate?.certificateId ?? null }) },
        ),
      ),
    );

    expect(server.posts()).toBe(order.length);
    for (const { body, peer } of server.seen) expect(JSON.parse(body)).toEqual({ expected: peer });
  });

  it('is replaced at once when another one comes under the same id', async () => {
    const server = await securedServer();
    const under = bankAt(server);

    await pay(under, good);
    await pay(under, { ...second, certificateId: good.certificateId });

    expect(server.seen.map(({ peer }) => peer)).toEqual(['first', 'second']);
  });

  it('needs a new connection after it was forgotten', async () => {
    const server = await securedServer();
    const under = bankAt(server);

    await pay(under, good);
    await nextTurn(); // undici takes the connection back a turn after the answer
    await pay(under, good);
    await nextTurn();
    under.bank.forgetCertificate('first');
    await pay(under, good);

    const [first, again, later] = server.seen.map(({ connection }) => connection);
    expect(again).toBe(first);
    expect(later).not.toBe(first);
  });

  it('lets a payment under way end when it is forgotten', async () => {
    let answer = (): void => undefined;
    const received = new Promise<void>((resolve) => {
      void securedServer({
        onRequest: ({ response }) => {
          answer = () => void response.end();
          resolve();
        },
      }).then((server) => {
        const under = bankAt(server);
        sent = pay(under, good);
        forget = () => under.bank.forgetCertificate('first');
      });
    });
    let sent: Promise<string> = Promise.resolve('');
    let forget = (): void => undefined;

    await received;
    forget();
    answer();

    expect(await sent).toBe('accepted');
  });

  it('is out of its dates a moment after its end, not at it', async () => {
    const server = await securedServer({
      clientCertificate: 'asked',
      onRequest: ({ response }) =>
        void response.writeHead(400).end('<center>No required SSL certificate was sent</center>'),
    });
    const end = Date.parse(new X509Certificate(good.chainPem).validTo);
    const codeAt = async (ms: number): Promise<string> => {
      const now = (): string => new Date(ms).toISOString();
      const under = bankFor({ ordinaryBaseUrl: server.baseUrl, caPem: authority.certPem, now });
      open.push(under.bank);
      return pay(under, { ...good, key: Secret.fromBytes(good.key.revealBytes()) });
    };

    expect(await codeAt(end)).toBe('refused client-certificate-missing');
    expect(await codeAt(end + 1)).toBe('refused client-certificate-expired');
  });

  it.each([401, 403])('that is not linked is told from a dead token on %i', async (status) => {
    const server = await securedServer({
      onRequest: ({ response }) =>
        void response
          .writeHead(status)
          .end('{"errorCode":"X","errorMessage":"Сертификат не связан с токеном"}'),
    });

    expect(await pay(bankAt(server), good)).toBe('refused client-certificate-not-bound');
  });
});
