import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  accountsOf,
  companyOf,
  kopecksOf,
  statementPageOf,
  sumJson,
} from '../../main/edges/tapi/wire-map.ts';

const account = '40702810500000000001';

describe('sums', () => {
  it.each([
    [0, 0],
    [0.01, 1],
    [0.1, 10],
    [-0.01, -1],
    [1.1, 110],
    [1.15, 115],
    [4.35, 435],
    [15000.5, 1_500_050],
    [99999999999.99, 9_999_999_999_999],
    [9999999999999.99, 999_999_999_999_999],
    [-12.3, -1_230],
  ])('reads %d roubles as %d kopecks', (roubles, kopecks) => {
    expect(kopecksOf(roubles)).toBe(kopecks);
  });

  it.each([0.001, 1.005, 1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY, 0.1 + 0.2, 99999999999999])(
    'refuses %d, which is not an exact sum',
    (roubles) => {
      expect(kopecksOf(roubles)).toBeNull();
    },
  );

  it('survives the way out and in, for every sum of up to 13 digits before the point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), fc.boolean(), (size, isNegative) => {
        const kopecks = isNegative && size !== 0 ? -size : size;
        const text = sumJson(kopecks);
        expect(text).toMatch(/^-?\d+\.\d\d$/);
        expect(kopecksOf(Number(JSON.parse(text)))).toBe(kopecks);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the company', () => {
  it('has the KPP 0 when the bank gives none', () => {
    for (const kpp of [undefined, null, '']) {
      expect(companyOf({ name: 'ИП', requisites: { inn: '999900000097', kpp } })?.kpp).toBe('0');
    }
  });

  it('is none without an INN of 10 or 12 digits', () => {
    expect(companyOf({ name: 'x', requisites: { inn: '99990000061' } })).toBeNull();
    expect(companyOf(null)).toBeNull();
  });
});

describe('accounts', () => {
  const wire = {
    accountNumber: account,
    name: 'Расчётный',
    status: 'NORM',
    currency: '643',
    mainFlag: 'Y',
    bankBik: '044525974',
    accountType: 'Current',
    balance: { balance: 100.5, realOtb: 90.25, otb: 190.25, authorized: 10.25, pendingPayments: 0 },
  };

  it('are read with what can be spent without overdraft', () => {
    expect(accountsOf([wire])).toEqual([
      {
        accountNumber: account,
        name: 'Расчётный',
        accountType: 'Current',
        status: 'NORM',
        currency: '643',
        isMain: true,
        bankBik: '044525974',
        balanceMinor: 10_050,
        availableMinor: 9_025,
        heldMinor: 1_025,
      },
    ]);
  });

  it('are read when only the number and an older balance are there', () => {
    const [read] = accountsOf([{ accountNumber: account, balance: { otb: 5 } }]) ?? [];

    expect(read).toMatchObject({
      balanceMinor: 500,
      availableMinor: 500,
      heldMinor: 0,
      isMain: false,
      name: '',
    });
  });

  /** Source: https://github.com/tough-dev-school/tinkoff-diadoc, https://github.com/masasibata/tbank. */
  it.each([
    {
      accountNumber: '2000123456',
      accountType: 'Broker',
      currency: '643',
      balance: { otb: 10, authorized: 0 },
    },
    { accountNumber: '40702810800000000002', currency: '643', accountType: 'Nominal' },
    { accountNumber: '40702A10500000000001', currency: '643', balance: { otb: 1, authorized: 0 } },
    { accountNumber: '40702810800000000002', balance: { balance: 1.005, realOtb: 1 } },
    { accountNumber: '40702810800000000002', balance: null },
    { accountNumber: '40702810800000000002', balance: { otb: {} } },
    { accountNumber: '40702810800000000002', balance: { otb: 'NaN' } },
    { accountNumber: '40702810800000000002', balance: 10 },
    { accountNumber: null, balance: { otb: 1 } },
    null,
    'x',
    1,
    [],
  ])('are shown though one of them is %j', (odd) => {
    const whole = accountsOf([wire]);
    expect(accountsOf([odd, wire])).toEqual(whole);
    expect(accountsOf([wire, odd])).toEqual(whole);
  });

  it('are read when their sums are texts', () => {
    const texts = { accountNumber: '40702810800000000002', balance: { otb: '10.00', authorized: '0' } };
    expect(accountsOf([texts])).toMatchObject([{ balanceMinor: 1000, availableMinor: 1000, heldMinor: 0 }]);
  });

  it('are refused as a whole when none can be read, or the answer is no list', () => {
    expect(accountsOf([{ ...wire, balance: {} }])).toBeNull();
    expect(accountsOf({ accounts: [wire] })).toBeNull();
  });
});

/** Source: https://github.com/masasibata/tbank, https://github.com/tough-dev-school/tinkoff-diadoc. */
describe('a sum of an operation', () => {
  const sumOf = (sums: object) =>
    statementPageOf({ operations: [sums] }, account)?.operations[0]?.amountMinor ?? null;

  it.each([
    [{ accountAmount: '1500.00' }, 150_000],
    [{ accountAmount: '1500.00', rubleAmount: '1500.00', operationAmount: '1500.00' }, 150_000],
    [{ accountAmount: '-1500.5' }, 150_050],
    [{ accountAmount: '1500.0000' }, 150_000],
    [{ accountAmount: null, rubleAmount: '7' }, 700],
    [{ accountAmount: 1500 }, 150_000],
  ])('is read of %j', (sums, kopecks) => {
    expect(sumOf(sums)).toBe(kopecks);
  });

  it.each([
    { value: 1500 },
    true,
    'NaN',
    '',
    '1500 руб',
    '1,500.00',
    '1500.005',
    [],
    '1e3',
    Number.POSITIVE_INFINITY,
  ])('is never 0,00 for %j: the page cannot be read', (accountAmount) => {
    expect(sumOf({ accountAmount, rubleAmount: 1500 })).toBeNull();
  });

  it('makes balances of the page unreadable, not zero', () => {
    const balances = { balanceBegin: '1.00', balanceEnd: '2', credit: 1, debit: '0.00' };
    const page = (change: object) =>
      statementPageOf({ operations: [], balances: { ...balances, ...change } }, account);
    expect(page({})?.balances).toEqual({ beginMinor: 100, endMinor: 200, inMinor: 100, outMinor: 0 });
    expect(page({ credit: {} })).toBeNull();
    expect(page({ credit: undefined })?.balances).toBeNull();
  });
});

/** Source: https://github.com/mdn/content/pull/32253. */
describe('a date of an operation', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each<readonly [string, string | null]>([
    ['2026-03-01T00:30:00', '2026-02-28T21:30:00.000Z'],
    ['2026-03-01 00:30', '2026-02-28T21:30:00.000Z'],
    ['2026-03-01T00:30:00.123456', '2026-02-28T21:30:00.123Z'],
    ['03.04.2026', '2026-04-03T00:00:00.000Z'],
    ['3.4.2026', '2026-04-03T00:00:00.000Z'],
    ['03.04.2026 12:00:00', '2026-04-03T09:00:00.000Z'],
    ['2026-03-01T00:30:00Z', '2026-03-01T00:30:00.000Z'],
    ['2026-03-01T00:30:00+03:00', '2026-02-28T21:30:00.000Z'],
    ['2026-03-01T00:30:00+0300', '2026-02-28T21:30:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ...['31.02.2026', '13/04/2026', '04/13/2026', '2026-02-31T00:00:00', 'March 4, 2026', '2026', ''].map(
      (text) => [text, null] as const,
    ),
  ])('%s is %s on every computer', (operationDate, at) => {
    for (const computer of ['Asia/Vladivostok', 'America/New_York', 'Europe/Moscow', 'UTC']) {
      process.env.TZ = computer;
      expect(statementPageOf({ operations: [{ operationDate }] }, account)?.operations[0]?.at).toBe(at);
    }
  });
});

