import type { After } from '../../main/edges/keychain/keychain-calls.ts';

/** Timers that run only when a test lets time pass. */
export class HandTimers {
  #now = 0;
  #timers: { readonly at: number; readonly action: () => void }[] = [];

  readonly after: After = (delayMs, action) => {
    const timer = { at: this.#now + delayMs, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Lets `ms` pass and runs what is due, in order. */
  pass(ms: number): void {
    this.#now += ms;
    const due = this.#timers.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    for (const timer of due) {
      if (!this.#timers.includes(timer)) continue; // cancelled by one before it
      this.#timers = this.#timers.filter((other) => other !== timer);
      timer.action();
    }
  }

  /** Timers that are set. */
  get count(): number {
    return this.#timers.length;
  }
}
