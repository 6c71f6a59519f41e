import { z } from 'zod';
import { addMs, msBetween, Instant } from '../../../contract/values/dates.ts';

/**
 * How far two clocks may stand apart before one of them counts as wrong. Units: ms. Own choice: Kerberos allows its
 * clocks the same five minutes (RFC 4120 §5.10, «typical»), and hybrid clocks bound a foreign stamp in the same way
 * (Kulkarni et al., Logical Physical Clocks, 2014, §4).
 */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * How long the app has to live on before it believes a clock that leapt ahead and that no bank has confirmed. Units:
 * ms. Own choice: a computer that slept gets its bank's word within a minute; a moment of a wrong clock is over within
 * the hour.
 */
export const UNSURE_MS = 60 * 60_000;

/**
 * Most spans that are kept. Own choice: a clock is put back by hand now and then, not a hundred times while one request
 * waits.
 */
const SPANS_MAX = 100;

/**
 * Whose word about the time counts: that of a bank, or nobody's. The training bank runs on this computer, by this
 * computer's clock and as much as a person has moved it: it can confirm nothing.
 */
export const Realm = z.enum(['bank', 'training']);
export type Realm = z.infer<typeof Realm>;

/** What is written down of the time, so that it outlives the app. */
export const TimeRecord = z.strictObject({
  realm: Realm,
  /** The newest time that a bank told; `null` when none was ever heard. */
  heardAt: Instant.nullable(),
  /**
   * The latest time that was believed in each span; a new span begins when the clock was put back and no bank says that
   * it is wrong. What was asked in a span has lived through this and every later one, and through none before.
   */
  latest: z.array(Instant).min(1),
  /** Number of the first span in `latest`. */
  firstSpan: z.int().min(0),
});
export type TimeRecord = z.infer<typeof TimeRecord>;

/** One look at the clocks of this computer. */
export interface Reading {
  /** The clock on the wall, which a person can move. */
  readonly wall: Instant;
  /**
   * Time that the app has lived, by a clock that nobody can move; it may stand still while the computer sleeps. Units:
   * ms.
   */
  readonly livedMs: number;
}

/** The bank's time, and when it was told. */
interface Heard {
  readonly at: Instant;
  readonly livedMs: number;
  /** How far the clock on the wall stood before the bank's then. Units: ms. */
  readonly aheadMs: number;
}

/** What is known of the time since the vault was opened. */
export interface KnownTime {
  readonly record: TimeRecord;
  /** The time that is believed, as of `livedMs`. */
  readonly believed: Instant;
  readonly livedMs: number;
  /** `null` until a bank was heard in this run of the app. */
  readonly heard: Heard | null;
  /** Since when the clock stands ahead of all that is known, and nobody has said that it is right. */
  readonly unsureSinceMs: number | null;
  /** The clock was put back behind what was written down, and no bank has said which is right. Units: ms. */
  readonly putBack: { readonly byMs: number; readonly livedMs: number } | null;
  /** Nobody has looked in this run of the app: how long it was closed is not known. */
  readonly isFirst: boolean;
}

/** Begins with what was written down; `null`: nothing yet, so the clock is all there is. */
export function openTime(realm: Realm, record: TimeRecord | null, { wall, livedMs }: Reading): KnownTime {
  const known = record ?? { realm, heardAt: null, latest: [wall], firstSpan: 0 };
  const believed = known.latest.at(-1) ?? wall;
  return { record: known, believed, livedMs, heard: null, unsureSinceMs: null, putBack: null, isFirst: true };
}

/** Returns what is known after one more look at the clocks. */
export function look(known: KnownTime, reading: Reading): KnownTime {
  const { wall, livedMs } = reading;
  const { record, heard } = known;
  if (heard !== null) {
    const bank = addMs(heard.at, livedMs - heard.livedMs);
    const aheadMs = msBetween(bank, wall);
    if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS) return believe(known, reading, wall);
    // As wrong as the bank has already said, or behind it: time does not go back, so the bank is right.
    const isTold = aheadMs < 0 || Math.abs(aheadMs - heard.aheadMs) <= CLOCK_TOLERANCE_MS;
    if (isTold) return believe(known, reading, bank);
    return wait({ ...known, believed: later(bank, known.believed) }, reading, bank);
  }
  const expected = addMs(known.believed, Math.max(0, livedMs - known.livedMs));
  const aheadMs = msBetween(expected, wall);
  if (aheadMs > CLOCK_TOLERANCE_MS)
    return mayBelieve(known) ? believe(known, reading, wall) : wait(known, reading, expected);
  if (aheadMs >= -CLOCK_TOLERANCE_MS) return believe(known, reading, wall);
  // Put back. What a bank once told is right; else a new span begins, by the clock as it stands now.
  const floor = record.heardAt ?? '';
  if (floor > wall) return believe(known, reading, later(floor, expected));
  return newSpan(known, reading, -aheadMs);
}

