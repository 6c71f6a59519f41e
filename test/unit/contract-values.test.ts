import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESSES, knownAccess, mayMoveMoney } from '../../contract/t-bank/accesses.ts';
import {
  checkAccount,
  checkBik,
  checkInn,
  checkKpp,
  expectedAccountKey,
  isCorrespondentAccount,
  isKeyUnsure,
} from '../../contract/values/bank-details.ts';
import {
  addMs,
  Instant,
  LocalDate,
  moscowDate,
  moscowDayStart,
  msBetween,
} from '../../contract/values/dates.ts';
import { PaymentId } from '../../contract/values/ids.ts';
import { amountToDecimal, AmountMinor, parseAmountText } from '../../contract/values/money.ts';

describe('money', () => {
  it.each([
    ['0', 0],
    ['0,01', 1],
    ['0.1', 10],
    ['1', 100],
    ['15000.50', 1500050],
    ['1 500,5', 150050],
    ['1\u00a0500,50', 150050],
    ['1\u202f500,50', 150050],
    ['007', 700],
    ['9999999999999,99', 999_999_999_999_999],
    ['00009999999999999,99', 999_999_999_999_999],
  ])('reads «%s» as %i kopecks', (text, kopecks) => {
    expect(parseAmountText(text)).toBe(kopecks);
  });

  it.each([
    '',
    ' ',
    ',',
    '.',
    ',5',
    '5,',
    '1,234',
    '1,2,3',
    '1.234.567,00',
    '-1',
    '+1',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '١٢٣',
    '１２',
    '1₽',
    '1/2',
    '10000000000000',
    '1__0',
    "1'000",
    '1;00',
    '1\u0000',
  ])('does not read «%s»', (text) => {
    expect(parseAmountText(text)).toBeNull();
  });

  it('comes back from its own text, with either separator and any grouping', () => {
    const kopecks = fc.integer({ min: 0, max: 999_999_999_999_999 });
    fc.assert(
      fc.property(
        kopecks,
        fc.constantFrom('.', ','),
        fc.constantFrom('', ' ', '\u00a0'),
        (sum, mark, gap) => {
          const [roubles = '', rest = ''] = amountToDecimal(sum).split('.');
          const text = `${roubles.replace(/\B(?=(\d{3})+$)/g, gap)}${mark}${rest}`;

          expect(parseAmountText(text)).toBe(sum);
          expect(amountToDecimal(sum)).toMatch(/^\d+\.\d\d$/);
        },
      ),
    );
  });

  it('reads garbage as nothing or as an amount that fits, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const read = parseAmountText(text);

        expect(read === null || AmountMinor.safeParse(read).success).toBe(true);
      }),
    );
  });

  it.each([
    [-1, '-0.01'],
    [-150050, '-1500.50'],
    [5, '0.05'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  ])('writes %i as %s', (sum, text) => {
    expect(amountToDecimal(sum)).toBe(text);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'does not take %d for an amount',
    (sum) => {
      expect(AmountMinor.safeParse(sum).success).toBe(false);
    },
  );
});

describe('dates', () => {
  it.each([
    ['2026-11-16T20:59:59.999Z', '2026-11-16'],
    ['2026-11-16T21:00:00.000Z', '2026-11-17'],
    ['2028-02-28T21:00:00.000Z', '2028-02-29'],
    ['2028-02-29T21:00:00.000Z', '2028-03-01'],
    ['2026-12-31T21:00:00.000Z', '2027-01-01'],
    ['2027-03-28T21:00:00.000Z', '2027-03-29'],
  ])('%s is %s in Moscow', (instant, date) => {
    expect(moscowDate(instant)).toBe(date);
  });

  it('a Moscow day begins at its first moment and ends a day later', () => {
    const days = fc.date({ min: new Date('2015-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const date = day.toISOString().slice(0, 10);
        const start = moscowDayStart(date);

        expect(moscowDate(start)).toBe(date);
        expect(moscowDate(addMs(start, 86_400_000 - 1))).toBe(date);
        expect(moscowDate(addMs(start, -1))).not.toBe(date);
        expect(msBetween(start, addMs(start, 5))).toBe(5);
        expect(moscowDate(start)).toBe(
          new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date(start)),
        );
      }),
    );
  });

  it.each([
    '2026-11-16',
    '2026-11-16T09:00:00Z',
    '2026-11-16T09:00:00.000+03:00',
    '',
    '2026-11-16T09:00:00.000z',
  ])('does not take «%s» for a moment', (text) => {
    expect(Instant.safeParse(text).success).toBe(false);
  });

  it.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
  ])('takes %s for a day: %s', (text, isDay) => {
    expect(LocalDate.safeParse(text).success).toBe(isDay);
  });
});

