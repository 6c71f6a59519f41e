import { createBirpc } from 'birpc';
import { AppError, type ErrorDetails } from '../../ports/app-error.ts';
import type { ErrorCode } from '../../../contract/error-codes.ts';

/** One end of the way between two processes. */
export interface LinkEnd {
  /** Sends a message by structured clone. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Functions of the other process: each answers later. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

export interface Link<T> {
  readonly remote: Remote<T>;
  /** Calls that have no answer yet, and all later ones, end with this error. */
  end(error: Error): void;
}

/**
 * Joins two processes: each calls functions of the other by name. An `AppError` comes over with its code and details;
 * of any other error its name and message.
 */
export function linkOver<T extends object>(end: LinkEnd, own: object): Link<T> {
  const rpc = createBirpc<Record<string, (...args: unknown[]) => unknown>, object>(own, {
    post: (message: unknown) => end.post(message),
    on: (listener) => end.onMessage(listener),
    serialize: withPlainError,
    deserialize: withRealError,
    // Some answers wait for a person.
    timeout: -1,
  });
  let ended: Error | null = null;
  const call =
    (name: string) =>
    (...args: unknown[]) =>
      ended === null ? rpc.$call(name, ...args) : Promise.reject(ended);
  // One function for each name that is asked for: the types say which there are.
  const remote = new Proxy({}, { get: (_target, name) => call(String(name)) }) as Remote<T>;
  return {
    remote,
    end: (error) => {
      ended = error;
      rpc.$close(error);
    },
  };
}

interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
  readonly details: ErrorDetails | null;
  readonly file: string | null;
}

function withPlainError(message: object): object {
  return 'e' in message ? { ...message, e: plain(message.e) } : message;
}

function withRealError(message: object): object {
  return 'e' in message ? { ...message, e: real(message.e as PlainError) } : message; // written by `plain` alone
}

function plain(error: unknown): PlainError {
  const { name, message } = error instanceof Error ? error : new Error(typeof error);
  const isOurs = error instanceof AppError;
  return {
    name,
    message,
    code: isOurs ? error.code : null,
    details: isOurs ? error.details : null,
    // A damaged file of the profile is named by its path.
    file: error instanceof Error && 'file' in error && typeof error.file === 'string' ? error.file : null,
  };
}

function real({ name, message, code, details, file }: PlainError): Error {
  // The code was one when it was sent.
  if (code !== null) return new AppError(code as ErrorCode, details ?? {});
  return Object.assign(new Error(message), file === null ? { name } : { name, file });
}
