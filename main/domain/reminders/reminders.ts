import type { Clock, Log, Timers } from '../../ports/ports.ts';
import { afterTelling, countNear, dueWarnings, withDates, type DateIndex, type Dated } from './date-index.ts';
import type { DateIndexFile, ReminderSigns } from './reminders-ports.ts';

export interface RemindersParts {
  readonly file: DateIndexFile;
  readonly signs: ReminderSigns;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** A date with its name, which is kept in memory only while the vault is open. */
export interface NamedDate extends Dated {
  readonly label: string;
}

/** How often the dates are looked at. Units: ms. Own choice: a day begins for everybody within the hour. */
const LOOK_EVERY_MS = 3_600_000;

const NONE: DateIndex = { version: 1, isOn: true, language: 'ru', entries: [] };

/**
 * Reminds of ends that come near: notifications of the system, each once, and a counter. Works from a file of dates, so
 * it goes on while the vault is locked, without names then.
 */
export class Reminders {
  readonly #parts: RemindersParts;
  #index: DateIndex | null = null;
  #labels: ReadonlyMap<string, string> = new Map();
  #cancel: (() => void) | null = null;
  #isStopped = false;

  constructor(parts: RemindersParts) {
    this.#parts = parts;
  }

  /** Effects: looks at the dates now, and then every hour until `stop`. */
  start(): void {
    this.look();
    this.#schedule();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  get isOn(): boolean {
    return this.#known.isOn;
  }

  get isSupported(): boolean {
    return this.#parts.signs.isSupported();
  }

  /** Takes over what the open vault knows. Effects: the file, when something changed; what is due is told. */
  learn(dates: readonly NamedDate[], language: DateIndex['language']): void {
    this.#labels = new Map(dates.map(({ key, label }) => [key, label]));
    this.#keep({ ...withDates(this.#known, dates, this.#parts.clock.now()), language });
    this.look();
  }

  /** The vault was locked: names are not known any more. */
  forgetNames(): void {
    this.#labels = new Map();
  }

  /** Switches the notifications of the system on or off; the counter stays. Effects: the file. */
  setOn(isOn: boolean): void {
    this.#keep({ ...this.#known, isOn });
    this.look();
  }

  /** Tells what is due and has not been told. Errors: none; what the disk refuses is in the log. */
  look(): void {
    const { clock, signs } = this.#parts;
    const now = clock.now();
    const index = this.#known;
    signs.count(countNear(index, now), index.language);
    if (!index.isOn) return;
    const due = dueWarnings(index, now);
    if (due.length === 0) return;
    // Written first: a warning that is not told is in the list of the header, one that comes back every hour is a
    // nuisance.
    this.#keep(afterTelling(index, now));
    signs.notify(
      due.map((warning) => ({ ...warning, label: this.#labels.get(warning.key) ?? null })),
      index.language,
    );
  }

  get #known(): DateIndex {
    this.#index ??= this.#parts.file.read() ?? NONE;
    return this.#index;
  }

  #keep(index: DateIndex): void {
    const isSame = JSON.stringify(index) === JSON.stringify(this.#index);
    this.#index = index;
    if (isSame) return;
    try {
      this.#parts.file.write(index);
    } catch (error) {
      this.#parts.log.error('reminders-not-written', error);
    }
  }

  #schedule(): void {
    if (this.#isStopped) return;
    this.#cancel = this.#parts.timers.after(LOOK_EVERY_MS, () => {
      this.look();
      this.#schedule();
    });
  }
}
