import type { z } from 'zod';
import { calls, type AppHandlers } from '../../../contract/contract.ts';
import { approvalCalls, type ApprovalHandlers } from '../../../contract/areas/approval-window.ts';
import { needsCheckedRecords, type CallRule } from '../../../contract/callers.ts';
import { USUAL_SIZE, type InputSize } from '../../../contract/define.ts';
import type { ApprovalCallName, CallName } from '../../../contract/channel-names.ts';
import type { Result } from '../../../contract/result.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Log } from '../../ports/ports.ts';
import { assertEntitled, type Standing } from '../../domain/session/entitlement.ts';
import { fitsSize } from './input-size.ts';
import { toErrorInfo } from './to-error-info.ts';

/** A call with its rule and its schemas. */
export interface Carried<T> {
  readonly rule: CallRule;
  readonly input: z.ZodType<T>;
  readonly output: z.ZodType;
  /** The usual one when left out. */
  readonly size?: InputSize;
  readonly handler: (input: T) => Promise<unknown>;
}

/** What every call passes on its way. */
export interface Gate {
  readonly log: Log;
  /** Who calls, looked at anew for each call. */
  readonly standing: () => Standing;
  /** Waits until all records were found as they were written. Errors: `store-corrupt`. */
  readonly checked?: () => Promise<void>;
  /** Waits until what a call has written is known outside the file too, where it must be at once. */
  readonly settled?: () => Promise<void>;
}

/**
 * Carries out one call of the contract: holds it against its rule, looks at its size, parses the input, runs the
 * handler, parses its output, wraps either in the envelope. Unknown keys are refused both ways. Errors: never throws;
 * every failure is an error in the envelope.
 */
export async function dispatch(
  handlers: AppHandlers,
  gate: Gate,
  name: CallName,
  input: unknown,
): Promise<Result<unknown>> {
  // The table pairs each name with its own handler; TypeScript cannot follow that through a union of names.
  const handler = handlers[name] as (input: unknown) => Promise<unknown>;
  return carryOut<unknown>({ ...calls[name], handler }, gate, name, input);
}

/** The same for a call from the window in which payments are approved. */
export async function dispatchApproval(
  handlers: ApprovalHandlers,
  gate: Gate,
  name: ApprovalCallName,
  input: unknown,
): Promise<Result<unknown>> {
  const handler = handlers[name] as (input: unknown) => Promise<unknown>; // as above
  return carryOut<unknown>({ ...approvalCalls[name], handler }, gate, name, input);
}

/** The same for anything that is taken from the window. */
export async function carryOut<T>(
  { rule, input: schema, output, size = USUAL_SIZE, handler }: Carried<T>,
  { log, standing, checked, settled }: Gate,
  name: string,
  input: unknown,
): Promise<Result<unknown>> {
  try {
    assertEntitled(rule, standing());
    if (needsCheckedRecords(rule)) {
      await checked?.();
      // The vault may have been locked, or opened anew for reading, meanwhile.
      assertEntitled(rule, standing());
    }
    if (!fitsSize(input, size)) throw new AppError('bad-request', { call: name, reason: 'size' });
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new AppError('bad-request', { call: name });
    const result = await handler(parsed.data);
    await settled?.();
    const answer = output.safeParse(result);
    if (!answer.success) throw new AppError('internal', { call: name }, answer.error);
    return { ok: true, value: answer.data };
  } catch (error) {
    return { ok: false, error: toErrorInfo(error, log, name) };
  }
}
