import { msBetween, type Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock, Log } from '../../ports/ports.ts';
import {
  contradiction,
  hear,
  judgedAt,
  look,
  openTime,
  spanOf,
  spentAt,
  stampAt,
  type Contradiction,
  type KnownTime,
  type Reading,
  type Realm,
  type TimeRecord,
} from './known-time.ts';
import type { Lived, TimeStore } from './time-ports.ts';

export interface CompanyTimesParts {
  readonly clock: Clock;
  readonly lived: Lived;
  readonly store: TimeStore;
  readonly isReadOnly: boolean;
  readonly log: Log;
}

/**
 * How much later a time has to be than the one written down to be written down too. Units: ms. Own choice: one small
 * write a minute; a crash forgets no more.
 */
const WRITE_EVERY_MS = 60_000;

/**
 * Knows what time it is for a company: by the computer's clock as long as nothing contradicts it, else by the bank's
 * `Date` and the time lived since, else by what was written down. The one home of that question (ADR 0045).
 */
export class CompanyTimes {
  readonly #parts: CompanyTimesParts;
  readonly #known = new Map<Realm, KnownTime>();
  readonly #written = new Map<Realm, TimeRecord>();

  constructor(parts: CompanyTimesParts) {
    this.#parts = parts;
  }

  /** A bank has told its time in an answer. */
  heard(environment: string, at: Instant): void {
    const realm = realmOf(environment);
    if (realm === 'training') return;
    const reading = this.#reading();
    this.#known.set(realm, hear(this.#knownOf(realm, reading), reading, at));
  }

  /** Returns the time by which things are judged that were asked in a span; without one, in the span that lasts. */
  judged(environment: string, span: number | null = null): Instant {
    const { known } = this.#look(environment);
    return judgedAt(known, span ?? spanOf(known));
  }

  /** Returns the time to write on what is made, signed or received now. */
  stamp(environment: string): Instant {
    const { known, reading } = this.#look(environment);
    return stampAt(known, reading);
  }

  /** Returns the time in whose day and month money is counted that is spent now. */
  spending(environment: string): Instant {
    const { known, reading } = this.#look(environment);
    return spentAt(known, reading);
  }

  /** Returns the number of the span that lasts; what is asked now keeps it. */
  span(environment: string): number {
    return spanOf(this.#look(environment).known);
  }

  /** Says by what the computer's clock is contradicted, or `null`. */
  contradiction(environment: string): Contradiction | null {
    const { known, reading } = this.#look(environment);
    return contradiction(known, reading);
  }

  /** Tells whether a bank told its time not longer ago than this, by time lived. Units: ms. */
  hasHeard(environment: string, withinMs: number): boolean {
    const { known, reading } = this.#look(environment);
    return (
      known.heard !== null &&
      known.unsureSinceMs === null &&
      reading.livedMs - known.heard.livedMs <= withinMs
    );
  }

  /**
   * Writes down what has changed since the last time, so that it outlives the app: called at every tick, outside of any
   * other change.
   * Errors: none, they are in the log, and the next tick tries again.
   */
  write(): void {
    if (this.#parts.isReadOnly) return;
    for (const [realm, { record }] of this.#known) {
      if (!isWorthWriting(this.#written.get(realm), record)) continue;
      try {
        this.#parts.store.save(record);
        this.#written.set(realm, record);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        this.#parts.log.warn('time-not-written', { code: error.code });
      }
    }
  }

  #look(environment: string): { readonly known: KnownTime; readonly reading: Reading } {
    const realm = realmOf(environment);
    const reading = this.#reading();
    const known = look(this.#knownOf(realm, reading), reading);
    this.#known.set(realm, known);
    return { known, reading };
  }

  #reading(): Reading {
    return { wall: this.#parts.clock.now(), livedMs: this.#parts.lived.ms() };
  }

  #knownOf(realm: Realm, reading: Reading): KnownTime {
    const known = this.#known.get(realm);
    if (known !== undefined) return known;
    const record = this.#parts.store.get(realm);
    if (record !== null) this.#written.set(realm, record);
    return openTime(realm, record, reading);
  }
}

/** One that is much later, a mark that was put right, a new span. */
function isWorthWriting(written: TimeRecord | undefined, record: TimeRecord): boolean {
  if (written === undefined) return true;
  if (written.latest.length !== record.latest.length || written.firstSpan !== record.firstSpan) return true;
  if (record.heardAt !== null && (written.heardAt === null || isFar(written.heardAt, record.heardAt)))
    return true;
  return record.latest.some((one, index) => isFar(written.latest[index] ?? one, one));
}

function isFar(before: Instant, now: Instant): boolean {
  const ms = msBetween(before, now);
  return ms >= WRITE_EVERY_MS || ms < 0;
}

/** Every bank but the training one tells the time by a clock that is not this computer's. */
function realmOf(environment: string): Realm {
  return environment === 'training' ? 'training' : 'bank';
}
