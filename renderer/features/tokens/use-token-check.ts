import type { TokenCheck } from '../../../contract/areas/tokens.ts';
import type { ErrorInfo } from '../../../contract/result.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { useState } from 'react';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';

export interface RunningTokenCheck {
  readonly start: () => void;
  readonly isPending: boolean;
  /** What the bank answered, `null` before the first answer. */
  readonly result: TokenCheck | null;
  /** Why the check itself could not be made. */
  readonly error: ErrorInfo | null;
}

/**
 * Checks a token by one harmless call. Effects: main calls the bank once and notes the answer; calling again is safe.
 */
export function useTokenCheck(tokenId: TokenId): RunningTokenCheck {
  const [result, setResult] = useState<TokenCheck | null>(null);
  const check = useCall((input: { readonly tokenId: TokenId }) => app().tokens.check(input), {
    onDone: setResult,
    staleAfter: [keys.tokens],
  });
  const start = () => {
    setResult(null);
    void check.run({ tokenId });
  };
  return { start, isPending: check.isPending, result, error: check.error };
}
