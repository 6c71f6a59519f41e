import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatMoney, parseAmountText } from '../../contract/values/money.ts';
import { accountGroups } from '../../renderer/ui/account-text.tsx';
import { formatDate, formatDays, formatMoment } from '../../renderer/ui/dates.ts';
import type { MessageValues } from '../../renderer/i18n/t.ts';

const t = (key: string, values: MessageValues = {}) => `${key} ${JSON.stringify(values)}`;

describe('formatMoney', () => {
  it.each([
    [0, '0,00\u00a0₽'],
    [5, '0,05\u00a0₽'],
    [99_999, '999,99\u00a0₽'],
    [100_000, '1\u00a0000,00\u00a0₽'],
    [128_490_050, '1\u00a0284\u00a0900,50\u00a0₽'],
    [-1, '\u22120,01\u00a0₽'],
    [Number.MAX_SAFE_INTEGER, '90\u00a0071\u00a0992\u00a0547\u00a0409,91\u00a0₽'],
  ])('writes %i kopecks for reading', (minor, text) => {
    expect(formatMoney(minor)).toBe(text);
  });

  it('writes what the parser of typed sums reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (minor) => {
        expect(parseAmountText(formatAmount(minor))).toBe(minor);
      }),
    );
  });
});

describe('accountGroups', () => {
  it('cuts twenty digits into fives of four and loses none', () => {
    const account = '40702810500000000001';

    expect(accountGroups(account)).toEqual(['4070', '2810', '5000', '0000', '0001']);
    expect(accountGroups(account).join('')).toBe(account);
  });
});

describe('dates', () => {
  const now = DateTime.fromISO('2026-11-16T11:02:00.000Z');

  it('writes a bank day as Moscow has it when it is still yesterday in UTC', () => {
    expect(formatDate('2026-11-15T21:00:00.000Z')).toBe('16.11.2026');
    expect(formatDate('2026-11-15T20:59:59.999Z')).toBe('15.11.2026');
  });

  it.each([
    ['2026-11-15T21:00:00.000Z', 'common.date.today {"time":"00:00"}'],
    ['2026-11-15T20:59:00.000Z', 'common.date.yesterday {"time":"23:59"}'],
    ['2026-11-14T20:59:00.000Z', '14.11.2026 23:59'],
    ['2026-11-16T21:00:00.000Z', '17.11.2026 00:00'],
  ])('names %s against the Moscow day', (instant, text) => {
    expect(formatMoment(t, instant, now)).toBe(text);
  });

  it.each([
    [1, 'common.date.inDays {"count":1}'],
    [0, 'common.date.thisDay {}'],
    [-1, 'common.date.daysAgo {"count":1}'],
  ])('says how far %i days are', (days, text) => {
    expect(formatDays(t, days)).toBe(text);
  });
});
