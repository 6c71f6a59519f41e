import { msBetween, type Instant } from '../../../contract/values/dates.ts';
import { CLOCK_TOLERANCE_MS } from './known-time.ts';

/** What bounds a stamp of another computer, by our own time. */
export interface Bounds {
  /** Nothing can have been signed after it came in. */
  readonly receivedAt: Instant;
  /** Nothing can have been signed before what it answers; `null`: it answers nothing. */
  readonly notBefore: Instant | null;
}

/**
 * Returns when something was signed by our own time: its stamp, unless that cannot be, because it lies in our future or
 * before what it answers. The other clock is wrong then, or was; how long the signed thing lives is counted from here,
 * so that no clock but our own ends or lengthens a life by more than the tolerance.
 */
export function signedAt(stamp: Instant, { receivedAt, notBefore }: Bounds): Instant {
  const raised = notBefore !== null && msBetween(stamp, notBefore) > CLOCK_TOLERANCE_MS ? notBefore : stamp;
  return msBetween(receivedAt, raised) > CLOCK_TOLERANCE_MS ? receivedAt : raised;
}

/**
 * Returns how far the clock of whoever signed stands before ours as far as can be told, behind it below 0; 0 within the
 * tolerance. A stamp in our past proves nothing, unless it lies before what it answers: files travel slowly. Units: ms.
 */
export function clockAheadMs(stamp: Instant, { receivedAt, notBefore }: Bounds): number {
  const aheadMs = msBetween(receivedAt, stamp);
  if (aheadMs > CLOCK_TOLERANCE_MS) return aheadMs;
  if (notBefore === null || notBefore > receivedAt) return 0;
  const behindMs = msBetween(stamp, notBefore);
  return behindMs > CLOCK_TOLERANCE_MS ? -behindMs : 0;
}
