import { describe, expect, it } from 'vitest';
import { isAccountOf } from '../../training-bank/state/bank-details.ts';
import { draftOf, issueFullToken, openBank, orderOf, settleAfterMs } from './bank-fixture.ts';

describe('the company card', () => {
  it('has the fields of the page', async () => {
    const { bank, call } = await openBank();

    const reply = await call('GET', `${bank.ordinaryBaseUrl}/api/v1/company`, {
      token: issueFullToken(bank),
    });

    expect(reply.json).toEqual({
      name: 'ООО «Пример»',
      city: 'Москва',
      requisites: {
        fullName: 'Общество с ограниченной ответственностью «Пример»',
        foreignName: expect.any(String),
        address: expect.any(String),
        inn: '9999000006',
        kpp: '999901001',
        ogrn: expect.stringMatching(/^\d{13}$/),
      },
      bank: {
        bankName: expect.any(String),
        bankAddress: expect.any(String),
        corrAccount: '30101810145250000974',
        bankInn: '7710140679',
        bankBic: '044525974',
      },
      registrationDate: '2022-03-01',
      opf: expect.any(String),
      legalStatus: 'active',
      taxationScheme: 'USN_INCOMES',
    });
  });

  it('carries the request id of the caller back, or a new one', async () => {
    const { bank, call } = await openBank();
    const token = issueFullToken(bank);
    const requestId = '0b7a3f9e-7c1d-4c0e-9a53-1f6f2f7d8c11';
    const url = `${bank.ordinaryBaseUrl}/api/v1/company`;

    const named = await call('GET', url, { token, headers: { 'x-request-id': requestId } });
    const unnamed = await call('GET', url, { headers: { 'x-request-id': 'not a uuid' } });

    expect(named.headers['x-request-id']).toBe(requestId);
    expect(unnamed.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the accounts', () => {
  it('come as a bare array with the fields of version 4', async () => {
    const { bank, call } = await openBank();

    const reply = await call('GET', `${bank.ordinaryBaseUrl}/api/v4/bank-accounts`, {
      token: issueFullToken(bank),
    });

    expect(reply.json).toHaveLength(2);
    expect(reply.json).toMatchObject([
      {
        accountNumber: '40702810500000000001',
        name: 'Расчётный',
        status: 'NORM',
        currency: '643',
        mainFlag: 'Y',
        bankBik: '044525974',
        accountType: 'Current',
        tariffName: expect.any(String),
        tariffCode: expect.any(String),
        createdOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        balance: {
          balance: 1284900.5,
          realOtb: 1284900.5,
          otb: 1284900.5,
          authorized: 0,
          pendingPayments: 0,
          pendingRequisitions: 0,
        },
      },
      { accountType: 'Tax', mainFlag: 'N' },
    ]);
  });

  it('have right keys', async () => {
    const { bank } = await openBank();

    expect(bank.accounts.map((account) => isAccountOf('044525974', account))).toEqual([true, true]);
  });

  it('include an investment account only when asked, and refuse another word than true or false', async () => {
    const { bank, call } = await openBank();
    const token = issueFullToken(bank);
    const url = `${bank.ordinaryBaseUrl}/api/v4/bank-accounts`;

    expect((await call('GET', `${url}?withInvest=true`, { token })).json).toHaveLength(3);
    expect((await call('GET', `${url}?withInvest=false`, { token })).json).toHaveLength(2);
    expect((await call('GET', `${url}?withInvest=1`, { token })).status).toBe(400);
  });
});

describe('the sandbox', () => {
  it('gives the same answer always, checks the shape only and asks for its own token', async () => {
    const { bank, call } = await openBank();
    const base = `${bank.ordinaryBaseUrl}/sandbox`;
    const token = 'TBankSandboxToken';
    const payUrl = `${base}/secured/api/v1/payment/ruble-transfer/pay`;

    expect((await call('GET', `${base}/api/v4/bank-accounts`, { token })).json).toHaveLength(2);
    expect((await call('POST', payUrl, { token, body: orderOf('a') })).status).toBe(200);
    expect((await call('POST', payUrl, { token, body: orderOf('') })).status).toBe(400);
    expect((await call('GET', `${base}/api/v1/company`, { token: issueFullToken(bank) })).status).toBe(401);
    expect((await call('POST', `${base}/api/v1/payment/create`, { token, body: draftOf() })).json).toEqual({
      documentId: expect.any(String),
    });
    expect(bank.snapshot()).toMatchObject({ payments: [], drafts: [], counters: { payRequestsById: {} } });
  });

  it.each([
    [false, 401],
    [true, 200],
  ])('takes the old literal (%s) with %i', async (oldSandboxTokenAccepted, status) => {
    const { bank, call } = await openBank({ settings: { oldSandboxTokenAccepted } });

    const reply = await call('GET', `${bank.ordinaryBaseUrl}/sandbox/api/v1/company`, {
      token: 'TinkoffOpenApiSandboxSecretToken',
    });

    expect(reply.status).toBe(status);
  });
});

describe('paths', () => {
  it('are found on their own listener only', async () => {
    const { bank, call } = await openBank();
    const token = issueFullToken(bank);
    const certificate = bank.issueCertificate({ label: 'any' });
    const secured = (verb: 'GET' | 'POST', path: string): Promise<number> =>
      call(verb, bank.securedBaseUrl + path, { token, certificate }).then((reply) => reply.status);
    const ordinary = (verb: 'GET' | 'POST', path: string): Promise<number> =>
      call(verb, bank.ordinaryBaseUrl + path, { token }).then((reply) => reply.status);

    expect(await secured('GET', '/api/v1/company')).toBe(404);
    expect(await secured('GET', '/cabinet')).toBe(404);
    expect(await ordinary('GET', '/api/v1/payment/x')).toBe(404);
    expect(await ordinary('POST', '/api/v1/payment/ruble-transfer/pay')).toBe(404);
    expect(await ordinary('POST', '/api/v1/company')).toBe(404);
    expect(await ordinary('GET', '/api/v1/company/')).toBe(404);
  });
});

describe('drafts', () => {
  it('are two when sent twice, wait for a signature, and are paid by it', async () => {
    const { bank, call, clock, rateClock } = await openBank();
    const token = issueFullToken(bank);
    const base = bank.ordinaryBaseUrl;
    const create = async (): Promise<string> => {
      const reply = await call('POST', `${base}/api/v1/payment/create`, { token, body: draftOf() });
      expect(reply.json).toEqual({ documentId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      return String(Object.values(Object(reply.json))[0]);
    };
    const statusOf = async (documentIds: readonly string[]): Promise<unknown> => {
      rateClock.forward(1000);
      return (await call('POST', `${base}/api/v1/payment/status`, { token, body: { documentIds } })).json;
    };

    const [first, second] = [await create(), await create()];
    const unsigned = await statusOf([first, second, 'unknown']);
    const byClerk = bank.control({ command: 'signDraft', documentId: first, person: 'accountant' });
    const byDirector = bank.control({ command: 'signDraft', documentId: first });
    const again = bank.control({ command: 'signDraft', documentId: first });
    const signed = await statusOf([first]);
    clock.forward(settleAfterMs);
    const paid = await statusOf([first]);

    expect(first).not.toBe(second);
    expect(unsigned).toEqual({
      result: [
        { documentId: first, status: 'DRAFT' },
        { documentId: second, status: 'DRAFT' },
      ],
      resultError: [{ documentId: 'unknown', errorMessage: expect.any(String) }],
    });
    expect([byClerk.ok, byDirector.ok, again.ok]).toEqual([false, true, false]);
    expect(signed).toMatchObject({ result: [{ status: 'IN_PROGRESS' }] });
    expect(paid).toMatchObject({ result: [{ status: 'EXECUTED' }] });
    expect(bank.snapshot().accounts[0]?.balanceKopecks).toBe(1_284_900_50 - 2_500_00);
  });

  it('are not bound by the limits of T-API, only by those of the signature', async () => {
    const { bank, call, clock } = await openBank();
    const token = issueFullToken(bank);
    const send = (amount: number): Promise<unknown> =>
      call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, { token, body: draftOf({ amount }) });
    await send(150_000);
    await send(200_000.01);
    bank.control({ command: 'setLimits', eds: { perPaymentKopecks: 200_000_00 } });

    for (const draft of bank.snapshot().drafts) {
      bank.control({ command: 'signDraft', documentId: draft.documentId });
    }
    clock.forward(settleAfterMs);

    expect(bank.snapshot().drafts.map((draft) => draft.state)).toEqual(['EXECUTED', 'FAILED']);
  });

  it('with a date are paid on it', async () => {
    const { bank, call, clock } = await openBank();
    const date = new Date(clock.now().getTime() + 86_400_000).toISOString();
    await call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, {
      token: issueFullToken(bank),
      body: draftOf({ date }),
    });
    const stateOf = (): string | undefined => bank.snapshot().drafts[0]?.state;

    bank.control({ command: 'signDraft', documentId: bank.snapshot().drafts[0]?.documentId ?? '' });
    clock.forward(86_399_999);
    const before = stateOf();
    clock.forward(1);

    expect([before, stateOf()]).toEqual(['IN_PROGRESS', 'EXECUTED']);
  });

  it.each([
    ['documentNumber', { documentNumber: 77 }],
    ['documentNumber', { documentNumber: '1234567' }],
    ['uin', { uin: undefined }],
    ['bankBik', { bankBik: '04452597' }],
  ])('are refused for a wrong %s', async (name, changes) => {
    const { bank, call } = await openBank();

    const reply = await call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/create`, {
      token: issueFullToken(bank),
      body: draftOf(changes),
    });

    expect(reply.status).toBe(400);
    expect(reply.json).toHaveProperty(['errorDetails', name]);
  });

  it('are asked about by 1 to 100 ids', async () => {
    const { bank, call } = await openBank({ settings: { ratesEnforced: false } });
    const token = issueFullToken(bank);
    const ask = async (count: number): Promise<number> => {
      const documentIds = Array.from({ length: count }, (_, index) => `id-${index}`);
      return (
        await call('POST', `${bank.ordinaryBaseUrl}/api/v1/payment/status`, { token, body: { documentIds } })
      ).status;
    };

    expect([await ask(0), await ask(1), await ask(100), await ask(101)]).toEqual([400, 200, 200, 400]);
  });
});
