import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { PolicyRules, type PolicyPreview } from '../../../../contract/areas/policy.ts';
import type { ErrorInfo } from '../../../../contract/result.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { app, toErrorInfo, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';

/** Units: milliseconds; long enough not to ask at every key, short enough to feel live. */
const PAUSE_MS = 300;
/** Units: milliseconds; each pause in typing leaves an answer behind, so they are forgotten soon. */
const KEEP_MS = 60_000;

export interface LivePolicyPreview {
  readonly preview: PolicyPreview | null;
  /** It is of the rules on the screen. */
  readonly isFresh: boolean;
  /** The rules on the screen cannot be tried. */
  readonly isWrong: boolean;
  readonly error: ErrorInfo | null;
}

/**
 * Asks main, while the rules are typed, what they would have changed; keeps the last answer until the next one.
 * `rules`: `null` while they are wrong.
 */
export function usePolicyPreview(companyId: CompanyId, rules: PolicyRules | null): LivePolicyPreview {
  const text = rules === null ? null : JSON.stringify(rules);
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const query = useQuery<PolicyPreview>({
    queryKey: keys.policyPreview(companyId, settled),
    queryFn: () =>
      unwrap(app().policy.preview({ companyId, rules: PolicyRules.parse(JSON.parse(settled ?? '')) })),
    enabled: settled !== null,
    placeholderData: (previous) => previous,
    gcTime: KEEP_MS,
  });
  return {
    preview: query.data ?? null,
    isFresh: !query.isPlaceholderData && settled === text,
    isWrong: rules === null,
    error: query.isError ? toErrorInfo(query.error) : null,
  };
}
