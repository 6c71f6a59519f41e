import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccessProofView, DiagnosisView } from '../../../../contract/areas/diagnosis.ts';
import type { ErrorInfo, Result } from '../../../../contract/result.ts';
import type { TokenId } from '../../../../contract/values/ids.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';

export interface LongWork<T> {
  readonly start: () => void;
  readonly stop: () => void;
  readonly isPending: boolean;
  /** How far it has come, or the whole; `null` before it was started. */
  readonly view: T | null;
  readonly error: ErrorInfo | null;
}

type Input = { readonly tokenId: TokenId };

/** Finds out what is the matter with a token. Effects: reading calls only; main tells of every step. */
export function useDiagnosis(tokenId: TokenId): LongWork<DiagnosisView> {
  return useLongWork(tokenId, keys.diagnosis(tokenId), (input) => app().diagnosis.run(input));
}

/** Proves the accesses of a token. Effects: reading calls only; main tells of every step. */
export function useAccessProof(tokenId: TokenId): LongWork<AccessProofView> {
  return useLongWork(tokenId, keys.accessProof(tokenId), (input) => app().diagnosis.proveAccesses(input));
}

function useLongWork<T>(
  tokenId: TokenId,
  key: readonly unknown[],
  run: (input: Input) => Promise<Result<T>>,
): LongWork<T> {
  const view = useWatched<T>(key);
  const client = useQueryClient();
  const work = useCall(run, {
    onDone: (done) => void client.setQueryData(key, done),
    staleAfter: [keys.tokens],
  });
  const start = () => {
    client.setQueryData(key, null);
    void work.run({ tokenId });
  };
  return { start, stop: () => stopWork(tokenId), isPending: work.isPending, view, error: work.error };
}

function stopWork(tokenId: TokenId): void {
  void app().diagnosis.stop({ tokenId });
}

/** Events of main write it; nothing is ever asked for. */
function useWatched<T>(queryKey: readonly unknown[]): T | null {
  const { data } = useQuery<T | null>({ queryKey, queryFn: () => null, enabled: false, staleTime: Infinity });
  return data ?? null;
}
