import type { KeepAlive } from '../../../contract/areas/tokens.ts';
import { HARMLESS_READS } from '../../../contract/t-bank/accesses.ts';
import { addMs, DAY_MS, moscowDayStart, type Instant } from '../../../contract/values/dates.ts';
import { carries, isCallable, isUsable, type Token } from './token.ts';

/**
 * Days without use between which a token is kept alive, at a random moment. Source: issue 3; the bank ends it at 90
 * (tapi.md §2.1).
 */
export const KEEP_ALIVE_DAYS = { from: 60, until: 75 } as const;

export type HarmlessAccess = (typeof HARMLESS_READS)[number];

/** Returns the token's own access for a harmless call; `null` when it has none: nothing else is ever called. */
export function harmlessAccess(token: Token): HarmlessAccess | null {
  return HARMLESS_READS.find((access) => carries(token, access)) ?? null;
}

/**
 * Tells whether a reading call would prolong the token: it lives by use, its text is here and open, it may read
 * something.
 */
export function canBeKeptAlive(token: Token): boolean {
  return (
    isCallable(token) &&
    token.sealing === null &&
    token.rule.kind === 'idle' &&
    harmlessAccess(token) !== null
  );
}

/** Returns a random moment between day 60 and 75 without use. `random`: at least 0 and less than 1. */
export function nextKeepAlive(token: Token, random: number): Instant {
  const { from, until } = KEEP_ALIVE_DAYS;
  return addMs(idleStart(token), Math.floor((from + random * (until - from)) * DAY_MS));
}

/** Tells whether the planned moment still follows from the last use; a use since then puts the next round off. */
export function isPlanValid(token: Token): boolean {
  const { dueAt } = token.keepAlive;
  return dueAt !== null && dueAt >= addMs(idleStart(token), KEEP_ALIVE_DAYS.from * DAY_MS);
}

/** Tells whether the call is to be made: turned on, confirmed for this round, its moment has come. */
export function isKeepAliveDue(token: Token, now: Instant): boolean {
  const { isOn, confirmedAt, dueAt } = token.keepAlive;
  if (!isOn || confirmedAt === null || dueAt === null || dueAt > now) return false;
  return canBeKeptAlive(token) && isPlanValid(token);
}

/** Tells whether a person has to say that the token is still needed, or the next round is not done. */
export function asksWhetherNeeded({ keepAlive, ...token }: Token): boolean {
  return keepAlive.isOn && keepAlive.confirmedAt === null && isUsable({ ...token, keepAlive });
}

/** The round is done: the next one waits for a person's word. */
export function afterRound(token: Token, random: number): KeepAlive {
  return { isOn: true, confirmedAt: null, dueAt: nextKeepAlive(token, random) };
}

/** The clock's own start: the last use, else the day of the issue. */
function idleStart(token: Token): Instant {
  return token.lastSighting?.at ?? moscowDayStart(token.issuedOn);
}