describe('an INN', () => {
  it.each([
    '7710140679',
    '7707083893',
    '7727406020',
    '7743180892',
    '500100732259',
    '9999000006',
    '999900000097',
  ])('%s holds together', (inn) => {
    expect(checkInn(inn)).toBeNull();
  });

  it.each([
    ['9999980892', 'inn-check'],
    ['0000000000', 'inn-zeros'],
    ['000000000000', 'inn-zeros'],
    ['', 'inn-length'],
    ['771014067', 'inn-length'],
    ['77101406790', 'inn-length'],
    ['5001007322590', 'inn-length'],
    ['771014067А', 'inn-length'],
    ['７７10140679', 'inn-length'],
  ])('%s is refused: %s', (inn, problem) => {
    expect(checkInn(inn)).toBe(problem);
  });

  it.each(['7710140679', '500100732259'])('%s with one digit changed in its check is refused', (inn) => {
    for (let other = 0; other <= 9; other += 1) {
      const changed = inn.slice(0, -1) + String(other);
      expect(checkInn(changed)).toBe(changed === inn ? null : 'inn-check');
    }
  });
});

describe('KPP and BIK', () => {
  it.each([
    ['770101001', null],
    ['0', null],
    ['77010100', 'kpp-form'],
    ['7701010011', 'kpp-form'],
    ['7701AA001', 'kpp-form'],
    ['', 'kpp-form'],
    ['00', 'kpp-form'],
  ])('KPP «%s» gives %s', (kpp, problem) => {
    expect(checkKpp(kpp)).toBe(problem);
  });

  it.each([
    ['044525974', null],
    ['017003983', null],
    ['04452597', 'bik-form'],
    ['0445259740', 'bik-form'],
    ['04452597a', 'bik-form'],
  ])('BIK «%s» gives %s', (bik, problem) => {
    expect(checkBik(bik)).toBe(problem);
  });
});

const VALID: readonly (readonly [string, string])[] = [
  ['40602810700000000025', '049805746'],
  ['40702810500000000001', '044525974'],
  ['40802810700000000002', '044525974'],
  ['40817810600000000003', '044525974'],
  ['40102810445370000059', '017003983'],
];

/** The sum of Bank of Russia order 515, counted here by hand: the last digits of digit × weight. */
function sumOfKey(digits: string): number {
  const weights = '71371371371371371371371';
  return [...digits].reduce((sum, digit, at) => sum + Number(digit) * Number(weights[at]), 0) % 10;
}

/**
 * Source: https://github.com/horadorara/bank_ed807_practice, https://github.com/KuliginStepan/dadata-client/pull/29;
 * Bank of Russia order 515.
 */
describe('an account kept in the Bank of Russia or in another bank', () => {
  it.each([
    ['40503810900000000123', '044599000'],
    ['40701810000000000456', '044599001'],
    ['30109810900000000654', '044599974'],
    ['40816810900000000852', '044599100'],
  ])('%s at %s is right', (account, bik) => {
    expect(checkAccount(account, bik)).toBeNull();
    expect(isKeyUnsure(account, bik)).toBe(false);
  });

  it('is right by either rule where its keeper cannot be known, and by none it is refused', () => {
    const digits = (length: number) =>
      fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''));
    const heads = fc.constantFrom(
      '30109',
      '40503',
      '40816',
      '40701',
      '40601',
      '40702',
      '40802',
      '40817',
      '42305',
    );
    fc.assert(
      fc.property(heads, digits(12), digits(7), (head, tail, rest) => {
        const bik = `04${rest}`;
        const account = `${head}810${tail}`;
        const holds = [bik.slice(6), `0${bik.slice(4, 6)}`].some(
          (prefix) => sumOfKey(prefix + account) === 0,
        );
        expect(checkAccount(account, bik)).toBe(holds ? null : 'account-check');
        // Beyond 04… it is a hint.
        for (const beyond of [`00${rest}`, `01${rest}`, `02${rest}`]) {
          expect(checkAccount(account, beyond)).toBeNull();
          expect(isKeyUnsure(account, beyond)).toBe(!holds);
        }
      }),
    );
  });
});

