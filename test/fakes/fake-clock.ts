import type { Instant } from '../../contract/values/dates.ts';
import { addMs } from '../../contract/values/dates.ts';
import type { Clock, Ids, Timers } from '../../main/ports.ts';

/** A clock that stands until a test moves it, forwards or back. */
export class FakeClock implements Clock {
  #now: Instant;

  constructor(now: Instant = '2026-11-16T09:00:00.000Z') {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  pass(ms: number): void {
    this.#now = addMs(this.#now, ms);
  }

  set(now: Instant): void {
    this.#now = now;
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
}

/** Ids in order of asking: `id-00000001`, `id-00000002`, … */
export class CountingIds implements Ids {
  #last = 0;

  newId(): string {
    this.#last += 1;
    return `id-${String(this.#last).padStart(8, '0')}`;
  }
}
