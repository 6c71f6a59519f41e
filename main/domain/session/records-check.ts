import { AppError } from '../../ports/app-error.ts';

/** What a check of the records is made with. */
export interface RecordsCheckParts {
  /** Opens every row; gives `null` when one is not as it was written. `null`: done before the vault was shown. */
  readonly check: (() => Promise<number | null>) | null;
  /** How many rows were opened before the vault was shown; `null` where nobody knows. */
  readonly rows: number | null;
  /** Comes once, after a check that found everything in order. Errors: none. */
  readonly settle: () => Promise<void>;
  /** The vault has to be opened anew, with a check before it. Comes once. */
  readonly wrong: () => void;
}

/**
 * The check of all records behind the first screen (ADR 0082). Whoever reads is answered before it has ended; whoever
 * changes anything, signs, sends or enters waits for it.
 */
export class RecordsCheck {
  readonly #parts: RecordsCheckParts;
  #running: Promise<void> | null = null;
  #isWrong = false;
  #isPassed: boolean;
  #rows: number | null;
  readonly #waiting: (() => void)[] = [];

  constructor(parts: RecordsCheckParts) {
    this.#parts = parts;
    this.#rows = parts.rows;
    this.#isPassed = parts.check === null;
  }

  /** Every record was found as it was written, now or before the vault was shown. */
  get isPassed(): boolean {
    return this.#isPassed;
  }

  /** Calls `act`, which must not fail, once every record was found as it was written. Begins nothing. */
  whenPassed(act: () => void): void {
    if (this.#isPassed) act();
    else this.#waiting.push(act);
  }

  /** How many records were opened and found as they were written; `null` as long as that is not known. */
  get rows(): number | null {
    return this.#rows;
  }

  /**
   * Begins the check, at most once, and resolves when every record was found as it was written. Errors: `store-corrupt`
   * when one was not; the vault is opened anew then. Those of the check, when the vault was closed meanwhile.
   */
  passed(): Promise<void> {
    const { check } = this.#parts;
    if (check === null) return Promise.resolve();
    this.#running ??= this.#run(check);
    return this.#running;
  }

  /** Ends the check before the file is closed, so that what waits for it is written. Errors: none. */
  async finish(): Promise<void> {
    if (!this.#isWrong) await this.passed().catch(() => undefined);
  }

  /** A record that was asked for is not as it was written: what the check would find was found. */
  found(): void {
    if (this.#isWrong) return;
    this.#isWrong = true;
    this.#parts.wrong();
  }

  async #run(check: () => Promise<number | null>): Promise<void> {
    const rows = await check();
    if (rows === null) this.found();
    if (this.#isWrong) throw new AppError('store-corrupt');
    this.#rows = rows;
    this.#isPassed = true;
    for (const act of this.#waiting.splice(0)) act();
    await this.#parts.settle();
  }
}
