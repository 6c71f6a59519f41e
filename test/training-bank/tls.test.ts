import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { Agent as HttpsAgent, get } from 'node:https';
import { describe, expect, it } from 'vitest';
import { createAuthority, issueClientCertificate } from '../../training-bank/tls/tls-certificates.ts';
import { allAccesses, callerOf, dayMs, issueFullToken, openBank, orderOf } from './bank-fixture.ts';

const payPath = '/api/v1/payment/ruble-transfer/pay';

describe('server certificates', () => {
  it('hold for 127.0.0.1, ::1 and localhost, and only under the CA of this run', async () => {
    const { bank, call } = await openBank();
    const other = createAuthority('other');
    const { port } = new URL(bank.ordinaryBaseUrl);

    expect((await call('GET', `https://localhost:${port}/cabinet`)).status).toBe(200);
    expect((await call('GET', `https://127.0.0.1:${port}/cabinet`)).status).toBe(200);
    await expect(callerOf(other.certificatePem)('GET', bank.cabinetUrl)).rejects.toThrow();
  });

  it('listens on the loopback only', async () => {
    const { bank } = await openBank();

    expect(new URL(bank.ordinaryBaseUrl).hostname).toBe('127.0.0.1');
    expect(new URL(bank.securedBaseUrl).hostname).toBe('127.0.0.1');
    expect(bank.ordinaryBaseUrl.endsWith('/openapi')).toBe(true);
  });

  it('shows an untrusted chain on demand, on the secured listener or on both, and a good one again', async () => {
    const { bank, call } = await openBank();
    const token = issueFullToken(bank);
    const secured = (): Promise<number> =>
      call('GET', `${bank.securedBaseUrl}/api/v1/payment/x`, { token }).then(
        (reply) => reply.status,
        () => 0,
      );
    const ordinary = (): Promise<number> =>
      call('GET', `${bank.ordinaryBaseUrl}/api/v1/company`, { token }).then(
        (reply) => reply.status,
        () => 0,
      );

    bank.control({ command: 'setCertificateMode', mode: 'untrusted-root' });
    expect([await secured(), await ordinary()]).toEqual([0, 200]);
    bank.control({ command: 'setCertificateMode', mode: 'untrusted-root', listeners: 'both' });
    expect([await secured(), await ordinary()]).toEqual([0, 0]);
    bank.control({ command: 'setCertificateMode', mode: 'nginx-400' });
    expect([await secured(), await ordinary()]).toEqual([400, 200]);
  });
});

