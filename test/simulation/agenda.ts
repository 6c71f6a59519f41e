interface Event {
  readonly atMs: number;
  readonly happen: () => void;
}

/**
 * What is going to happen outside of the app, whether the app lives or not: requests and answers on their way. Units:
 * ms of the time that has passed.
 */
export class Agenda {
  #events: Event[] = [];

  add(atMs: number, happen: () => void): void {
    this.#events.push({ atMs, happen });
  }

  /** When the next one is due; `Infinity` without one. */
  get nextAtMs(): number {
    return this.#events.reduce((soonest, { atMs }) => Math.min(soonest, atMs), Number.POSITIVE_INFINITY);
  }

  /** Lets happen what is due, in its order. */
  reach(nowMs: number): void {
    const due = this.#events.filter(({ atMs }) => atMs <= nowMs);
    this.#events = this.#events.filter(({ atMs }) => atMs > nowMs);
    for (const { happen } of due.sort((one, other) => one.atMs - other.atMs)) happen();
  }
}
