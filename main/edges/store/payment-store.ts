import { compareCodes } from '../../../contract/values/list-order.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Approval } from '../../domain/payments/approving/approval.ts';
import type { ApprovalStore } from '../../domain/payments/approving/approvals-ports.ts';
import type { JournalEntry } from '../../domain/audit/entry.ts';
import type { EnvelopeRecord } from '../../domain/organizations/organization.ts';
import type { Payment } from '../../domain/payments/payment.ts';
import type { Intention, PaymentStore } from '../../domain/payments/payments-ports.ts';
import { contentKey } from '../../domain/payments/payment-content.ts';
import { translated, type Ledger } from './ledger.ts';
import type { SqliteEnvelopeStore } from './organization-stores.ts';
import { Remembered } from './remembered.ts';

/**
 * Payments over the vault file; kept in memory, so that limits and duplicates are counted without opening every row
 * again.
 */
export class SqlitePaymentStore implements PaymentStore {
  readonly #ledger: Ledger;
  readonly #payments: Remembered<PaymentId, Payment>;
  readonly #envelopes: SqliteEnvelopeStore;

  /** `known`: as for `Remembered`. */
  constructor(ledger: Ledger, envelopes: SqliteEnvelopeStore, known: readonly Payment[] | null = null) {
    this.#ledger = ledger;
    this.#envelopes = envelopes;
    const read = () => ledger.payments.list();
    this.#payments = new Remembered({ ledger, read, idOf: ({ paymentId }) => paymentId, known });
  }

  get(paymentId: PaymentId): Payment | null {
    return this.#payments.get(paymentId);
  }

  list(companyId: CompanyId, statuses: readonly Payment['status'][] | null): readonly Payment[] {
    return this.#where(
      (payment) =>
        payment.companyId === companyId && (statuses === null || statuses.includes(payment.status)),
    );
  }

  listByStatus(statuses: readonly Payment['status'][]): readonly Payment[] {
    return this.#where((payment) => statuses.includes(payment.status));
  }

  listAlike(companyId: CompanyId, key: string): readonly Payment[] {
    return this.#where(
      ({ companyId: owner, content }) =>
        owner === companyId && content !== null && contentKey(content) === key,
    );
  }

  add(payment: Payment, entry: JournalEntry): void {
    this.#payments.write([payment], () => void this.#ledger.payments.insert(payment), entry);
  }

  save(payment: Payment, entry: JournalEntry | null): Payment {
    return this.#replace(payment, entry, () => undefined);
  }

  saveWithIntention(payment: Payment, intention: Intention, entry: JournalEntry): Payment {
    return this.#replace(payment, entry, () => this.#ledger.intentions.upsert(intention));
  }

  saveWithApproval(payment: Payment, approval: Approval, entry: JournalEntry): Payment {
    return this.#replace(payment, entry, () => this.#ledger.approvals.insert(approval));
  }

  saveWithEnvelope(payment: Payment, envelope: EnvelopeRecord, entry: JournalEntry): Payment {
    const next = this.#nextOf(payment);
    const write = () => this.#write(next, payment.revision);
    this.#payments.writeIn([next], () => this.#envelopes.writeWith([envelope], write, entry));
    return next;
  }

  intention(paymentId: PaymentId): Intention | null {
    return translated(() => this.#ledger.intentions.get(paymentId)) ?? null;
  }

  together(work: () => void): void {
    this.#ledger.together(work);
  }

  #replace(payment: Payment, entry: JournalEntry | null, also: () => unknown): Payment {
    const next = this.#nextOf(payment);
    const write = () => {
      this.#write(next, payment.revision);
      also();
    };
    this.#payments.write([next], write, entry);
    return next;
  }

  /** Errors: `not-found`, `stale-revision`. */
  #nextOf(payment: Payment): Payment {
    const current = this.#payments.get(payment.paymentId);
    if (current === null) throw new AppError('not-found', { what: 'payment' });
    if (current.revision !== payment.revision)
      throw new AppError('stale-revision', { now: current.revision });
    return { ...payment, revision: payment.revision + 1 };
  }

  #write(next: Payment, ifRevision: number): void {
    this.#ledger.payments.replace(next, { ifRevision });
  }

  #where(isWanted: (payment: Payment) => boolean): readonly Payment[] {
    return this.#payments.all().filter(isWanted);
  }
}

export class SqliteApprovalStore implements ApprovalStore {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  list(paymentId: PaymentId): readonly Approval[] {
    const found = translated(() => this.#ledger.approvals.list({ where: { payment_id: paymentId } }));
    return [...found].sort((a, b) => compareCodes(a.at, b.at) || compareCodes(a.approvalId, b.approvalId));
  }
}
