import type { Timers } from '../../../main/ports/ports.ts';

interface Pending {
  readonly ms: number;
  readonly action: () => void;
}

/** Timers that stand still, but for the lengths named as passing at once. */
export class TestTimers implements Timers {
  readonly set: number[] = [];
  #pending = new Set<Pending>();
  readonly #passing: readonly number[];

  constructor(passing: readonly number[] = []) {
    this.#passing = passing;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { ms, action };
    this.set.push(ms);
    this.#pending.add(timer);
    if (this.#passing.includes(ms)) setImmediate(() => this.#run(timer));
    return () => void this.#pending.delete(timer);
  }

  /** Runs every timer of this length that is set. */
  fire(ms: number): void {
    for (const timer of [...this.#pending]) if (timer.ms === ms) this.#run(timer);
  }

  /** Lengths of the timers that are set and neither ran nor were taken back. */
  pending(): readonly number[] {
    return [...this.#pending].map(({ ms }) => ms);
  }

  #run(timer: Pending): void {
    if (this.#pending.delete(timer)) timer.action();
  }
}
