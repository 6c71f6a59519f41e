import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type {
  DraftField,
  DraftFields,
  PaymentDetails,
  PaymentPreview,
} from '../../../../contract/areas/payments.ts';
import type { ErrorInfo } from '../../../../contract/result.ts';
import type { CompanyId, PaymentId } from '../../../../contract/values/ids.ts';
import { app, toErrorInfo, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';

/** Units: milliseconds; long enough not to ask at every key, short enough to feel live. */
const PAUSE_MS = 300;
/** Units: milliseconds; each pause in typing leaves an answer behind, so they are forgotten soon. */
const KEEP_MS = 60_000;

/** Main's judgement of the form, and of which fields. */
export interface JudgedDraft {
  readonly fields: DraftFields;
  readonly preview: PaymentPreview;
}

export interface LivePreview {
  readonly judged: JudgedDraft | null;
  /** The judgement is of these very fields. */
  readonly isFresh: boolean;
  readonly error: ErrorInfo | null;
}

interface PreviewInput {
  readonly companyId: CompanyId;
  readonly paymentId: PaymentId | null;
  readonly fields: DraftFields;
  /** The draft as it was opened, so that its panel is there at once. */
  readonly opened: PaymentDetails | null;
}

/** Asks main, while the form is typed, what will happen to the payment; keeps the last answer until the next one. */
export function usePreview({ companyId, paymentId, fields, opened }: PreviewInput): LivePreview {
  const [settled] = useDebouncedValue(fields, PAUSE_MS);
  const query = useQuery<JudgedDraft>({
    queryKey: keys.preview(companyId, { paymentId, fields: settled }),
    queryFn: async () => ({
      fields: settled,
      preview: await unwrap(app().payments.preview({ companyId, paymentId, fields: settled })),
    }),
    placeholderData: (previous) =>
      previous ?? (opened === null ? undefined : { fields: opened.fields, preview: opened.preview }),
    gcTime: KEEP_MS,
  });
  const judged = query.data ?? null;
  return {
    judged,
    isFresh: judged !== null && !query.isPlaceholderData && isSame(judged.fields, fields),
    error: query.isError ? toErrorInfo(query.error) : null,
  };
}

function isSame(left: DraftFields, right: DraftFields): boolean {
  // keys of DraftFields
  return Object.keys(left).every((name) => left[name as DraftField] === right[name as DraftField]);
}
