import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { preparedAccounts } from '../../training-bank/state/prepared-company.ts';
import { preparedOperations } from '../../training-bank/state/prepared-operations.ts';
import { dayMs, issueFullToken, openBank, orderOf, settleAfterMs, type OpenBank } from './bank-fixture.ts';

const account = '40702810500000000001';
const longAgo = '2023-06-01T00:00:00Z';

const pageSchema = z.strictObject({
  balances: z
    .strictObject({ balanceBegin: z.number(), balanceEnd: z.number(), credit: z.number(), debit: z.number() })
    .optional(),
  operations: z.array(
    z.looseObject({
      operationId: z.string(),
      operationDate: z.string(),
      typeOfOperation: z.string(),
      category: z.string().optional(),
      documentNumber: z.string().optional(),
      rubleAmount: z.number().optional(),
      accountAmount: z.number(),
    }),
  ),
  nextCursor: z.string().nullable().optional(),
});
type Page = z.infer<typeof pageSchema>;

interface Reader extends OpenBank {
  readonly token: string;
  readonly page: (query: Readonly<Record<string, string>>) => Promise<Page>;
  readonly status: (query: Readonly<Record<string, string>>) => Promise<number>;
}

async function openReader(options: Parameters<typeof openBank>[0] = {}): Promise<Reader> {
  const open = await openBank({ ...options, settings: { ratesEnforced: false, ...options.settings } });
  const token = issueFullToken(open.bank);
  const get = (query: Readonly<Record<string, string>>): ReturnType<typeof open.call> => {
    const search = new URLSearchParams({ accountNumber: account, from: longAgo, ...query });
    return open.call('GET', `${open.bank.ordinaryBaseUrl}/api/v1/statement?${search}`, { token });
  };
  return {
    ...open,
    token,
    page: async (query) => pageSchema.parse((await get(query)).json),
    status: async (query) => (await get(query)).status,
  };
}

async function allPages(reader: Reader, query: Readonly<Record<string, string>>): Promise<Page[]> {
  const pages = [await reader.page(query)];
  for (;;) {
    const cursor = pages.at(-1)?.nextCursor;
    if (cursor === undefined || cursor === null || cursor === '') return pages;
    pages.push(await reader.page({ ...query, cursor }));
  }
}

const kopecks = (roubles: number): number => Math.round(roubles * 100);

describe('the prepared months', () => {
  it('are the same each time, end before the day they are prepared for, and never overdraw, on any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (day) => {
        const preparedAt = new Date(Date.parse('2025-01-01T21:00:00Z') + day * dayMs).toISOString();

        const operations = preparedOperations(preparedAt);

        expect(preparedOperations(preparedAt)).toEqual(operations);
        expect(operations.every((operation) => operation.at < preparedAt)).toBe(true);
        for (const { number, balanceKopecks } of preparedAccounts()) {
          const own = operations.filter((operation) => operation.accountNumber === number);
          let balance = balanceKopecks;
          for (const operation of [...own].reverse()) {
            balance += operation.direction === 'Debit' ? operation.amountKopecks : -operation.amountKopecks;
            expect(balance).toBeGreaterThanOrEqual(0);
          }
        }
        expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
      }),
      { numRuns: 60 },
    );
  });

  it('have customers, rent, salaries, taxes and fees in them', async () => {
    const reader = await openReader();

    const { operations } = await reader.page({});

    const categories = new Set(operations.map((operation) => operation.category));
    expect([...categories].sort()).toEqual(
      ['contragentIncome', 'contragentOutcome', 'fee', 'salary', 'selfTransferOuter'].sort(),
    );
    expect(operations.length).toBeGreaterThan(90);
  });
});

describe('pages', () => {
  it('lose and double nothing, whatever their size and filters', async () => {
    const reader = await openReader();
    const whole = (await reader.page({})).operations.map((operation) => operation.operationId);

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom('', 'contragentIncome', 'salary,fee'),
        async (limit, categories) => {
          const filter: Record<string, string> = categories === '' ? {} : { categories };
          const expected =
            categories === ''
              ? whole
              : (await reader.page(filter)).operations.map((operation) => operation.operationId);
          const from = expected.length > 40 ? Math.max(limit, 20) : limit;

          const pages = await allPages(reader, { ...filter, limit: String(from) });

          expect(pages.flatMap((page) => page.operations.map((operation) => operation.operationId))).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 12 },
    );
  });

  it('go on unharmed when a payment is executed between two of them', async () => {
    const reader = await openReader();
    const { bank, call, clock, token } = reader;
    const before = (await reader.page({})).operations.length;
    const first = await reader.page({ limit: '50' });

    await call('POST', `${bank.securedBaseUrl}/api/v1/payment/ruble-transfer/pay`, {
      token,
      certificate: bank.issueCertificate({ label: 'any' }),
      body: orderOf('between'),
    });
    clock.forward(settleAfterMs);
    const rest = await reader.page({ limit: '5000', cursor: first.nextCursor ?? '' });

    const ids = [...first.operations, ...rest.operations].map((operation) => operation.operationId);
    expect(ids).toHaveLength(before + 1);
    expect(new Set(ids).size).toBe(before + 1);
  });

  it('refuse a cursor of another query, and one that was never given', async () => {
    const reader = await openReader();
    const { nextCursor } = await reader.page({ limit: '5' });

    expect(await reader.status({ limit: '7', cursor: nextCursor ?? '' })).toBe(200);
    expect(await reader.status({ cursor: nextCursor ?? '', categories: 'fee' })).toBe(400);
    expect(await reader.status({ cursor: 'AAAA' })).toBe(400);
  });

  it.each([
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
  ] as const)('end with a cursor that is %s when so set', async (lastCursor, expected) => {
    const reader = await openReader({ settings: { lastCursor } });

    expect((await reader.page({})).nextCursor).toBe(expected);
  });

  it.each([
    ['0', 400],
    ['1', 200],
    ['5000', 200],
    ['5001', 400],
  ])('of %s operations are answered by %i', async (limit, status) => {
    expect(await (await openReader()).status({ limit })).toBe(status);
  });
});

