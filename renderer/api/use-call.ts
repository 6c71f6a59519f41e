import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ErrorInfo, Result } from '../../contract/result.ts';
import { toErrorInfo, unwrap } from './client.ts';
import { useWhenHidden } from './shown.ts';

interface CallOptions<O> {
  readonly onDone?: (value: O) => void;
  /** Parts of the cache that are stale after success, for what no event of main covers. */
  readonly staleAfter?: readonly (readonly unknown[])[];
}

/**
 * A call in the hands of a component: `run` never rejects, `error` is `null` when the person merely closed a prompt.
 */
export interface RunningCall<I, O> {
  /** Gives the value, or `null` when it failed (then `error` says why) or was cancelled by the person. */
  readonly run: (input: I) => Promise<O | null>;
  readonly isPending: boolean;
  readonly error: ErrorInfo | null;
  readonly clear: () => void;
}

/**
 * Makes one of main's calls usable from a component: `useCall((input) => app().tokens.check(input))`. Shows nothing
 * itself. What it has found is forgotten when the drawer around it is closed.
 *
 * Errors: returned as `error`, never thrown. Calls are sent once; nothing here retries.
 */
export function useCall<I, O>(
  call: (input: I) => Promise<Result<O>>,
  options: CallOptions<O> = {},
): RunningCall<I, O> {
  const client = useQueryClient();
  const mutation = useMutation<O, unknown, I>({
    mutationFn: (input) => unwrap(call(input)),
    onSuccess: (value) => {
      for (const queryKey of options.staleAfter ?? []) void client.invalidateQueries({ queryKey });
      options.onDone?.(value);
    },
  });
  useWhenHidden(() => {
    if (!mutation.isPending) mutation.reset();
  });
  const info = mutation.error === null ? null : toErrorInfo(mutation.error);
  return {
    run: (input) => mutation.mutateAsync(input).catch(() => null), // the error stays in `mutation.error`
    isPending: mutation.isPending,
    error: info?.code === 'cancelled-by-person' ? null : info,
    clear: mutation.reset,
  };
}
