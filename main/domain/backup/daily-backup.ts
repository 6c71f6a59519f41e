import { HOUR_MS, moscowDate, msBetween } from '../../../contract/values/dates.ts';
import type { Timers } from '../../ports/ports.ts';
import { THE_APP, type Actor } from '../audit/entry.ts';
import { makeBackup, type MakeBackupParts } from './make-backup.ts';

export interface DailyBackupParts extends MakeBackupParts {
  readonly timers: Timers;
  /** Resolves when the page has got what it wanted. */
  readonly calm: () => Promise<void>;
  /** The window shows how the backups stand. */
  readonly changed: () => void;
}

/** How often it is looked whether one is due. Units: ms. Own choice: soon after midnight, and after a mishap. */
const LOOK_EVERY_MS = 15 * 60_000;

/** After a failure it is tried again. Units: ms. Own choice: a disk is plugged in, a folder comes back. */
const AGAIN_AFTER_MS = HOUR_MS;

/** Makes the backups of this computer: one a day by itself, and one whenever a person wants it. Never two at once. */
export class DailyBackup {
  readonly #parts: DailyBackupParts;
  #cancel: (() => void) | null = null;
  #isStopped = false;
  #running: Promise<void> | null = null;

  constructor(parts: DailyBackupParts) {
    this.#parts = parts;
  }

  /** Effects: looks now and from time to time until `stop`. */
  start(): void {
    void this.look();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  /** Makes one if it is due, at the next quiet moment. Errors: none, the record has them. */
  async look(): Promise<void> {
    this.#cancel?.();
    if (this.#isStopped) return;
    this.#cancel = this.#parts.timers.after(LOOK_EVERY_MS, () => void this.look());
    if (!this.isDue()) return;
    await this.#parts.calm();
    if (this.#isStopped || !this.isDue()) return;
    await this.make(THE_APP).catch(() => undefined);
  }

  /** Makes one now. Errors: those of `makeBackup`. */
  async make(actor: Actor): Promise<void> {
    const before = this.#running;
    const made = (before ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => makeBackup(this.#parts, actor))
      .finally(() => this.#parts.changed());
    this.#running = made;
    await made;
  }

  /**
   * No backup of today, and no failure a moment ago. A clock that was set back or right makes another day, and so at
   * most one backup more.
   */
  isDue(): boolean {
    const { backupStore, clock } = this.#parts;
    const record = backupStore.get();
    if (record.folder === null) return false;
    const now = clock.now();
    if (record.made.some(({ madeAt }) => moscowDate(madeAt) === moscowDate(now))) return false;
    return record.failure === null || Math.abs(msBetween(record.failure.at, now)) >= AGAIN_AFTER_MS;
  }
}
