import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import type { Checkpoint, CheckpointKeeper, Checkpoints } from '../../ports/checkpoint-ports.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import type { Log, Timers } from '../../ports/ports.ts';
import { assertWritten, secretOf } from '../../ports/read-secret.ts';
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

export interface KeychainCheckpointsParts {
  readonly keychain: Keychain;
  readonly checkpoints: Checkpoints & {
    readonly noteKept: () => void;
    readonly onWritten: (listener: (tables: ReadonlySet<string>) => void) => void;
  };
  readonly timers: Timers;
  readonly log: Log;
}

/** Keeps the newest checkpoint of the open store in the keychain. */
export class KeychainCheckpoints implements CheckpointKeeper {
  readonly #parts: KeychainCheckpointsParts;
  #keptCounter = 0;
  #cancelLater: (() => void) | null = null;
  #atOnce: Promise<void> = Promise.resolve();
  #isClosed = false;

  /** Begins to follow the writes of the store. */
  constructor(parts: KeychainCheckpointsParts) {
    this.#parts = parts;
    parts.checkpoints.onWritten((tables) => this.#written(tables));
  }

  async keep(): Promise<void> {
    const { keychain, checkpoints } = this.#parts;
    const newest = checkpoints.current();
    if (newest.counter <= this.#keptCounter) return;
    const secret = Secret.fromText(JSON.stringify(newest));
    try {
      assertWritten(await keychain.write('checkpoint', secret));
    } finally {
      secret.wipe();
    }
    this.#keptCounter = Math.max(this.#keptCounter, newest.counter);
    if (!this.#isClosed) checkpoints.noteKept();
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
    await Promise.race([this.#tryToKeep(), patience]);
    cancel();
    this.#isClosed = true;
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
