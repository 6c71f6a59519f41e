import { FIRST_STATEMENT_DAY } from '../../../contract/areas/statements.ts';
import { addMs, DAY_MS, moscowDate, type Instant, type LocalDate } from '../../../contract/values/dates.ts';

/** Days of a statement, in Moscow, both inclusive. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const PERIOD_PRESETS = ['today', 'week', 'month', 'quarter', 'own'] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

export type PeriodProblem = 'from-form' | 'to-form' | 'order' | 'too-early';

/** Returns the days of a preset: today, the last seven days with today, this month, this quarter. */
export function presetPeriod(preset: Exclude<PeriodPreset, 'own'>, now: Instant): Period {
  const to = moscowDate(now);
  switch (preset) {
    case 'today':
      return { from: to, to };
    case 'week':
      return { from: moscowDate(addMs(now, -6 * DAY_MS)), to };
    case 'month':
      return { from: `${to.slice(0, 7)}-01`, to };
    case 'quarter':
      return { from: quarterStart(to), to };
  }
}

function quarterStart(date: LocalDate): LocalDate {
  const month = Number(date.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return `${date.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

/** Says what is wrong with typed dates (`null` = unreadable), or `null` when a statement can be asked for them. */
export function checkPeriod(from: LocalDate | null, to: LocalDate | null): PeriodProblem | null {
  if (from === null) return 'from-form';
  if (to === null) return 'to-form';
  if (from > to) return 'order';
  return from < FIRST_STATEMENT_DAY ? 'too-early' : null;
}
