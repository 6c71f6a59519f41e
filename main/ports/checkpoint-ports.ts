import type { Instant } from '../../contract/values/dates.ts';

/**
 * A state of all records, in one value: two stores with the same checkpoint hold the same rows and the same journal.
 * `counter` grows with every write. Units: `root` 64 hex digits. Source: the idea of a checkpoint is that of
 * transparency logs (C2SP tlog-checkpoint): a size and a root that others keep.
 */
export interface Checkpoint {
  readonly counter: number;
  readonly root: string;
  /** When it was written. */
  readonly at: Instant;
}

/** Where a store stands beside a checkpoint that was kept elsewhere. */
export type CheckpointFit = 'fits' | 'older' | 'other';

/** The checkpoints of the open store. */
export interface Checkpoints {
  /** Returns the one of the last write. */
  readonly current: () => Checkpoint;
  /** `older`: the store lacks what that checkpoint knows; `other`: it has another history. */
  readonly compare: (kept: Pick<Checkpoint, 'counter' | 'root'>) => CheckpointFit;
  /** Tells whether the state of this counter can still be compared; many early ones are told in one. */
  readonly tells: (counter: number) => boolean;
}

/** Keeps the newest checkpoint where the file of the records cannot take it back. */
export interface CheckpointKeeper {
  /**
   * Returns when the newest checkpoint is kept. Errors: `keychain-*`; the one before is kept then.
   */
  readonly keep: () => Promise<void>;
  /** Returns when what has to be kept at once is kept, or could not be. Errors: none. */
  readonly settled: () => Promise<void>;
  /** Returns the state that a signed file of this computer names: that before the file is written. */
  readonly current: () => Checkpoint;
  /**
   * Takes what a signed file of this computer names, of which the records here know nothing. Effects: where the records
   * do not hold that state, they were put back: nothing is kept, and so nothing is paid, from now on.
   */
  readonly witnessed: (named: Checkpoint) => void;
  /**
   * Returns whether the records were put back. Errors: `keychain-*`; it is tried again by the next call. Effects: then
   * the checkpoint kept is the one that was named, so that every later opening finds it too, and the vault opens anew.
   */
  readonly tellPutBack: () => Promise<boolean>;
}
