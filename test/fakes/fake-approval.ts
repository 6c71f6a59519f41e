import type { z } from 'zod';
import {
  approvalCalls,
  type ApprovalApi,
  type ApprovalHandlers,
  type ApprovalOutcome,
  type ApprovalWindowView,
} from '../../contract/areas/approval-window.ts';
import type { ApprovalCallName } from '../../contract/channel-names.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { director, firstCompany } from './sample-session.ts';
import { sampleApprovals, sampleBatch, sampleRiskyList } from './sample-payments.ts';

export interface FakeApprovalOptions {
  /** Which of the sample payments lie on the desk; a number is a list of so many. */
  readonly desk: 'warning' | 'plain' | 'risky' | number;
  readonly view?: Partial<Omit<ApprovalWindowView, 'requests'>>;
  readonly obstacle?: ApprovalWindowView['requests'][number]['obstacle'];
  /** The approval may send the payment too. */
  readonly canSendToo?: boolean;
  /** What becomes of the sending; the bank takes it, when not given. */
  readonly sending?: ApprovalOutcome['sending'];
  /** Calls that answer with an error. */
  readonly errors?: Partial<Record<ApprovalCallName, ErrorCode>>;
  /** Signatures of others that are still needed. */
  readonly missing?: number;
  /** Calls that never answer. */
  readonly slow?: readonly ApprovalCallName[];
}

/**
 * A `window.approval` with invented payments; what was called is in `calls`. Inputs and outputs pass the contract's
 * schemas.
 */
export function createFakeApproval(options: FakeApprovalOptions) {
  const seen: { readonly name: ApprovalCallName; readonly input: unknown }[] = [];
  const handlers = handlersOf(options);
  const api: Record<string, unknown> = {};
  for (const name of Object.keys(approvalCalls) as ApprovalCallName[]) {
    const [, method = ''] = name.split('.');
    api[method] = async (input: unknown) => {
      seen.push({ name, input });
      if (options.slow?.includes(name) === true) return new Promise(() => undefined);
      const definition: { input: z.ZodType; output: z.ZodType } = approvalCalls[name];
      const parsed = definition.input.safeParse(input);
      const code = parsed.success ? options.errors?.[name] : 'bad-request';
      if (code !== undefined) return { ok: false, error: { code, details: {}, incidentId: null } };
      const handler = handlers[name] as (value: unknown) => Promise<unknown>; // the schema above is this handler's own
      return { ok: true, value: definition.output.parse(await handler(parsed.data)) };
    };
  }
  return { api: api as unknown as ApprovalApi, calls: seen }; // every call is in, from the contract's own list
}

function handlersOf({
  desk,
  view,
  obstacle = null,
  missing = 0,
  canSendToo = false,
  sending = { status: 'in-progress', bankMessage: null, error: null },
}: FakeApprovalOptions): ApprovalHandlers {
  const [warning, plain] = sampleApprovals();
  const one = desk === 'warning' ? warning : plain;
  const chosen = typeof desk === 'number' ? sampleBatch(desk) : desk === 'risky' ? sampleRiskyList() : [one];
  const requests = chosen.flatMap((each) => (each === undefined ? [] : [{ ...each, obstacle, canSendToo }]));
  const status = missing > 0 ? ('submitted' as const) : ('approved' as const);
  return {
    'approval.view': async () => ({
      language: 'ru',
      theme: 'light',
      company: firstCompany().name,
      environment: firstCompany().environment,
      person: director.name,
      ...view,
      requests,
    }),
    'approval.approve': async ({ payments }) => ({
      verdict: 'approved',
      decided: payments.map(({ paymentId }) => ({ paymentId, status, missing })),
      listWords: payments.length > 1 ? ['берёза', 'якорь', 'полка', 'север', 'глина', 'мост'] : null,
      sending: null,
    }),
    'approval.approveAndSend': async ({ payment: { paymentId } }) => ({
      verdict: 'approved',
      decided: [{ paymentId, status: sending?.status ?? status, missing }],
      listWords: null,
      sending,
    }),
    'approval.reject': async ({ payment }) => ({
      verdict: 'rejected',
      decided: [{ paymentId: payment.paymentId, status: 'refused', missing: 0 }],
      listWords: null,
      sending: null,
    }),
    'approval.noteActivity': async () => ({}),
    'approval.close': async () => ({}),
  };
}
