import type { SendingView, SubmittedMany } from '../../contract/areas/payments.ts';
import type { AppHandlers } from '../../contract/contract.ts';
import { CompanyId, PaymentId } from '../../contract/values/ids.ts';
import { day } from './sample-time.ts';

/** Forty payments in the middle of their sending. */
export function sampleSending(companyId: string): SendingView {
  return {
    companyId: CompanyId.parse(companyId),
    total: 40,
    totalMinor: 1_284_900_50,
    gone: 12,
    left: 28,
    failures: [
      {
        paymentId: PaymentId.parse('payment-004'),
        error: { code: 'payment-no-money', details: {}, incidentId: null },
      },
    ],
    state: 'running',
    reason: null,
    startedAt: day(0),
    startedBy: 'Иванова А. П.',
  };
}

type Calls = 'submitMany' | 'sendMany' | 'sending' | 'pauseSending' | 'resumeSending' | 'dismissSending';

/** Many payments at once; none are being sent until somebody sends them. */
export function sendingSampleHandlers(): Pick<AppHandlers, `payments.${Calls}`> {
  let view: SendingView | null = null;
  return {
    'payments.submitMany': async ({ payments }): Promise<SubmittedMany> => ({
      submitted: payments.length - 1,
      approved: 0,
      failures: payments.slice(-1).map(({ paymentId }) => ({
        paymentId,
        error: { code: 'payment-invalid', details: {}, incidentId: null },
      })),
    }),
    'payments.sendMany': async ({ companyId }) => (view = sampleSending(companyId)),
    'payments.sending': async () => view,
    'payments.pauseSending': async () => (view = view === null ? null : { ...view, state: 'paused' }),
    'payments.resumeSending': async () => (view = view === null ? null : { ...view, state: 'running' }),
    'payments.dismissSending': async () => {
      view = null;
      return {};
    },
  };
}