describe('an account', () => {
  it.each(VALID)('%s at %s holds together', (account, bik) => {
    expect(checkAccount(account, bik)).toBeNull();
    expect(expectedAccountKey(account, bik)).toBe(account[8]);
  });

  it.each([
    ['30101810145250000974', '044525974'],
    ['30101810400000000225', '044525225'],
  ])('%s is a correspondent account of %s', (account, bik) => {
    expect(isCorrespondentAccount(account, bik)).toBe(true);
    expect(checkAccount(account, bik)).toBeNull();
  });

  it.each([
    ['03100643000000018500', '017003983'],
    ['03100643000000018599', '017003983'],
  ])('of the treasury (%s) carries no key', (account, bik) => {
    expect(checkAccount(account, bik)).toBeNull();
  });

  it.each([
    ['4070281050000000000', 'account-form'],
    ['407028105000000000011', 'account-form'],
    ['40702810500000000001 ', 'account-form'],
    ['4070281050000000000a', 'account-form'],
    ['40702840500000000001', 'account-currency'],
    ['40702978500000000001', 'account-currency'],
    ['40702A10500000000001', 'account-currency'],
    ['40702810400000000001', 'account-check'],
  ])('%s is refused: %s', (account, problem) => {
    expect(checkAccount(account, '044525974')).toBe(problem);
  });

  it('of 22 digits is checked for its form only', () => {
    expect(checkAccount('4070281050000000000112', '044525974')).toBeNull();
  });

  it('of a company, a trader or a person with one digit changed is refused or doubted, wherever it is', () => {
    for (const [account, bik] of VALID) {
      for (let place = 0; place < 20; place += 1) {
        for (let digit = 0; digit <= 9; digit += 1) {
          const changed = account.slice(0, place) + String(digit) + account.slice(place + 1);
          // Beyond 04… the key proves nothing.
          if (!bik.startsWith('04')) continue;
          // Other accounts may be kept in the Bank of Russia, to which another key belongs.
          if (changed === account || !/^(30101|40102|40702|408(02|17|20))/.test(changed)) continue;
          if (/^(301|40102)/.test(changed) !== /^(301|40102)/.test(account)) continue;
          if (!isKeyUnsure(changed, bik))
            expect([changed, checkAccount(changed, bik)]).not.toEqual([changed, null]);
        }
      }
    }
  });

  it('with the key that is expected always holds together', () => {
    const digits = (length: number) =>
      fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''));
    fc.assert(
      fc.property(digits(9), digits(12), (bik, tail) => {
        const bare = `40702810${tail}`;
        const right = bare.slice(0, 8) + expectedAccountKey(bare, bik) + bare.slice(9);

        expect(checkAccount(right, bik)).toBeNull();
      }),
    );
  });
});

describe('ids and accesses', () => {
  it.each([
    ['a'.repeat(7), false],
    ['a'.repeat(8), true],
    ['a'.repeat(64), true],
    ['a'.repeat(65), false],
    ['ABCDEFGH', false],
    ['../../etc', false],
    ["a'; drop--", false],
    ['abc\u0000defg', false],
    ['abcdefgh\n', false],
  ])('takes «%s» for an id: %s', (text, isId) => {
    expect(PaymentId.safeParse(text).success).toBe(isId);
  });

  it('takes an access that nobody knows for one that moves money', () => {
    expect(mayMoveMoney('opensme/inn/1/kpp/2/payments/brand-new')).toBe(true);
    expect(knownAccess('toString')).toBeNull();
  });

  it('names each access once, and says of exactly those that pay or sign that they move money', () => {
    const names = ACCESSES.map(({ access }) => access);
    const moving = ACCESSES.filter(({ movesMoney, effect }) => movesMoney && effect !== 'unknown');

    expect(new Set(names).size).toBe(names.length);
    expect(moving.map(({ access }) => access)).toEqual([
      'payments',
      'card-payments',
      'registry-payments',
      'self-employed-payments',
      'sbp-payments',
      'payment-orders',
      'registry-signing',
      'self-employed-signing',
      'direct-debits',
      'nominal-accounts',
      'deposits',
      'overnight',
    ]);
  });
});
