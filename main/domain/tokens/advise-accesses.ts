import type { Instant } from '../../../contract/values/dates.ts';
import { accessAdvice, IDLE_DAYS, type AccessAdvice } from '../../../contract/t-bank/token-risks.ts';
import type { Token } from './token.ts';

/** Days without use after which an access is advised away. Units: days. */
export const UNUSED_ACCESS_DAYS = IDLE_DAYS;

type AccessRecord = Token['accesses'][number];

/**
 * Returns the last call that was made by the access for its own sake; a proof («Проверить доступы») is no use.
 * `null` when this vault has seen none.
 */
export function lastUseOf({ provenAt, usedAt }: AccessRecord): Instant | null {
  return usedAt === undefined ? provenAt : usedAt;
}

/** Advises on one access of a token; `accessAdvice` says by which rules. */
export function adviceOn(token: Token, held: AccessRecord, now: Instant): AccessAdvice {
  return accessAdvice({ ...held, usedAt: lastUseOf(held) }, token.addedAt, now);
}

/** Returns the advice on every access of a token, in the order of its record; the diff of a reissue starts from it. */
export function adviseAccesses(
  token: Token,
  now: Instant,
): readonly { readonly access: string; readonly advice: AccessAdvice }[] {
  return token.accesses.map((held) => ({ access: held.access, advice: adviceOn(token, held, now) }));
}
