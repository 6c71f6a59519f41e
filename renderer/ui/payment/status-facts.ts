import type {
  PaymentDetails,
  PaymentGroup,
  PaymentStatus,
  PaymentSummary,
} from '../../../contract/areas/payments.ts';
import type { MessageKey } from '../../i18n/t.ts';
import type { Tone } from '../tone.ts';

type Group = Exclude<PaymentGroup, 'all'>;

interface StatusFacts {
  readonly tone: Tone;
  readonly group: Group;
}

/**
 * Colour and tab of each status. Red only where money may be at risk, green only for what the bank proved. Source:
 * ui.md, Colour and shape.
 */
const STATUS_FACTS = {
  draft: { tone: 'neutral', group: 'drafts' },
  submitted: { tone: 'warning', group: 'waiting' },
  approved: { tone: 'warning', group: 'waiting' },
  submitting: { tone: 'info', group: 'sending' },
  'in-progress': { tone: 'info', group: 'sending' },
  unknown: { tone: 'danger', group: 'sending' },
  'handed-over': { tone: 'warning', group: 'sending' },
  executed: { tone: 'success', group: 'done' },
  failed: { tone: 'warning', group: 'stopped' },
  refused: { tone: 'neutral', group: 'stopped' },
  cancelled: { tone: 'neutral', group: 'stopped' },
  expired: { tone: 'neutral', group: 'stopped' },
} as const satisfies Readonly<Record<PaymentStatus, StatusFacts>>;

export function statusTone(status: PaymentStatus): Tone {
  return STATUS_FACTS[status].tone;
}

type Mark = NonNullable<PaymentSummary['mark']>;

/** What the bank did with a draft speaks louder than the status: money may be with somebody else. */
export const MARK_TONES = { held: 'warning', changed: 'danger' } as const satisfies Readonly<
  Record<Mark, Tone>
>;

/** Returns the tab of the list on which a payment of this status stands, besides "all". */
export function statusGroup(status: PaymentStatus): Group {
  return STATUS_FACTS[status].group;
}

export interface StatusSentence {
  readonly sentence: MessageKey;
  /** Where the money is, and what comes next. */
  readonly next: MessageKey;
}

/**
 * Returns the keys of the sentence a status reads as; who stopped a payment, and by which way it goes, make a
 * difference.
 */
export function statusSentence(details: PaymentDetails): StatusSentence {
  const { status, route, mark } = details.payment;
  if (mark !== null)
    return { sentence: `payments.inBank.${mark}.title`, next: `payments.inBank.${mark}.text` };
  if (status === 'unknown' && route === 'bank-draft') {
    return { sentence: 'payments.sentence.unknownDraft', next: 'payments.next.unknownDraft' };
  }
  if (status === 'cancelled' && happened(details, 'payment-cancelled-by-bank')) {
    return { sentence: 'payments.sentence.cancelledByBank', next: 'payments.next.cancelledByBank' };
  }
  if (status === 'failed' && happened(details, 'payment-refused-by-bank')) {
    return { sentence: 'payments.sentence.failedByRefusal', next: 'payments.next.failed' };
  }
  const isRequest = happened(details, 'request-signed') || happened(details, 'request-received');
  if (status === 'approved' && isRequest && !details.actions.includes('pay')) {
    return { sentence: 'payments.sentence.approved', next: 'payments.next.approvedElsewhere' };
  }
  return { sentence: `payments.sentence.${status}`, next: `payments.next.${status}` };
}

function happened(details: PaymentDetails, kind: PaymentDetails['steps'][number]['kind']): boolean {
  return details.steps.some((step) => step.kind === kind);
}