/**
 * Returns what is known after a bank has told its time; TLS vouches that it was the bank. Marks of this computer that
 * lie ahead of it are put right: whatever made them, the clock was wrong.
 */
export function hear(known: KnownTime, reading: Reading, at: Instant): KnownTime {
  const { wall, livedMs } = reading;
  const limit = addMs(at, CLOCK_TOLERANCE_MS);
  const latest = known.record.latest.map((one) => (one > limit ? at : one));
  const heardAt =
    known.record.heardAt !== null && known.record.heardAt > at && known.record.heardAt <= limit
      ? known.record.heardAt
      : at;
  return look(
    {
      ...known,
      record: { ...known.record, latest, heardAt },
      believed: at,
      livedMs,
      heard: { at, livedMs, aheadMs: msBetween(at, wall) },
      unsureSinceMs: null,
      putBack: null,
    },
    reading,
  );
}

/**
 * Returns the time by which a request is judged that was asked in a span: the one that is believed, and never before
 * one that the app has believed since.
 */
export function judgedAt({ record, believed }: KnownTime, span: number): Instant {
  const since = record.latest.slice(Math.max(0, span - record.firstSpan));
  return since.reduce(later, believed);
}

/** Returns the number of the span that lasts. */
export function spanOf({ record }: KnownTime): number {
  return record.firstSpan + record.latest.length - 1;
}

/** Returns the time to write on what is signed now: while nobody knows whether the clock is right, the clock's. */
export function stampAt({ believed, unsureSinceMs }: KnownTime, { wall }: Reading): Instant {
  return unsureSinceMs === null ? believed : wall;
}

/**
 * Returns the time whose day money is counted on: the bank's to the second, as soon as it was heard; the clock alone
 * gives no new day.
 */
export function spentAt({ heard, believed }: KnownTime, { livedMs }: Reading): Instant {
  return heard === null ? believed : addMs(heard.at, livedMs - heard.livedMs);
}

/**
 * How far the clock on the wall stands before the time that is known (behind it: below 0), and who says so. Units: ms.
 */
export interface Contradiction {
  readonly aheadMs: number;
  readonly by: 'bank' | 'records';
}

/**
 * Says by what the clock on the wall is contradicted, or `null`. `records`: by what this computer wrote down, or has
 * lived.
 */
export function contradiction(known: KnownTime, { wall, livedMs }: Reading): Contradiction | null {
  const { believed, heard, record, unsureSinceMs, putBack } = known;
  const aheadMs = msBetween(believed, wall);
  if (unsureSinceMs !== null) return { aheadMs, by: 'records' };
  if (Math.abs(aheadMs) > CLOCK_TOLERANCE_MS)
    return { aheadMs, by: heard !== null || record.heardAt !== null ? 'bank' : 'records' };
  const isFresh = putBack !== null && livedMs - putBack.livedMs < UNSURE_MS;
  return isFresh ? { aheadMs: -putBack.byMs, by: 'records' } : null;
}

/** Where no bank can be heard, or none ever was and the app has just been opened, the clock is all there is. */
function mayBelieve({ record: { realm, heardAt }, isFirst }: KnownTime): boolean {
  return realm === 'training' || (heardAt === null && isFirst);
}

/** A clock that stands ahead is believed when it stood so for long enough and nobody could be asked. */
function wait(known: KnownTime, reading: Reading, meanwhile: Instant): KnownTime {
  const since = known.unsureSinceMs ?? reading.livedMs;
  if (reading.livedMs - since >= UNSURE_MS) return believe({ ...known, heard: null }, reading, reading.wall);
  return { ...believe(known, reading, meanwhile), unsureSinceMs: since };
}

function believe(known: KnownTime, { livedMs }: Reading, believed: Instant): KnownTime {
  const latest = [...known.record.latest];
  const last = latest.at(-1) ?? believed;
  if (believed > last) latest[latest.length - 1] = believed;
  return {
    ...known,
    record: { ...known.record, latest },
    believed,
    livedMs,
    unsureSinceMs: null,
    isFirst: false,
  };
}

function newSpan(known: KnownTime, { wall, livedMs }: Reading, byMs: number): KnownTime {
  const latest = [...known.record.latest, wall];
  let { firstSpan } = known.record;
  while (latest.length > SPANS_MAX) {
    const [oldest = wall, next = wall] = latest;
    latest.splice(0, 2, later(oldest, next));
    firstSpan += 1;
  }
  const record = { ...known.record, latest, firstSpan };
  const putBack = { byMs, livedMs };
  return { ...known, record, believed: wall, livedMs, unsureSinceMs: null, putBack, isFirst: false };
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
