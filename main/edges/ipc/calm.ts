import type { Timers } from '../../ports/ports.ts';

/** A page that draws its screen asks again within this. Units: ms. Own choice: drawing one takes half of it. */
const QUIET_MS = 1_500;

/** A page that asks on and on holds nothing up for longer. Units: ms. Own choice. */
const AT_MOST_MS = 6_000;

/**
 * Knows when the page has got what it wanted. What the vault does by itself waits for that: on two processors it would
 * take one from the first screen (docs/performance.md).
 */
export class Calm {
  readonly #timers: Timers;
  readonly #waiting = new Set<() => void>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** The page has asked something. */
  noteCall(): void {
    for (const heard of [...this.#waiting]) heard();
  }

  /** Resolves when the page has asked nothing for a while, or after a while all the same. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#waiting.delete(heard);
        cancelQuiet();
        cancelAtMost();
        resolve();
      };
      const heard = () => {
        cancelQuiet();
        cancelQuiet = this.#timers.after(QUIET_MS, end);
      };
      let cancelQuiet = this.#timers.after(QUIET_MS, end);
      const cancelAtMost = this.#timers.after(AT_MOST_MS, end);
      this.#waiting.add(heard);
    });
  }
}