describe('client certificates', () => {
  it('are RSA-2048 with a PKCS#8 key, valid for a year by the clock of the bank', async () => {
    const { bank, clock } = await openBank();

    const { certificatePem, privateKeyPem } = bank.issueCertificate({ label: 'director' });

    const certificate = new X509Certificate(certificatePem);
    expect(privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(Date.parse(certificate.validFrom)).toBe(clock.now().getTime());
    expect(Date.parse(certificate.validTo)).toBe(clock.now().getTime() + 365 * dayMs);
  });

  it('get the page of nginx when none is sent, and another one when it is foreign or has lapsed', async () => {
    const { bank, call, clock } = await openBank();
    const token = issueFullToken(bank);
    const foreign = issueClientCertificate(createAuthority('foreign'), { issuedAt: clock.now(), days: 365 });
    const lapsing = bank.issueCertificate({ label: 'short', days: 1 });
    const url = `${bank.securedBaseUrl}/api/v1/payment/x`;

    const missing = await call('GET', url);
    const refused = await call('GET', url, { token, certificate: foreign });
    const good = await call('GET', url, { token, certificate: lapsing });
    clock.forward(dayMs + 1);
    const lapsed = await call('GET', url, { token, certificate: lapsing });

    expect(missing.status).toBe(400);
    expect(missing.headers['content-type']).toBe('text/html');
    expect(missing.text).toContain('No required SSL certificate was sent');
    expect(refused.text).toContain('The SSL certificate error');
    expect(good.status).toBe(404);
    expect(lapsed.text).toContain('The SSL certificate error');
  });

  it('are refused in the handshake in that mode, and let in when good', async () => {
    const now = new Date();
    const { bank, call } = await openBank({ now: () => now, settings: { certificateMode: 'handshake' } });
    const token = issueFullToken(bank);
    const url = `${bank.securedBaseUrl}/api/v1/payment/x`;
    const certificate = bank.issueCertificate({ label: 'good', days: 30 });
    const foreign = issueClientCertificate(createAuthority('foreign'), { issuedAt: now, days: 365 });

    await expect(call('GET', url, { token })).rejects.toThrow();
    await expect(call('GET', url, { token, certificate: foreign })).rejects.toThrow();
    expect((await call('GET', url, { token, certificate })).status).toBe(404);
    bank.control({ command: 'advanceClock', ms: 31 * dayMs });
    await expect(call('GET', url, { token, certificate })).rejects.toThrow();
  });

  it('are refused by JSON in that mode', async () => {
    const { bank, call } = await openBank({ settings: { certificateMode: 'json-403' } });

    const reply = await call('GET', `${bank.securedBaseUrl}/api/v1/payment/x`);

    expect(reply.status).toBe(403);
    expect(reply.json).toMatchObject({ errorCode: 'FORBIDDEN' });
  });

  it('are known by the bank when a TLS session is taken up again', async () => {
    const { bank } = await openBank();
    const token = issueFullToken(bank);
    const { certificatePem, privateKeyPem } = bank.issueCertificate({ label: 'one' });
    const agent = new HttpsAgent({ ca: bank.caPem, cert: certificatePem, key: privateKeyPem });
    const status = (): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        get(
          `${bank.securedBaseUrl}/api/v1/payment/x`,
          { agent, headers: { authorization: `Bearer ${token}` } },
          (reply) => reply.resume().once('end', () => resolve(reply.statusCode)),
        ).once('error', reject);
      });

    expect([await status(), await status()]).toEqual([404, 404]);
  });
});

describe('the link of a token with a certificate', () => {
  it('is made by the first successful secured call, not by a refused one, and holds', async () => {
    const { bank, call } = await openBank();
    const token = issueFullToken(bank);
    const first = bank.issueCertificate({ label: 'first' });
    const second = bank.issueCertificate({ label: 'second' });
    const pay = (certificate: typeof first, body: unknown): Promise<number> =>
      call('POST', bank.securedBaseUrl + payPath, { token, certificate, body }).then((reply) => reply.status);

    expect(await pay(first, { id: 'broken' })).toBe(400);
    expect(await pay(second, orderOf('a'))).toBe(200);
    expect(await pay(first, orderOf('b'))).toBe(403);
    expect(await pay(second, orderOf('b'))).toBe(200);
    expect(bank.snapshot().tokens[0]?.certificateFingerprints).toEqual([
      new X509Certificate(second.certificatePem).fingerprint256,
    ]);
  });

  it('lets one certificate serve two tokens by default, and one only when so set', async () => {
    for (const [certificateServesManyTokens, status] of [
      [true, 404],
      [false, 403],
    ] as const) {
      const { bank, call } = await openBank({ settings: { certificateServesManyTokens } });
      const certificate = bank.issueCertificate({ label: 'one' });
      const owner = issueFullToken(bank);
      const other = bank.issueToken({ label: 'other', accesses: allAccesses, ips: ['127.0.0.1'] }).text;
      const pay = { token: owner, certificate, body: orderOf('a') };
      await call('POST', bank.securedBaseUrl + payPath, pay);

      const reply = await call('GET', `${bank.securedBaseUrl}/api/v1/payment/x`, {
        token: other,
        certificate,
      });

      expect(reply.status).toBe(status);
    }
  });
});

it('makes certificates for every year a caller may ask for', () => {
  const authority = createAuthority('years');

  const { certificatePem } = issueClientCertificate(authority, {
    issuedAt: new Date('2049-06-01T00:00:00Z'),
    days: 365,
  });

  expect(new Date(new X509Certificate(certificatePem).validTo).toISOString()).toBe(
    '2050-06-01T00:00:00.000Z',
  );
  expect(generateKeyPairSync('ec', { namedCurve: 'P-256' })).toBeDefined();
});
