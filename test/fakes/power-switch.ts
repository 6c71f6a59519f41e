import { AppError } from '../../main/ports/app-error.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Ledger } from '../../main/edges/store/ledger.ts';

/** What a dead process throws where it would go on. */
export class PowerCut extends Error {}

/**
 * The power of one process. It goes off at the `cutAt`-th step: from then on nothing that the process does reaches the
 * world, and what it awaits never comes.
 */
export class PowerSwitch {
  readonly #cutAt: number;
  #steps = 0;
  #isOff = false;
  #whenOff: () => void = () => undefined;
  /** Ends when the power goes off. */
  readonly off: Promise<void>;

  constructor(cutAt = Number.POSITIVE_INFINITY) {
    this.#cutAt = cutAt;
    this.off = new Promise((resolve) => {
      this.#whenOff = resolve;
    });
  }

  get steps(): number {
    return this.#steps;
  }

  get isOff(): boolean {
    return this.#isOff;
  }

  /** A step of what cannot wait: the store. */
  step(): void {
    this.#count();
    if (this.#isOff) throw new PowerCut();
  }

  /** A step of what waits: bank, keychain. */
  async pause(): Promise<void> {
    this.#count();
    if (this.#isOff) await new Promise<never>(() => undefined);
  }

  /** Off at once, whatever step it is: the process is killed. */
  cut(): void {
    if (this.#isOff) return;
    this.#isOff = true;
    this.#whenOff();
  }

  #count(): void {
    this.#steps += 1;
    if (this.#steps >= this.#cutAt) this.cut();
  }
}

/** Trouble of the disk at one commit. `isKept`: the disk kept the transaction and failed afterwards. */
export interface CommitFault {
  readonly at: number;
  readonly code: ErrorCode;
  readonly isKept: boolean;
}

/** A ledger whose commits can be cut off and can fail, counted from 1. */
export function unreliable(ledger: Ledger, power: PowerSwitch, faults: readonly CommitFault[]): Ledger {
  let commits = 0;
  const commit: Ledger['commit'] = (write, entry) => {
    commits += 1;
    const fault = faults.find(({ at }) => at === commits);
    power.step();
    if (fault !== undefined && !fault.isKept) throw new AppError(fault.code);
    const result = ledger.commit(write, entry);
    power.step();
    if (fault !== undefined) throw new AppError(fault.code);
    return result;
  };
  return { ...ledger, commit };
}

/** The same object, each asynchronous call of which can be cut off before it starts and before it is answered. */
export function cuttable<T extends object>(target: T, power: PowerSwitch, names: readonly (keyof T)[]): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name, object);
      if (typeof value !== 'function') return value;
      if (!names.includes(name as keyof T)) return value.bind(object) as unknown; // the caller names known methods
      return async (...input: unknown[]): Promise<unknown> => {
        await power.pause();
        const result: unknown = await Reflect.apply(value, object, input);
        await power.pause();
        return result;
      };
    },
  });
}
