import type { z } from 'zod';
import type { CallName } from '../../contract/channel-names.ts';
import { calls } from '../../contract/contract.ts';
import type { Workplace } from '../../main/domain/session/workplace.ts';
import { carryOut } from '../../main/edges/ipc/dispatch.ts';
import { AppError } from '../../main/ports/app-error.ts';

/**
 * Gives a function that makes calls of these handlers as a page does: through their rules and schemas, by whoever sits
 * at the workplace. Errors: those of the call, as `AppError`.
 */
export function askThroughSchemas<H extends object>(
  handlers: H,
  workplace: Pick<Workplace, 'standing'>,
): <N extends keyof H & CallName>(
  name: N,
  input: z.input<(typeof calls)[N]['input']>,
) => Promise<z.output<(typeof calls)[N]['output']>> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const gate = { log, standing: () => workplace.standing() };
  return async (name, input) => {
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    const result = await carryOut<unknown>({ ...calls[name], handler }, gate, name, input);
    if (!result.ok) throw new AppError(result.error.code, result.error.details);
    return result.value as z.output<(typeof calls)[typeof name]['output']>; // parsed by the call's own schema
  };
}
