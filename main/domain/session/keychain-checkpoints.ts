import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import type { Checkpoint, CheckpointKeeper, Checkpoints } from '../../ports/checkpoint-ports.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Log, Timers } from '../../ports/ports.ts';
import { AppError } from '../../ports/app-error.ts';
import { secretOf, writeSecret } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';

/** What lies in the keychain. */
const KeptCheckpoint = z.strictObject({
  counter: z.int().min(1),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  at: Instant,
});

/** After which writes the checkpoint is kept at once. Source: issue 9: approvals, people, rules. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'people',
  'policies',
  'approvals',
  'organizations',
  'signed_documents',
  'envelopes',
]);

/** After which time any other write is. Units: ms. Own choice: within the minute of issue 9. */
const LATER_MS = 45_000;

/** How long the lock waits for the keychain. Units: ms. Own choice: a keychain that answers takes 5 ms. */
const AT_CLOSE_MS = 2_000;

/**
 * Returns the checkpoint that the keychain knows; `none` also for one that is not what was written: the file says
 * whether there must be one. Errors: `keychain-*`.
 */
export async function readCheckpoint(keychain: Keychain): Promise<Checkpoint | 'none'> {
  const read = await keychain.read('checkpoint');
  if (read.state === 'absent' || read.state === 'corrupt') return 'none';
  const secret = secretOf(read);
  try {
    return parsed(secret.revealText()) ?? 'none';
  } finally {
    secret.wipe();
  }
}

/** A root that no records have. */
const NO_ROOT = '0'.repeat(64);

export interface KeychainCheckpointsParts {
  readonly keychain: Keychain;
  readonly checkpoints: Checkpoints & {
    readonly noteKept: () => void;
    readonly onWritten: (listener: (tables: ReadonlySet<string>) => void) => void;
  };
  readonly timers: Timers;
  readonly log: Log;
  /** The records were put back: the vault has to be opened anew, and will open for reading only. */
  readonly putBack: () => void;
  /** Every record was found as it was written: before that nothing is kept, and so nothing is paid. */
  readonly isChecked: () => boolean;
}

/** Keeps the newest checkpoint of the open store in the keychain. */
export class KeychainCheckpoints implements CheckpointKeeper {
  readonly #parts: KeychainCheckpointsParts;
  #keptCounter = 0;
  #cancelLater: (() => void) | null = null;
  #atOnce: Promise<void> = Promise.resolve();
  #isClosed = false;
  /** What a signed file of this computer named and its records do not hold. */
  #lacked: Checkpoint | null = null;
  #isTold = false;

  /** Begins to follow the writes of the store. */
  constructor(parts: KeychainCheckpointsParts) {
    this.#parts = parts;
    parts.checkpoints.onWritten((tables) => this.#written(tables));
  }

  async keep(): Promise<void> {
    const { checkpoints } = this.#parts;
    // Records that were put back are not what others should compare with.
    if (this.#lacked !== null || !this.#parts.isChecked()) throw new AppError('store-read-only');
    const newest = checkpoints.current();
    if (newest.counter <= this.#keptCounter) return;
    await this.#write(newest);
    this.#keptCounter = Math.max(this.#keptCounter, newest.counter);
    if (!this.#isClosed) checkpoints.noteKept();
  }

  current(): Checkpoint {
    return this.#parts.checkpoints.current();
  }

  witnessed(named: Checkpoint): void {
    const lacked = this.#lackedOf(named);
    if (lacked === null || lacked.counter <= (this.#lacked?.counter ?? 0)) return;
    this.#lacked = lacked;
  }

  async tellPutBack(): Promise<boolean> {
    if (this.#lacked === null) return false;
    if (this.#isTold) return true;
    await this.#write(this.#lacked);
    this.#isTold = true;
    const { counter, at } = this.#lacked;
    this.#parts.log.error('records-put-back', new Error(`a file of ours names write ${counter} of ${at}`));
    this.#parts.putBack();
    return true;
  }

  /** Returns when what has to be kept at once is kept, or has failed, which is in the log. Errors: none. */
  async settled(): Promise<void> {
    await this.#atOnce;
  }

  /** Keeps the newest checkpoint before the store is closed, if the keychain answers soon. Errors: none. */
  async close(): Promise<void> {
    this.#cancelLater?.();
    const { timers } = this.#parts;
    let cancel: () => void = () => undefined;
    const patience = new Promise<void>((resolve) => {
      cancel = timers.after(AT_CLOSE_MS, resolve);
    });
    // What is being written at this moment must not meet what the next opening writes.
    await Promise.race([this.#atOnce.then(() => this.#tryToKeep()), patience]);
    cancel();
    this.#isClosed = true;
  }

  /**
   * What the records would hold if they were those that the file was written from; `null` where they are, or where it
   * is too long ago to be compared. The file itself was the next write after the state that it names, and it is not
   * here: so even a state that fits says that the next one is lacking.
   */
  #lackedOf(named: Checkpoint): Checkpoint | null {
    const { checkpoints } = this.#parts;
    if (checkpoints.compare(named) !== 'fits') return named;
    if (!checkpoints.tells(named.counter)) return null;
    return { counter: named.counter + 1, root: NO_ROOT, at: named.at };
  }

  async #write(checkpoint: Checkpoint): Promise<void> {
    await writeSecret(this.#parts.keychain, 'checkpoint', Secret.fromText(JSON.stringify(checkpoint)));
  }

  #written(tables: ReadonlySet<string>): void {
    if ([...tables].some((table) => AT_ONCE.has(table))) {
      this.#atOnce = this.#atOnce.then(() => this.#tryToKeep());
      return;
    }
    this.#cancelLater ??= this.#parts.timers.after(LATER_MS, () => {
      this.#cancelLater = null;
      void this.#tryToKeep();
    });
  }

  async #tryToKeep(): Promise<void> {
    if (this.#lacked !== null || !this.#parts.isChecked()) return;
    try {
      await this.keep();
    } catch (error) {
      this.#parts.log.error('checkpoint-not-kept', error);
    }
  }
}

function parsed(text: string): Checkpoint | null {
  try {
    return KeptCheckpoint.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
