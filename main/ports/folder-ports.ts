import type { FolderProblem } from '../../contract/areas/exchange.ts';

/** A folder itself failed: nothing could be listed or put. `cause` is what the file system said. */
export class FolderError extends Error {
  readonly problem: FolderProblem;

  constructor(problem: FolderProblem, cause: unknown) {
    super(`a folder: ${problem}: ${String(cause)}`, { cause });
    this.problem = problem;
  }
}

/** Hears of changes in folders. */
export interface FolderWatcher {
  /**
   * Calls `changed` when the system tells of a change, which many shares never do. Returns what ends it. Errors: none.
   */
  watch(dir: string, changed: () => void): () => void;
}
