import type { ErrorCode } from '../../contract/error-codes.ts';
import type { ErrorInfo } from '../../contract/result.ts';

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The one error class of main: a stable code and facts that are safe to show. Match on `code`, never on text or class
 * of a cause.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Returns what a person may know of an error that is expected. */
export function infoOf({ code, details }: AppError): ErrorInfo {
  return { code, details: { ...details }, incidentId: null };
}

/** Ends a `switch` over a closed set; reaching it is a bug. */
export function assertNever(value: never): never {
  throw new AppError('internal', { unexpected: String(value) });
}
