import type { Instant } from '../../../contract/values/dates.ts';
import type { Digests } from '../../ports/ports.ts';
import { historyStep, journalEntry, THE_APP } from '../audit/entry.ts';
import { Person } from '../people/person.ts';
import { Approval } from '../payments/approving/approval.ts';
import { subjectOf } from '../payments/draft/save-draft.ts';
import { Intention } from '../payments/payments-ports.ts';
import { Payment } from '../payments/payment.ts';
import { bankPaymentIdOf } from '../payments/sending/bank-payment-id.ts';

/** When the backup was made, and when it is put back. */
export interface RestoredFacts {
  readonly madeAt: Instant;
  readonly at: Instant;
  readonly digests: Digests;
}

/**
 * What becomes of records that come out of a backup. Nobody here knows what the computer did after the backup was made,
 * so everything that could have sent money then counts as sent until the bank says otherwise, and no approval of a
 * payment that was open is taken over (ADR 0078). People come before payments, payments before their approvals.
 */
export class RestoredRecords {
  readonly #facts: RestoredFacts;
  readonly #ownKeys = new Set<string>();
  readonly #ended = new Set<string>();

  constructor(facts: RestoredFacts) {
    this.#facts = facts;
  }

  /** Returns the record as it is put back; `null` for one that is left out. Errors: throws for another shape. */
  change(table: string, record: unknown): unknown {
    switch (table) {
      case 'people':
        this.#noteKeys(Person.parse(record));
        return record;
      case 'settings':
        return settingsOf(record);
      case 'payments':
        return this.#payment(Payment.parse(record));
      case 'approvals':
        return this.#ended.has(Approval.parse(record).paymentId) ? record : null;
      case 'intentions':
        return intentionOf(Intention.parse(record));
      default:
        return record;
    }
  }

  #noteKeys({ publicKey }: Person): void {
    if (publicKey !== null) this.#ownKeys.add(publicKey);
  }

  #payment(payment: Payment): Payment {
    const { at } = this.#facts;
    switch (payment.status) {
      case 'draft':
      case 'unknown':
        return { ...payment, restoredAt: at };
      case 'submitting':
        return { ...payment, status: 'unknown', restoredAt: at };
      case 'submitted':
      case 'approved':
        return this.#isSentElsewhere(payment) ? payment : this.#asked(payment);
      default:
        this.#ended.add(payment.paymentId);
        return payment;
    }
  }

  /** The computer of another member sends it: what became of it, his signed word will say. */
  #isSentElsewhere({ request }: Payment): boolean {
    return request !== null && !this.#ownKeys.has(request.sender);
  }

  /** It may have gone out a moment after the backup: it counts in the limits from then on, and the bank is asked. */
  #asked(payment: Payment): Payment {
    const { at, madeAt, digests } = this.#facts;
    const { companyId } = payment;
    const facts = { at, actor: THE_APP, companyId, subject: subjectOf(payment) };
    const step = historyStep(journalEntry('payment-restored', facts));
    return {
      ...payment,
      status: 'unknown',
      restoredAt: at,
      updatedAt: at,
      sentAt: madeAt,
      bankPaymentId: bankPaymentIdOf({ digests }, payment),
      steps: [...payment.steps, step],
    };
  }
}

/** An answer that was waited for was lost with the computer. */
function intentionOf(intention: Intention): Intention {
  return intention.state === 'open' ? { ...intention, state: 'unknown' } : intention;
}

/** Nobody works here yet, nothing is being sent, and where this computer's own backups go has to be said anew. */
function settingsOf(record: unknown): unknown {
  if (typeof record !== 'object' || record === null || !('id' in record)) return record;
  if (record.id === 'sending' || record.id === 'backup') return null;
  if (record.id !== 'workplace' || !('settings' in record)) return record;
  return { ...record, settings: { ...Object(record.settings), personId: null } };
}
