import type { Timers } from '../../ports/ports.ts';
import type { CompanyTimes } from './company-times.ts';

/**
 * How often it is looked whether a bank has to be asked. Units: ms. Own choice: a clock that was moved is noticed
 * before anybody has done much.
 */
const LOOK_EVERY_MS = 10_000;
/**
 * How long the word of a bank is enough. Units: ms of lived time. Own choice: a quartz clock strays less than a second
 * in it.
 */
const ENOUGH_MS = 60 * 60_000;
/**
 * Pause after a question that was not answered. Units: looks. Own choice: a minute; one small question a minute is no
 * load, and the network may be back.
 */
const PAUSE_LOOKS = 6;

export interface TimeAskerParts {
  readonly times: CompanyTimes;
  readonly bank: { askTime(environment: string): Promise<void> };
  /** Environments of the companies, each once; the training bank is never asked. */
  readonly environments: () => readonly string[];
  /** Somebody's clock is contradicted now, by another amount than before, or no longer. */
  readonly changed: () => void;
  readonly timers: Timers;
}

/**
 * Asks the banks for the time for as long as the vault is open: soon after the start, once an hour, and as soon as the
 * clock of the computer leaps.
 */
export class TimeAsker {
  readonly #parts: TimeAskerParts;
  readonly #pauses = new Map<string, number>();
  #shown = '';
  #cancel: (() => void) | null = null;
  #isStopped = false;

  constructor(parts: TimeAskerParts) {
    this.#parts = parts;
  }

  /** Effects: asks from time to time until `stop`. */
  start(): void {
    void this.look().finally(() => this.#schedule());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  /** One look: asks each bank that has not told the time lately. Errors: none. */
  async look(): Promise<void> {
    const { times, bank, environments } = this.#parts;
    const known = environments();
    for (const environment of known) {
      const pause = (this.#pauses.get(environment) ?? 0) - 1;
      this.#pauses.set(environment, pause);
      if (this.#isStopped || environment === 'training' || times.hasHeard(environment, ENOUGH_MS)) continue;
      if (pause > 0) continue;
      this.#pauses.set(environment, PAUSE_LOOKS);
      await bank.askTime(environment);
    }
    this.#tell(known);
  }

  /** To the minute: the screen says no more. */
  #tell(environments: readonly string[]): void {
    const shown = environments.map((environment) => {
      const found = this.#parts.times.contradiction(environment);
      return found === null ? '' : `${found.by} ${Math.round(found.aheadMs / 60_000)}`;
    });
    if (shown.join('|') === this.#shown) return;
    this.#shown = shown.join('|');
    if (!this.#isStopped) this.#parts.changed();
  }

  #schedule(): void {
    if (this.#isStopped) return;
    this.#cancel = this.#parts.timers.after(LOOK_EVERY_MS, () => {
      void this.look().finally(() => this.#schedule());
    });
  }
}
