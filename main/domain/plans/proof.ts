import type { Observation, ProofGap } from '../../../contract/areas/plans.ts';
import { addMs, msBetween, type Instant } from '../../../contract/values/dates.ts';
import type { Plan } from './plan.ts';

/**
 * How long after the first 401 the second must come. Units: ms. Own choice: a removal may take a while to reach every
 * server of the bank (peers.md §1.1, Infisical).
 */
export const PAUSE_MS = 30_000;

/** «The same minute» of the control token. Units: ms. Source: design.md §4. */
export const CONTROL_WITHIN_MS = 60_000;

export interface Proof {
  readonly isProven: boolean;
  readonly missing: readonly ProofGap[];
  /** The first 401 that counts. */
  readonly firstAt: Instant | null;
  readonly secondAt: Instant | null;
  /** From when a second 401 may count. */
  readonly nextAt: Instant | null;
}

/**
 * Decides whether a token is provably dead: it worked on this computer before, then the bank answered 401, while
 * another token worked within the same minute and the computer was where it had been; and all that once more after a
 * pause. A success takes back every 401 before it. A 403, a 429, a 5xx and silence count for nothing. Source: design.md
 * §4.
 */
export function proofOf({ observations, deeds }: Plan): Proof {
  const lastSuccess = observations.findLastIndex(({ result }) => result === 'works');
  const success = observations[lastSuccess];
  const looks = observations.slice(lastSuccess + 1).filter(({ result }) => result === 'dead');
  const controlled = looks.filter(hasControl);
  const counting = controlled.filter((look) => isSamePlace(success?.addresses ?? [], look.addresses));
  const first = counting[0];
  const second =
    first === undefined ? undefined : counting.find(({ at }) => msBetween(first.at, at) >= PAUSE_MS);
  const missing = [
    ...(success === undefined && deeds.workedHereAt === null ? (['worked-before'] as const) : []),
    ...gapsOfLooks({ looks, controlled, counting }),
    ...(first !== undefined && second === undefined ? (['pause', 'dead-again'] as const) : []),
  ];
  return {
    isProven: missing.length === 0,
    missing,
    firstAt: first?.at ?? null,
    secondAt: second?.at ?? null,
    nextAt: first === undefined || second !== undefined ? null : addMs(first.at, PAUSE_MS),
  };
}

interface Looks {
  readonly looks: readonly Observation[];
  readonly controlled: readonly Observation[];
  readonly counting: readonly Observation[];
}

function gapsOfLooks({ looks, controlled, counting }: Looks): readonly ProofGap[] {
  if (looks.length === 0) return ['dead-now', 'control', 'dead-again'];
  if (controlled.length === 0) return ['control', 'dead-again'];
  return counting.length === 0 ? ['same-place', 'dead-again'] : [];
}

function hasControl({ at, control }: Observation): boolean {
  return control !== null && control.works && Math.abs(msBetween(at, control.at)) <= CONTROL_WITHIN_MS;
}

/**
 * The bank tells nobody his address (tapi.md §2.3), so the computer's own ones are compared: one in common is enough,
 * since temporary IPv6 addresses change by the day (RFC 8981). Where one side is not known, the control token alone
 * vouches for the line.
 */
function isSamePlace(before: readonly string[], after: readonly string[]): boolean {
  return before.length === 0 || after.length === 0 || before.some((address) => after.includes(address));
}
