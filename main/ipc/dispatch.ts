import { calls, type AppHandlers } from '../../contract/contract.ts';
import type { CallName } from '../../contract/channel-names.ts';
import type { Result } from '../../contract/result.ts';
import { AppError } from '../app-error.ts';
import type { Log } from '../ports.ts';
import { toErrorInfo } from './to-error-info.ts';

/** Largest input that a page of ours ever sends. Units: characters of its JSON form. Source: security.md §2.4, 64 KiB. */
const MAX_INPUT = 64 * 1024;

/**
 * Carries out one call: parses the input, runs the handler, parses its output, wraps either in the envelope. Unknown keys are refused both ways.
 * Errors: never throws; every failure is an error in the envelope.
 */
export async function dispatch(
  handlers: AppHandlers,
  log: Log,
  name: CallName,
  input: unknown,
): Promise<Result<unknown>> {
  try {
    const definition = calls[name];
    const parsed = definition.input.safeParse(input);
    if (!parsed.success || sizeOf(input) > MAX_INPUT) throw new AppError('bad-request', { call: name });
    // The table pairs each name with its own handler; TypeScript cannot follow that through a union of names.
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    const output = definition.output.safeParse(await handler(parsed.data));
    if (!output.success) throw new AppError('internal', { call: name }, output.error);
    return { ok: true, value: output.data };
  } catch (error) {
    return { ok: false, error: toErrorInfo(error, log, name) };
  }
}

function sizeOf(input: unknown): number {
  return JSON.stringify(input)?.length ?? 0;
}
