/** The clock of the computer, before it was moved. */
const TrueDate = Date;

/**
 * Sets the clock that this process reads, as a person sets that of his computer; the development build alone can.
 * Units: ms from the true time. Effects: every later `Date` of the process.
 */
export function moveClock(byMs: number): void {
  class Moved extends TrueDate {
    constructor(...given: []) {
      if (given.length === 0) super(Moved.now());
      else super(...given);
    }

    static override now(): number {
      return TrueDate.now() + byMs;
    }
  }
  globalThis.Date = Moved as DateConstructor;
}
