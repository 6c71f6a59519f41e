import type { ErrorCode } from '../../contract/error-codes.ts';

/** Thrown by a handler of the fake to answer with an error. */
export class FakeRefusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}
