import { describe, expect, it } from 'vitest';
import { allAccesses, dayMs, issueFullToken, openBank, orderOf, type OpenBank } from './bank-fixture.ts';

const companyPath = '/api/v1/company';
const payPath = '/api/v1/payment/ruble-transfer/pay';

const addressText =
  'Запрос был отправлен с IP-адреса, который не был указан при получении токена. Пожалуйста, укажите этот IP-адрес при получении нового токена.';

describe('who may call', () => {
  it('answers 401 without a header, with another scheme, with an unknown token and with the sandbox token', async () => {
    const { bank, call } = await openBank();
    const url = bank.ordinaryBaseUrl + companyPath;
    const token = issueFullToken(bank);

    const replies = await Promise.all([
      call('GET', url),
      call('GET', url, { headers: { authorization: `Basic ${token}` } }),
      call('GET', url, { token: `t.${'A'.repeat(86)}` }),
      call('GET', url, { token: 'TBankSandboxToken' }),
    ]);

    expect(replies.map((reply) => reply.status)).toEqual([401, 401, 401, 401]);
    expect(replies[0]?.json).toMatchObject({ errorCode: 'UNAUTHORIZED', errorId: expect.any(String) });
  });

  it('answers 401 to a revoked token and to a token whose issuer has left', async () => {
    const { bank, call } = await openBank();
    const url = bank.ordinaryBaseUrl + companyPath;
    const revoked = issueFullToken(bank);
    bank.revokeToken(revoked);
    const orphan = bank.issueToken({ label: 'orphan', accesses: allAccesses, ips: ['127.0.0.1'] }).text;

    const before = await call('GET', url, { token: orphan });
    bank.control({ command: 'setIssuerActive', token: 'orphan', active: false });
    const after = await call('GET', url, { token: orphan });

    expect((await call('GET', url, { token: revoked })).status).toBe(401);
    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it('names the address before the access, and the access before the company', async () => {
    const { bank, call } = await openBank();
    const url = bank.ordinaryBaseUrl + companyPath;
    const { text: token } = bank.issueToken({ label: 'poor', accesses: [], ips: ['127.0.0.2'] });
    bank.control({ command: 'setCompanyKpp', kpp: '999901002' });

    const elsewhere = await call('GET', url, { token });
    const listed = await call('GET', url, { token, localAddress: '127.0.0.2' });
    const rich = bank.issueToken({ label: 'rich', accesses: allAccesses, ips: ['127.0.0.1'] }).text;
    bank.control({ command: 'setCompanyKpp', kpp: '999901003' });
    const moved = await call('GET', url, { token: rich });

    expect(elsewhere.json).toMatchObject({ errorCode: 'FORBIDDEN', errorMessage: addressText });
    expect(listed.json).toMatchObject({ errorCode: 'FORBIDDEN', errorMessage: 'Неподходящие скопы' });
    expect(moved.status).toBe(403);
    expect(moved.json).toMatchObject({
      errorMessage: expect.stringMatching(/^Компания с такими ИНН\/КПП не найдена/),
    });
  });

  it('refuses in the order address, access, company, certificate, rate, shape, business', async () => {
    const { bank, call, rateClock } = await openBank({ settings: { payRatePerSecond: 1 } });
    const linked = bank.issueCertificate({ label: 'linked' });
    const other = bank.issueCertificate({ label: 'other' });
    const { text: token } = bank.issueToken({
      label: 'director',
      accesses: ['payments/rub-pay'],
      ips: ['127.0.0.1'],
    });
    const pay = async (certificate: typeof linked, body: unknown): Promise<number> =>
      (await call('POST', bank.securedBaseUrl + payPath, { token, certificate, body })).status;
    const wrongShape = orderOf('', { amount: -1 });
    const wrongBusiness = orderOf('b', { from: { accountNumber: '40702810400000000999' } });

    expect(await pay(linked, orderOf('a'))).toBe(200);
    bank.control({ command: 'setCompanyKpp', kpp: '999901002' });
    expect(await pay(other, wrongShape)).toBe(403);
    bank.control({ command: 'setCompanyKpp', kpp: '999901001' });
    expect(await pay(other, wrongShape)).toBe(403);
    expect(await pay(linked, wrongShape)).toBe(429);
    rateClock.forward(1000);
    expect(await pay(linked, wrongShape)).toBe(400);
    rateClock.forward(1000);
    expect(await pay(linked, wrongBusiness)).toBe(422);
  });

  it('refuses a payment by a token whose issuer has no sign right', async () => {
    const { bank, call } = await openBank();
    const certificate = bank.issueCertificate({ label: 'any' });
    const { text: token } = bank.issueToken({
      label: 'clerk',
      accesses: allAccesses,
      ips: ['127.0.0.1'],
      issuer: { signRight: false },
    });

    const reply = await call('POST', bank.securedBaseUrl + payPath, {
      token,
      certificate,
      body: orderOf('a'),
    });

    expect(reply.status).toBe(403);
    expect(bank.snapshot().payments).toEqual([]);
  });

  it('lets the status of a payment be seen with any payment access', async () => {
    const { bank, call } = await openBank();
    const certificate = bank.issueCertificate({ label: 'any' });
    const statusWith = async (access: string): Promise<number> => {
      const { text: token } = bank.issueToken({ label: access, accesses: [access], ips: ['127.0.0.1'] });
      return (await call('GET', `${bank.securedBaseUrl}/api/v1/payment/none`, { token, certificate })).status;
    };

    expect(await statusWith('payments/rub-pay')).toBe(404);
    expect(await statusWith('payments/payment-registry')).toBe(404);
    expect(await statusWith('bank-accounts/get')).toBe(403);
  });
});

describe('addresses', () => {
  it.each([
    ['127.0.0.1', 200],
    ['::ffff:127.0.0.1', 200],
    ['::FFFF:7F00:1', 200],
    ['127.0.0.2', 403],
    ['::1', 403],
  ])('compares %s with the caller in one spelling', async (ip, status) => {
    const { bank, call } = await openBank();
    const { text: token } = bank.issueToken({ label: 'one', accesses: allAccesses, ips: [ip] });

    expect((await call('GET', bank.ordinaryBaseUrl + companyPath, { token })).status).toBe(status);
  });

  it('lets any address in when the check is switched off, and takes a dummy address then', async () => {
    const { bank, call } = await openBank();
    const { text: token } = bank.issueToken({
      label: 'open',
      accesses: allAccesses,
      ips: ['0.0.0.0.0'],
      ipCheck: false,
    });

    const reply = await call('GET', bank.ordinaryBaseUrl + companyPath, { token, localAddress: '127.0.0.3' });

    expect(reply.status).toBe(200);
  });

  it('takes nine addresses, and refuses none, ten, a range and a name', async () => {
    const { bank } = await openBank();
    const nine = Array.from({ length: 9 }, (_, index) => `10.0.0.${index}`);
    const issue = (ips: readonly string[]): unknown => bank.issueToken({ label: 'x', accesses: [], ips });

    expect(() => issue(nine)).not.toThrow();
    expect(() => issue([...nine, '10.0.0.9'])).toThrow();
    expect(() => issue([])).toThrow();
    expect(() => issue(['10.0.0.0/8'])).toThrow();
    expect(() => issue(['localhost'])).toThrow();
  });
});

describe('ninety days', () => {
  const useAfter = async ({ bank, call, clock }: OpenBank, waitMs: number): Promise<number> => {
    const token = issueFullToken(bank);
    clock.forward(waitMs);
    return (await call('GET', bank.ordinaryBaseUrl + companyPath, { token })).status;
  };

  it.each([
    ['89 days', 89 * dayMs, 200],
    ['90 days', 90 * dayMs, 200],
    ['90 days and a millisecond', 90 * dayMs + 1, 401],
    ['91 days', 91 * dayMs, 401],
  ])('lives or dies by the day: unused for %s (%i ms) it gets %i', async (_name, waitMs, status) => {
    expect(await useAfter(await openBank(), waitMs)).toBe(status);
  });

  it('begins anew with each successful call, and not with a refused one', async () => {
    const { bank, call, clock } = await openBank();
    const token = issueFullToken(bank);
    const company = (): Promise<{ status: number }> =>
      call('GET', bank.ordinaryBaseUrl + companyPath, { token });
    const refused = (): Promise<{ status: number }> =>
      call('GET', `${bank.ordinaryBaseUrl}/api/v1/statement?accountNumber=1`, { token });

    clock.forward(60 * dayMs);
    expect((await company()).status).toBe(200);
    clock.forward(60 * dayMs);
    expect((await refused()).status).toBe(400);
    clock.forward(31 * dayMs);
    expect((await company()).status).toBe(401);
  });

  it('moves with the clock of the bank', async () => {
    const { bank, call } = await openBank();
    const token = issueFullToken(bank);

    bank.control({ command: 'advanceClock', ms: 90 * dayMs + 1 });

    expect((await call('GET', bank.ordinaryBaseUrl + companyPath, { token })).status).toBe(401);
  });
});

describe('rates', () => {
  it.each([
    [companyPath, 6],
    ['/api/v4/bank-accounts', 6],
    ['/api/v1/statement?accountNumber=40702810500000000001&from=2026-11-01T00:00:00Z&limit=1', 20],
  ])(
    'lets %s be called as often as its page says, and no more until a second has passed',
    async (path, rate) => {
      const { bank, call, rateClock } = await openBank();
      const token = issueFullToken(bank);
      const status = async (): Promise<number> =>
        (await call('GET', bank.ordinaryBaseUrl + path, { token })).status;

      for (let count = 0; count < rate; count += 1) expect(await status()).toBe(200);
      rateClock.forward(999);
      const refused = await call('GET', bank.ordinaryBaseUrl + path, { token });
      rateClock.forward(1);

      expect(refused.status).toBe(429);
      expect(refused.headers['retry-after']).toBe('1');
      expect(await status()).toBe(200);
    },
  );
});
