import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIp, splitIpList } from '../../contract/values/ip-addresses.ts';
import { parseAmountText } from '../../contract/values/money.ts';
import { parseDayText } from '../../contract/values/parse-day.ts';
import { localProblems } from '../../renderer/features/payments/form/local-problems.ts';
import { parseDraft } from '../../main/domain/payments/payment-content.ts';
import { draftFields } from '../fakes/vault-world.ts';

/** No account of the company is known. */
const TODAY = { ownAccounts: [], day: '2026-11-30' };

const SPACES = [' ', '\u00a0', '\u202f', '\u2009', '\u2007'];

/**
 * Source: https://github.com/dotnet/coreclr/issues/2285, https://github.com/opensanctions/followthemoney/issues/331.
 */
describe('a sum with spaces', () => {
  it.each([
    '150 00',
    '1500\t2000',
    '1 5000',
    '12 34',
    '1 234 56',
    '7 50',
    '1 500\n200',
    '1  500',
    '1 500 ,50',
    '0 500',
    '00 500',
    '1 500, 50',
    '1234 567',
    '1 23',
    '1 234 5678',
    '1 500 2 000',
    '15 000 50',
    ' - 5',
  ])('refuses «%s», whose spaces are not between groups of three', (text) => {
    expect(parseAmountText(text)).toBeNull();
  });

  it.each([
    ['1 234 567,89', 123_456_789],
    ['15 000', 1_500_000],
    ['150 000.5', 15_000_050],
    [' 1500 ', 150_000],
    ['1\u202f500\u00a0000', 150_000_000],
    ['\u200b1500\u200b', 150_000],
    ['015', 1_500],
  ])('reads «%s»', (text, kopecks) => {
    expect(parseAmountText(text)).toBe(kopecks);
  });

  it('reads every sum that is grouped by three, with any space, and no other grouping', () => {
    const sums = fc.integer({ min: 1000, max: 9_999_999_999 });
    fc.assert(
      fc.property(sums, fc.constantFrom(...SPACES), fc.integer({ min: 1, max: 9 }), (roubles, space, at) => {
        const digits = String(roubles);
        const groups: string[] = [];
        for (let end = digits.length; end > 0; end -= 3)
          groups.unshift(digits.slice(Math.max(0, end - 3), end));
        expect(parseAmountText(groups.join(space))).toBe(roubles * 100);
        const cut = Math.min(at, digits.length - 1);
        const spaced = `${digits.slice(0, cut)}${space}${digits.slice(cut)}`;
        const isGroup = digits.length - cut === 3 && cut <= 3;
        expect(parseAmountText(spaced)).toBe(isGroup ? roubles * 100 : null);
      }),
    );
  });
});

/** Source: https://github.com/antiwork/gumroad/pull/5546, https://github.com/contao/core/issues/8434. */
describe('characters that cannot be seen', () => {
  const INVISIBLE = [
    '\u200b',
    '\u200e',
    '\u202a',
    '\u202c',
    '\u00ad',
    '\ufeff',
    '\u2060',
    '\ufe0f',
    '\u3164',
  ];

  it.each([
    ['payeeInn', '999900000097\u200b'],
    ['payeeAccount', '\u200e40802810700000000002'],
    ['payeeBik', '\u202a044525974\u202c'],
    ['payeeAccount', '40802\u00ad810700000000002'],
    ['documentNumber', '214\u200b'],
    ['amountText', '\u2066150\u206900,00'],
    ['payeeCorrAccount', '\ufeff30101810145250000974'],
    ['executionOrder', '5\u2060'],
  ] as const)('do not make %s wrong, neither in main nor at once on the screen', (field, text) => {
    const typed = { documentNumber: '17', payeeInn: '999900000097', payeeKpp: '', [field]: text };
    const fields = draftFields({
      ...typed,
      payeeAccount: typed[field === 'payeeAccount' ? field : 'payeeKpp'] || '40802810700000000002',
    });
    const parsed = parseDraft(fields, TODAY);

    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    expect(localProblems(fields)).toEqual({});
    if (parsed.ok) expect(JSON.stringify(parsed.content)).not.toMatch(/[\p{Cf}]/u);
  });

  it('are left out wherever they stand in a number, an address or a day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...INVISIBLE), fc.nat({ max: 12 }), (character, at) => {
        const within = (text: string) => `${text.slice(0, at)}${character}${text.slice(at)}`;
        expect(checkIp(within('185.71.65.92'), { allowsLocal: false, allowsPlaceholders: false })).toBeNull();
        expect(splitIpList(within('185.71.65.92'))).toEqual(['185.71.65.92']);
        expect(parseDayText(within('03.06.2026'))).toBe('2026-06-03');
        expect(parseAmountText(within('1500,25'))).toBe(150_025);
      }),
    );
  });
});

/** Own case: lists are pasted from mails and documents. */
describe('a pasted list of addresses', () => {
  it.each([
    ['- 185.71.65.92\n- 185.71.65.93'],
    ['-185.71.65.92\r\n-185.71.65.93'],
    ['• 185.71.65.92\n• 185.71.65.93'],
    ['— 185.71.65.92;\n— 185.71.65.93'],
    ['1. 185.71.65.92\n2. 185.71.65.93'],
    ['1) 185.71.65.92\n2) 185.71.65.93'],
    ['\t* 185.71.65.92\n\t* 185.71.65.93\n'],
    ['- 185.71.65.92, - 185.71.65.93'],
    ['1) 185.71.65.92; 2) 185.71.65.93'],
    ['> 185.71.65.92\n> 185.71.65.93'],
    ['> - 185.71.65.92\n> - 185.71.65.93'],
    ['✓ 185.71.65.92\n➤ 185.71.65.93'],
  ])('is taken without its marks: %j', (text) => {
    expect(splitIpList(text)).toEqual(['185.71.65.92', '185.71.65.93']);
  });

  it('keeps a range in one piece, so that it is refused as a range', () => {
    const rules = { allowsLocal: false, allowsPlaceholders: false };
    expect(splitIpList('185.71.65.92 – 185.71.65.95').map((one) => checkIp(one, rules))).toEqual(['range']);
    expect(checkIp('185.71.65.0/24', rules)).toBe('range');
    expect(splitIpList('https://185.71.65.92/').map((one) => checkIp(one, rules))).toEqual(['form']);
    expect(checkIp('185.71.65.92/', rules)).toBe('form');
  });
});