describe('the statement', () => {
  const operation = {
    operationId: 'op-1',
    operationDate: '2026-11-02T09:00:00Z',
    operationStatus: 'Transaction',
    typeOfOperation: 'Debit',
    category: 'contragentOutcome',
    accountAmount: 15000.5,
    documentNumber: 214,
    payPurpose: 'Оплата',
    payer: { acct: account, name: 'Мы', inn: '1' },
    receiver: {
      acct: '40802810700000000002',
      name: 'Они',
      inn: '2',
      kpp: '3',
      bicRu: '044525974',
      bankName: 'АО «ТБанк»',
      corAcct: '30101810145250000974',
    },
    docDate: '2026-10-31T21:00:00Z',
    vo: '01',
    priority: 5,
    tax: { payerStatus: '01', kbk: '18201061201010000510', uin: 0, period: null },
  };

  it('is read with the other side of each operation', () => {
    const page = statementPageOf(
      {
        operations: [operation],
        balances: { balanceBegin: -1.01, balanceEnd: 2, credit: 3, debit: 4 },
        nextCursor: 'c',
      },
      account,
    );

    expect(page).toEqual({
      operations: [
        {
          operationId: 'op-1',
          at: '2026-11-02T09:00:00.000Z',
          direction: 'out',
          amountMinor: 1_500_050,
          status: 'Transaction',
          documentNumber: '214',
          counterpartyName: 'Они',
          counterpartyInn: '2',
          counterpartyAccount: '40802810700000000002',
          counterpartyKpp: '3',
          counterpartyBik: '044525974',
          counterpartyBankName: 'АО «ТБанк»',
          counterpartyCorrAccount: '30101810145250000974',
          purpose: 'Оплата',
          category: 'contragentOutcome',
          documentDay: '2026-11-01',
          documentKind: '01',
          priority: 5,
          tax: {
            payerStatus: '01',
            kbk: '18201061201010000510',
            oktmo: '',
            evidence: '',
            period: '',
            docNumber: '',
            docDate: '',
            uin: '0',
          },
        },
      ],
      balances: { beginMinor: -101, endMinor: 200, inMinor: 300, outMinor: 400 },
      nextCursor: 'c',
    });
  });

  it.each([
    ['Credit', 'in'],
    ['\u0421redit', 'in'],
    ['\u0441redit', 'in'],
    ['Debit', 'out'],
  ])('reads the type %s as %s', (typeOfOperation, direction) => {
    const page = statementPageOf({ operations: [{ ...operation, typeOfOperation }] }, account);

    expect(page?.operations[0]?.direction).toBe(direction);
  });

  it.each([
    ['Debit', 'out'],
    ['Сredit', 'in'],
  ])('believes the type %s more than the parties', (typeOfOperation, direction) => {
    const own = { acct: account };
    const page = statementPageOf(
      { operations: [{ ...operation, typeOfOperation, receiver: direction === 'out' ? own : null }] },
      account,
    );
    expect(page?.operations[0]?.direction).toBe(direction);
  });

  it('takes the direction from the parties when the type is missing', () => {
    const incoming = { receiver: { acct: account }, rubleAmount: 1 };

    const page = statementPageOf({ operations: [incoming, { rubleAmount: 1 }] }, account);

    expect(page?.operations.map(({ direction }) => direction)).toEqual(['in', 'out']);
  });

  it.each([undefined, null, ''])('ends when the next cursor is %j', (nextCursor) => {
    expect(statementPageOf({ operations: [], nextCursor }, account)?.nextCursor).toBeNull();
  });

  it('never throws and always reads an operation, whichever fields are missing or of another type', () => {
    const keys = Object.keys(operation);
    fc.assert(
      fc.property(fc.subarray(keys), fc.subarray(keys), fc.anything(), (missing, wrong, rubbish) => {
        const damaged = Object.fromEntries(
          Object.entries(operation)
            .filter(([key]) => !missing.includes(key))
            .map(([key, value]) => [key, wrong.includes(key) && key !== 'accountAmount' ? rubbish : value]),
        );
        expect(statementPageOf({ operations: [damaged] }, account)?.operations.length).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on anything', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        statementPageOf(value, account);
        statementPageOf({ operations: [value] }, account);
        accountsOf([value]);
        companyOf(value);
      }),
    );
  });
});
