/**
 * The budgets, as ratios of ours to the base line measured in the same run. Source: design.md §11; of the import
 * security.md §7.2.
 */
export const BUDGETS = {
  start: { ratio: 1.5, isRate: false },
  'start-large': { ratio: 2, isRate: false },
  memory: { ratio: 1.3, isRate: false },
  'memory-growth': { ratio: 1.05, isRate: false },
  idle: { ratio: 1, isRate: false },
  'search-letter': { ratio: 1.5, isRate: false },
  'wheel-step': { ratio: 1, isRate: false },
  orders: { ratio: 2, isRate: false },
  'bank-call': { ratio: 1.15, isRate: false },
  'bank-call-first': { ratio: 3, isRate: false },
  intentions: { ratio: 0.6, isRate: true },
  'journal-append': { ratio: 0.6, isRate: true },
  'journal-verification': { ratio: 0.5, isRate: true },
  'approval-check': { ratio: 0.8, isRate: true },
  'approval-import': { ratio: 3, isRate: false },
} as const;
export type FigureName = keyof typeof BUDGETS;

/**
 * One line of the report. `ratio` is ours / baseline; at most `budget` for times and sizes, at least `budget` for
 * rates.
 */
export interface Figure {
  readonly name: FigureName;
  readonly ours: number;
  readonly baseline: number;
  readonly unit: string;
  readonly ratio: number;
  readonly budget: number;
  readonly ok: boolean;
}

/** One measurement of ours with the base line measured right before or after it. */
export interface Pair {
  readonly ours: number;
  readonly baseline: number;
}

/** What one part of the benchmark found. `notes` say what is inside the figures, for people. */
export interface Finding {
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
}

/** Returns the middle value; of an even number the mean of the two middle ones. Errors: throws when there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new RangeError('no values to take the median of');
  return (low + high) / 2;
}

/**
 * Sums up interleaved pairs. The ratio is the median of the pairs' own ratios: noise that hits both halves of a pair
 * falls out.
 */
export function figureOf(name: FigureName, unit: string, pairs: readonly Pair[]): Figure {
  const { ratio: budget, isRate } = BUDGETS[name];
  const ratio = round(median(pairs.map(({ ours, baseline }) => ours / baseline)));
  return {
    name,
    ours: round(median(pairs.map(({ ours }) => ours))),
    baseline: round(median(pairs.map(({ baseline }) => baseline))),
    unit,
    ratio,
    budget,
    ok: isRate ? ratio >= budget : ratio <= budget,
  };
}

/** Measures both sides in turn, ours first in every other pair, so that a drift of the machine favours neither. */
export async function interleaved(
  count: number,
  measure: {
    readonly ours: () => Promise<number> | number;
    readonly baseline: () => Promise<number> | number;
  },
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let index = 0; index < count; index += 1) {
    if (index % 2 === 0) {
      const ours = await measure.ours();
      pairs.push({ ours, baseline: await measure.baseline() });
    } else {
      const baseline = await measure.baseline();
      pairs.push({ ours: await measure.ours(), baseline });
    }
  }
  return pairs;
}

/** Three significant places after the point are more than the noise leaves. */
export function round(value: number): number {
  return Number(value.toFixed(3));
}
