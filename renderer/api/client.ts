import type { AppApi } from '../../contract/contract.ts';
import type { ErrorInfo, Result } from '../../contract/result.ts';

/** An error that main answered with; `info` is what a person may know of it. */
export class AppError extends Error {
  readonly info: ErrorInfo;

  constructor(info: ErrorInfo) {
    super(info.code);
    this.name = 'AppError';
    this.info = info;
  }
}

/** Returns the calls to main. The only place of the renderer that touches `window.app`. */
export function app(): AppApi {
  return window.app;
}

/**
 * Returns the value of an answer.
 *
 * Errors: rejects with `AppError` when main answered with an error.
 */
export async function unwrap<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new AppError(result.error);
  return result.value;
}

/** Returns what a person may know of anything thrown; a stranger becomes `internal`. */
export function toErrorInfo(error: unknown): ErrorInfo {
  if (error instanceof AppError) return error.info;
  return { code: 'internal', details: {}, incidentId: null };
}
