import { z } from 'zod';
import { daysUntil, Instant } from '../../../contract/values/dates.ts';
import { warningLevel, type DatedKind } from '../../../contract/values/warnings.ts';

/**
 * What can be reminded of while the vault is locked: ids, kinds and dates; no names, no companies, no accesses (ADR
 * 0030). `warned`: the lowest level that a person has been told of.
 */
export const DateIndex = z.strictObject({
  version: z.literal(1),
  isOn: z.boolean(),
  language: z.enum(['ru', 'en']),
  entries: z.array(
    z.strictObject({
      key: z.string().min(1).max(64),
      kind: z.enum(['token', 'certificate']),
      /** By the computer's clock, also for the training bank. */
      endsAt: Instant,
      warned: z.int().min(0).nullable(),
    }),
  ),
});
export type DateIndex = z.infer<typeof DateIndex>;
export type DateEntry = DateIndex['entries'][number];

/** Something dated, as the open vault knows it. */
export interface Dated {
  readonly key: string;
  readonly kind: DatedKind;
  readonly endsAt: Instant;
}

/**
 * Returns the index with today's dates. What was told stays told, unless the end has moved so far that it is no longer
 * near.
 */
export function withDates(index: DateIndex, dated: readonly Dated[], now: Instant): DateIndex {
  const before = new Map(index.entries.map((entry) => [entry.key, entry]));
  const entries = dated.map(({ key, kind, endsAt }) => {
    const level = levelOf({ kind, endsAt }, now);
    const warned = before.get(key)?.warned ?? null;
    // A token that was used, and comes near its end again later, is told of anew.
    return { key, kind, endsAt, warned: level === null || (warned ?? level) < level ? null : warned };
  });
  return { ...index, entries };
}

/** A warning that is to be told now. */
export interface DueWarning {
  readonly key: string;
  readonly kind: DatedKind;
  readonly endsAt: Instant;
  /** Units: Moscow days; negative when it has passed. */
  readonly daysLeft: number;
}

/**
 * Returns what a person has not been told of yet, the nearest first: for each date the lowest level it has reached, not
 * those slept through.
 */
export function dueWarnings({ entries }: DateIndex, now: Instant): readonly DueWarning[] {
  return entries
    .filter((entry) => {
      const level = levelOf(entry, now);
      return level !== null && (entry.warned === null || level < entry.warned);
    })
    .map(({ key, kind, endsAt }) => ({ key, kind, endsAt, daysLeft: daysUntil(endsAt, now) }))
    .sort((a, b) => (a.endsAt < b.endsAt ? -1 : 1));
}

/** Returns the index after everything due has been told. */
export function afterTelling(index: DateIndex, now: Instant): DateIndex {
  const entries = index.entries.map((entry) => {
    const level = levelOf(entry, now);
    if (level === null) return entry;
    return { ...entry, warned: Math.min(level, entry.warned ?? level) };
  });
  return { ...index, entries };
}

/** Counts the dates that are near or have passed. */
export function countNear({ entries }: DateIndex, now: Instant): number {
  return entries.filter((entry) => levelOf(entry, now) !== null).length;
}

function levelOf({ kind, endsAt }: Pick<Dated, 'kind' | 'endsAt'>, now: Instant): number | null {
  return warningLevel(kind, daysUntil(endsAt, now));
}
