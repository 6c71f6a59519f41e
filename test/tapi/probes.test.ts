import { describe, expect, it, onTestFinished } from 'vitest';
import { startTrainingBank } from '../../training-bank/training-bank.ts';
import { Secret } from '../../main/ports/secret.ts';
import { bankFor, type BankUnderTest } from './support/bank-under-test.ts';
import { issue, makeAuthority } from './support/pki.ts';
import { startServer, type ServerScript } from './support/scripted-server.ts';

type OnRequest = NonNullable<ServerScript['onRequest']>;

/** A server of our own over real TLS; `signer` says whether the client knows who signed it. */
async function behind(onRequest: OnRequest, wish: { signer?: 'known' | 'other'; endsInDays?: number } = {}) {
  const known = await makeAuthority('Bank CA');
  const other = await makeAuthority('Antivirus');
  const signer = wish.signer === 'other' ? other : known;
  const identity = await issue(signer, { name: 'bank', kind: 'server', endsInDays: wish.endsInDays ?? 30 });
  const server = await startServer({ identity, onRequest });
  onTestFinished(() => server.close());
  const under = bankFor({ ordinaryBaseUrl: server.baseUrl, caPem: known.certPem });
  onTestFinished(() => under.bank.close());
  return { server, ...under };
}

function askCompany({ bank, credentials }: Pick<BankUnderTest, 'bank' | 'credentials'>) {
  return bank.probe(credentials(), { kind: 'company' });
}

describe('a probe', () => {
  it('asks once, whatever comes, and tells the server’s clock and error code', async () => {
    const under = await behind(({ response }) => {
      response.writeHead(403, { date: 'Mon, 16 Nov 2026 11:00:00 GMT' });
      response.end('{"errorId":"e-1","errorCode":"FORBIDDEN","errorMessage":"Неподходящие скопы"}');
    });

    const answer = await askCompany(under);

    expect(answer).toMatchObject({
      httpStatus: 403,
      errorCode: 'FORBIDDEN',
      bankTime: '2026-11-16T11:00:00.000Z',
      transport: null,
      company: null,
      problem: { code: 'bank-access-missing', errorId: 'e-1' },
    });
    expect(under.server.seen).toHaveLength(1);
  });

  it('does not repeat after a page of a server in front of the bank', async () => {
    const under = await behind(({ response }) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html>502 Bad Gateway</html>');
    });

    expect(await askCompany(under)).toMatchObject({ problem: { code: 'bank-down' }, errorCode: null });
    expect(under.server.seen).toHaveLength(1);
  });

  it('names the failure of the network', async () => {
    const authority = await makeAuthority('x');
    const dead = bankFor({ ordinaryBaseUrl: 'https://127.0.0.1:1', caPem: authority.certPem });
    const unknown = bankFor({ ordinaryBaseUrl: 'https://bank.invalid', caPem: authority.certPem });
    onTestFinished(async () => {
      await Promise.all([dead.bank.close(), unknown.bank.close()]);
    });

    expect(await askCompany(dead)).toMatchObject({
      transport: 'ECONNREFUSED',
      problem: { code: 'bank-unreachable' },
    });
    expect((await askCompany(unknown)).transport).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it('reads the company and asks for a payment that nobody made', async () => {
    const training = await startTrainingBank({ now: () => new Date() });
    onTestFinished(() => training.stop());
    const under = bankFor({ ...training });
    onTestFinished(() => under.bank.close());
    const accesses = ['company-info/get', 'bank-accounts/get', 'payments/rub-pay'];
    const { text } = training.issueToken({ label: 'x', accesses, ips: ['127.0.0.1'] });
    const credentials = { ...under.credentials(), token: Secret.fromText(text) };

    expect(await under.bank.probe(credentials, { kind: 'company' })).toMatchObject({
      problem: null,
      company: { inn: expect.stringMatching(/^\d{10}$/) as string },
    });
    expect(await under.bank.probe(credentials, { kind: 'accounts' })).toMatchObject({ problem: null });
    const secured = await under.bank.probe(credentials, { kind: 'payment-state', bankPaymentId: 'nobody' });
    expect(secured.problem?.code).toBe('client-certificate-missing');
    expect(training.snapshot().counters.payRequestsById).toEqual({});
  });
});

describe('a look at the server', () => {
  it('names who signed a server that is refused, and when its certificate is good', async () => {
    const under = await behind(() => undefined, { signer: 'other' });

    const look = await under.bank.lookAtServer('test');

    expect(look).toMatchObject({ refusal: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', issuer: 'CN=Antivirus' });
    expect(Date.parse(look.validTo ?? '')).toBeGreaterThan(Date.now());
    expect(under.server.seen).toEqual([]);
  });

  it('refuses a certificate that is over, and shows its dates', async () => {
    const under = await behind(() => undefined, { endsInDays: -2 });

    const look = await under.bank.lookAtServer('test');

    expect(look.refusal).toBe('CERT_HAS_EXPIRED');
    expect(Date.parse(look.validTo ?? '')).toBeLessThan(Date.now());
  });

  it('believes a server of the bank and sends it nothing', async () => {
    const under = await behind(() => undefined);

    expect(await under.bank.lookAtServer('test')).toMatchObject({ refusal: null, subject: 'CN=bank' });
    expect(under.server.seen).toEqual([]);
  });

  it('says that nobody is there', async () => {
    const authority = await makeAuthority('x');
    const dead = bankFor({ ordinaryBaseUrl: 'https://127.0.0.1:1', caPem: authority.certPem });
    onTestFinished(() => dead.bank.close());

    expect(await dead.bank.lookAtServer('test')).toMatchObject({ refusal: 'ECONNREFUSED', subject: null });
  });
});