describe('the period', () => {
  it('includes its beginning and excludes its end', async () => {
    const reader = await openReader();
    const [first, second] = (await reader.page({ limit: '2' })).operations;
    const [from, to] = [first?.operationDate ?? '', second?.operationDate ?? ''];

    const { operations } = await reader.page({ from, to });

    expect(operations.map((operation) => operation.operationId)).toEqual([first?.operationId]);
  });

  it('must be instants, and the account one of the company', async () => {
    const reader = await openReader();

    expect(await reader.status({ from: '2026-11-01' })).toBe(400);
    expect(await reader.status({ accountNumber: '40702810500000000002' })).toBe(422);
    expect(await reader.status({ operationStatus: 'Other' })).toBe(400);
  });

  it('has no authorisations that are not yet transactions', async () => {
    const reader = await openReader();

    expect((await reader.page({ operationStatus: 'Authorization' })).operations).toEqual([]);
    expect((await reader.page({ operationStatus: 'Transaction' })).operations.length).toBeGreaterThan(0);
  });
});

describe('balances', () => {
  it('add up in every period, the end of one being the beginning of the next', async () => {
    const reader = await openReader();
    const { bank, call, clock, token } = reader;
    const certificate = bank.issueCertificate({ label: 'any' });
    for (const id of ['a', 'b']) {
      await call('POST', `${bank.securedBaseUrl}/api/v1/payment/ruble-transfer/pay`, {
        token,
        certificate,
        body: orderOf(id, { amount: 1234.56 }),
      });
    }
    clock.forward(settleAfterMs);
    bank.control({ command: 'setBalance', accountNumber: account, kopecks: 777_77 });
    const end = clock.now().getTime() + 1;

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 100 * dayMs }), async (backMs) => {
        const middle = new Date(end - backMs).toISOString();
        const options = { withBalances: 'true' };
        const earlier = await reader.page({ ...options, to: middle });
        const later = await reader.page({ ...options, from: middle });

        for (const { balances, operations } of [earlier, later]) {
          const sum = (type: string): number =>
            operations
              .filter((operation) => operation.typeOfOperation === type)
              .reduce((total, operation) => total + kopecks(operation.accountAmount), 0);
          expect(kopecks(balances?.credit ?? -1)).toBe(sum('Credit'));
          expect(kopecks(balances?.debit ?? -1)).toBe(sum('Debit'));
          expect(kopecks(balances?.balanceBegin ?? 0) + sum('Credit') - sum('Debit')).toBe(
            kopecks(balances?.balanceEnd ?? -1),
          );
        }
        expect(later.balances?.balanceBegin).toBe(earlier.balances?.balanceEnd);
        expect(later.balances?.balanceEnd).toBe(777.77);
      }),
      { numRuns: 15 },
    );
  });

  it('of long ago do not move when money does', async () => {
    const reader = await openReader();
    const opening = async (): Promise<number | undefined> =>
      (await reader.page({ withBalances: 'true', limit: '1' })).balances?.balanceBegin;
    const before = await opening();

    reader.bank.control({ command: 'setBalance', accountNumber: account, kopecks: 5 });

    expect(await opening()).toBe(before);
  });

  it('come with the first page only, and only when asked', async () => {
    const reader = await openReader();
    const first = await reader.page({ withBalances: 'true', limit: '10' });

    const second = await reader.page({ withBalances: 'true', limit: '10', cursor: first.nextCursor ?? '' });

    expect(first.balances).toBeDefined();
    expect(second.balances).toBeUndefined();
    expect((await reader.page({})).balances).toBeUndefined();
  });
});

describe('an executed payment', () => {
  it('stands in the statement with its document number, amount and counterparty, not with its id', async () => {
    const reader = await openReader();
    const { bank, call, clock, token } = reader;
    const certificate = bank.issueCertificate({ label: 'any' });

    await call('POST', `${bank.securedBaseUrl}/api/v1/payment/ruble-transfer/pay`, {
      token,
      certificate,
      body: orderOf('our-own-id', { documentNumber: 4711 }),
    });
    clock.forward(settleAfterMs);
    const { operations } = await reader.page({ from: '2026-11-18T00:00:00Z' });

    expect(operations.at(-1)).toMatchObject({
      operationDate: '2026-11-18T09:00:03.000Z',
      typeOfOperation: 'Debit',
      operationStatus: 'Transaction',
      documentNumber: '4711',
      accountAmount: 1000.5,
      accountCurrencyDigitalCode: '643',
      payPurpose: 'Оплата по счёту 17. НДС не облагается',
      counterParty: { account: '40802810700000000002', inn: '999900000097', bankBic: '044525974' },
      payer: { acct: account, inn: '9999000006' },
      receiver: { acct: '40802810700000000002' },
    });
    expect(JSON.stringify(operations)).not.toContain('our-own-id');
  });

  it('with budget fields shows them', async () => {
    const reader = await openReader();

    const { operations } = await reader.page({ accountNumber: '40702810400000000101', categories: 'tax' });

    expect(operations[0]).toMatchObject({ tax: { kbk: '18201061201010000510', payerStatus: '01' } });
  });
});

it('writes «Credit» with a Cyrillic letter when so set', async () => {
  const reader = await openReader({ settings: { cyrillicCredit: true } });

  const { operations } = await reader.page({ categories: 'contragentIncome', limit: '1' });

  expect(operations[0]?.typeOfOperation).toBe('Сredit');
});
