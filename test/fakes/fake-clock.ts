import type { Instant } from '../../contract/values/dates.ts';
import { addMs, msBetween } from '../../contract/values/dates.ts';
import type { Clock, Ids, Timers } from '../../main/ports/ports.ts';

/**
 * A clock that stands until a test moves it, forwards or back. Forwards, time passes, here and at the bank; back, only
 * this clock is moved: what has passed has passed. A clock over another one shows what that one shows, and as much more
 * or less as somebody has turned its own hands.
 */
export class FakeClock implements Clock {
  readonly #base: FakeClock | null;
  #now: Instant;
  #truth: Instant;
  #livedMs = 0;
  #turnedMs = 0;

  constructor(now: Instant = '2026-11-16T09:00:00.000Z', base: FakeClock | null = null) {
    this.#base = base;
    this.#now = now;
    this.#truth = now;
  }

  now(): Instant {
    return addMs(this.#base === null ? this.#now : this.#base.now(), this.#turnedMs);
  }

  /** The time that it is, whatever this clock shows: the bank's. */
  get truth(): Instant {
    return this.#base === null ? this.#truth : this.#base.truth;
  }

  /** Time that has passed since the test began. */
  ms(): number {
    return this.#base === null ? this.#livedMs : this.#base.ms();
  }

  pass(ms: number): void {
    if (this.#base !== null) return this.#base.pass(ms);
    this.#now = addMs(this.#now, ms);
    if (ms <= 0) return;
    this.#truth = addMs(this.#truth, ms);
    this.#livedMs += ms;
  }

  set(now: Instant): void {
    this.pass(msBetween(this.now(), now));
  }

  /** Somebody moves the hands of this clock; no time passes. */
  turn(ms: number): void {
    this.#turnedMs += ms;
  }

  /** Somebody puts this clock right. */
  putRight(): void {
    this.#turnedMs = msBetween(this.#base === null ? this.#now : this.#base.now(), this.truth);
  }

  /** A new beginning: this clock and the bank's show the same. */
  reset(now: Instant): void {
    this.#base?.reset(now);
    this.#now = now;
    this.#truth = now;
    this.#turnedMs = 0;
  }
}

/** Timers that run only when a test lets time pass; what an action sets in turn waits for its own time. */
export class FakeTimers implements Timers {
  #now = 0;
  #set: { readonly at: number; readonly action: () => void }[] = [];

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.#now + ms, action };
    this.#set.push(timer);
    return () => {
      this.#set = this.#set.filter((other) => other !== timer);
    };
  }

  pass(ms: number): void {
    this.#now += ms;
    const due = this.#set.filter(({ at }) => at <= this.#now);
    for (const timer of due) {
      if (!this.#set.includes(timer)) continue;
      this.#set = this.#set.filter((other) => other !== timer);
      timer.action();
    }
  }

  get count(): number {
    return this.#set.length;
  }

  /** How long until the next one is due; `Infinity` without one. Units: ms. */
  get nextInMs(): number {
    return this.#set.reduce((soonest, { at }) => Math.min(soonest, at - this.#now), Number.POSITIVE_INFINITY);
  }

  /** How many are due within this time. Units: ms. */
  countWithin(ms: number): number {
    return this.#set.filter(({ at }) => at <= this.#now + ms).length;
  }
}

/** Ids in order of asking: `id-00000001`, `id-00000002`, … */
export class CountingIds implements Ids {
  #last = 0;

  newId(): string {
    this.#last += 1;
    return `id-${String(this.#last).padStart(8, '0')}`;
  }

  /** How many were asked for. */
  get count(): number {
    return this.#last;
  }

  /** A new beginning: the ids after so many come once more. */
  goBackTo(count: number): void {
    this.#last = count;
  }
}
