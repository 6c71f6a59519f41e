import { DAY_MS, msBetween, type Instant } from '../../contract/values/dates.ts';
import type { Token } from './token.ts';

/** Days without use after which an access is advised away. Source: issue 3, «Access proof»; ui.md, «45+ дней». */
export const UNUSED_ACCESS_DAYS = 45;

type AccessRecord = Token['accesses'][number];

/** What the next reissue should do with an access, and why. */
export type AccessAdvice = 'keep' | 'unused' | 'unexpected' | 'refused';

/**
 * Returns the last call that was made by the access for its own sake; a proof («Проверить доступы») is no use.
 * `null` when this vault has seen none.
 */
export function lastUseOf({ provenAt, usedAt }: AccessRecord): Instant | null {
  return usedAt === undefined ? provenAt : usedAt;
}

/**
 * Advises on one access of a token: away with what nobody ticked, what the bank refuses, and what nobody here has used for 45 days (counted
 * from the day the token came into the vault when it never was). Other programs may use an access without our knowing: it is advice.
 */
export function adviceOn(token: Token, held: AccessRecord, now: Instant): AccessAdvice {
  if (!held.isExpected) return 'unexpected';
  if (held.proof === 'refused') return 'refused';
  const since = lastUseOf(held) ?? token.addedAt;
  return msBetween(since, now) >= UNUSED_ACCESS_DAYS * DAY_MS ? 'unused' : 'keep';
}

/** Returns the advice on every access of a token, in the order of its record; the diff of a reissue starts from it. */
export function adviseAccesses(
  token: Token,
  now: Instant,
): readonly { readonly access: string; readonly advice: AccessAdvice }[] {
  return token.accesses.map((held) => ({ access: held.access, advice: adviceOn(token, held, now) }));
}
