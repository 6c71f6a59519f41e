import { z } from 'zod';
import { ErrorCode } from './error-codes.ts';

/** What a person may know about an error: its stable code and a few safe facts for the text. Never inner messages. */
export const ErrorInfo = z.strictObject({
  code: ErrorCode,
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Names the line in the log that tells the rest; only on unexpected errors. */
  incidentId: z.string().nullable(),
});
export type ErrorInfo = z.infer<typeof ErrorInfo>;

/** The only envelope on the wire: a value, or an error as data. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorInfo };
