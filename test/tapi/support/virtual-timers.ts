import type { Timers } from '../../../main/ports/ports.ts';

/** Timers on a clock of their own, which jumps from one timer to the next. Units: milliseconds. */
export class VirtualTimers implements Timers {
  now = 0;
  #timers: { readonly at: number; readonly action: () => void }[] = [];

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.now + ms, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get count(): number {
    return this.#timers.length;
  }

  /** Runs timers in order until none is left; promises settle in between. */
  async runAll(): Promise<void> {
    await settle();
    for (;;) {
      const next = this.#timers.reduce<{ at: number; action: () => void } | null>(
        (first, timer) => (first === null || timer.at < first.at ? timer : first),
        null,
      );
      if (next === null) return;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.now = next.at;
      next.action();
      await settle();
    }
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
}
