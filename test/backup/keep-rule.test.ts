import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, DAY_MS, HOUR_MS } from '../../contract/values/dates.ts';
import {
  KEPT_DAYS,
  KEPT_MONTHS,
  KEPT_WEEKS,
  superseded,
  type Dated,
} from '../../main/domain/backup/keep-rule.ts';

const NOON = '2026-11-30T09:00:00.000Z'; // a Monday, at noon in Moscow
const daysAgo = (days: number, hours = 0): Dated => ({
  madeAt: addMs(NOON, -days * DAY_MS + hours * HOUR_MS),
});
const keptOf = (made: readonly Dated[]) => {
  const gone = new Set(superseded(made));
  return made.filter((one) => !gone.has(one));
};

/** Of two years of daily backups, newest first. */
const TWO_YEARS = Array.from({ length: 730 }, (_, days) => daysAgo(days));

describe('the rule that keeps backups', () => {
  it('keeps seven days, four weeks and twelve months of two years of them, told by hand', () => {
    const kept = keptOf(TWO_YEARS).map(({ madeAt }) => madeAt.slice(0, 10));
    expect(kept).toEqual([
      // Seven days; the 30th is also the newest of its week and its month, the 29th of the week before.
      '2026-11-30',
      '2026-11-29',
      '2026-11-28',
      '2026-11-27',
      '2026-11-26',
      '2026-11-25',
      '2026-11-24',
      // The Sundays of two more weeks.
      '2026-11-22',
      '2026-11-15',
      // The last days of eleven more months.
      '2026-10-31',
      '2026-09-30',
      '2026-08-31',
      '2026-07-31',
      '2026-06-30',
      '2026-05-31',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
      '2025-12-31',
    ]);
  });

  it('counts days by Moscow: two backups around its midnight are of two days', () => {
    const before = { madeAt: '2026-11-29T20:59:59.999Z' };
    const after = { madeAt: '2026-11-29T21:00:00.000Z' };
    const later = { madeAt: '2026-11-29T21:00:00.001Z' };
    expect(superseded([before, after, later])).toEqual([after]);
  });

  it.each([
    [KEPT_DAYS - 1, 0],
    [KEPT_DAYS, 0],
    [KEPT_DAYS + 1, 1],
  ])('of %i days in one week and month lets %i go', (count, gone) => {
    // From Sunday the 29th backwards: eight days are of two weeks, so that the Sunday before would stay by its week.
    const week = Array.from({ length: count }, (_, days) => daysAgo(1 + days));
    const byWeek = week.filter(({ madeAt }) => madeAt.startsWith('2026-11-22'));
    expect(superseded(week)).toHaveLength(gone - byWeek.length);
  });

  it('keeps what is there after a pause of half a year', () => {
    const made = [200, 201, 202].map((days) => daysAgo(days));
    expect(superseded(made)).toEqual([]);
  });

  const dated = fc
    .array(fc.integer({ min: 0, max: 900 * 24 }), { maxLength: 120 })
    .map((hours) => [...new Set(hours)].map((one): Dated => ({ madeAt: addMs(NOON, -one * HOUR_MS) })));

  it('never lets the newest go, keeps few, and has nothing to do a second time', () => {
    fc.assert(
      fc.property(dated, (made) => {
        const kept = keptOf(made);
        const newest = [...made].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))[0];
        if (newest !== undefined) expect(kept).toContain(newest);
        expect(kept.length).toBeLessThanOrEqual(KEPT_DAYS + KEPT_WEEKS + KEPT_MONTHS);
        expect(superseded(kept)).toEqual([]);
      }),
    );
  });

  it('keeps the same when they come in another order, or when all clocks were off by years', () => {
    fc.assert(
      fc.property(dated, fc.integer({ min: -5, max: 5 }), (made, years) => {
        const names = (all: readonly Dated[]) => all.map(({ madeAt }) => madeAt).sort();
        expect(names(keptOf([...made].reverse()))).toEqual(names(keptOf(made)));
        // 28 years have the same weeks and months.
        const moved = made.map(({ madeAt }) => {
          const year = Number(madeAt.slice(0, 4)) + 28 * years;
          return { madeAt: `${String(year)}${madeAt.slice(4)}` };
        });
        expect(keptOf(moved)).toHaveLength(keptOf(made).length);
      }),
    );
  });

  it('keeps one of each of the last seven days that have any', () => {
    fc.assert(
      fc.property(dated, (made) => {
        const dayOf = ({ madeAt }: Dated) => addMs(madeAt, 3 * HOUR_MS).slice(0, 10);
        const days = [...new Set(made.map(dayOf))].sort().reverse().slice(0, KEPT_DAYS);
        const kept = new Set(keptOf(made).map(dayOf));
        for (const day of days) expect(kept.has(day)).toBe(true);
      }),
    );
  });
});
