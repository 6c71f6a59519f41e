import type { CompanyId, PaymentId } from '../../contract/values/ids.ts';
import type { Approval } from '../approvals/approval.ts';
import type { ApprovalStore } from '../approvals/approvals-ports.ts';
import type { JournalEntry } from '../audit/entry.ts';
import { AppError } from '../app-error.ts';
import type { Payment } from '../payments/payment.ts';
import type { Intention, PaymentStore } from '../payments/payments-ports.ts';
import { duplicateKey } from '../payments/payment-content.ts';
import { translated, type Ledger } from './ledger.ts';

/**
 * Payments over the vault file. The file is opened by one process alone, so the payments read at the first use are kept in memory and every
 * write goes to the file first: limits and duplicates are then counted without opening every row again.
 */
export class SqlitePaymentStore implements PaymentStore {
  readonly #ledger: Ledger;
  #known: Map<PaymentId, Payment> | null = null;

  /** `known`: the rows as they were read a moment ago, all of them; read at the first use when not given. */
  constructor(ledger: Ledger, known: readonly Payment[] | null = null) {
    this.#ledger = ledger;
    if (known !== null) this.#known = new Map(known.map((one) => [one.paymentId, one]));
  }

  get(paymentId: PaymentId): Payment | null {
    return this.#all().get(paymentId) ?? null;
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
        owner === companyId &&
        content !== null &&
        duplicateKey({ ...content, payeeAccount: content.payee.accountNumber }) === key,
    );
  }

  add(payment: Payment, entry: JournalEntry): void {
    const known = this.#all();
    this.#commit(() => {
      this.#ledger.payments.insert(payment);
    }, entry);
    known.set(payment.paymentId, payment);
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

  intention(paymentId: PaymentId): Intention | null {
    return translated(() => this.#ledger.intentions.get(paymentId)) ?? null;
  }

  #replace(payment: Payment, entry: JournalEntry | null, also: () => unknown): Payment {
    const known = this.#all();
    const current = known.get(payment.paymentId);
    if (current === undefined) throw new AppError('not-found', { what: 'payment' });
    if (current.revision !== payment.revision)
      throw new AppError('stale-revision', { now: current.revision });
    const next: Payment = { ...payment, revision: payment.revision + 1 };
    this.#commit(() => {
      this.#ledger.payments.replace(next, { ifRevision: payment.revision });
      also();
    }, entry);
    known.set(next.paymentId, next);
    return next;
  }

  /** After a commit that failed only the file knows whether it was kept (`store-io`): what is in memory is read anew. */
  #commit(write: () => void, entry: JournalEntry | null): void {
    try {
      this.#ledger.commit(write, entry);
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  #where(isWanted: (payment: Payment) => boolean): readonly Payment[] {
    return [...this.#all().values()].filter(isWanted);
  }

  #all(): Map<PaymentId, Payment> {
    this.#known ??= new Map(
      translated(() => this.#ledger.payments.list()).map((payment) => [payment.paymentId, payment]),
    );
    return this.#known;
  }
}

export class SqliteApprovalStore implements ApprovalStore {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  list(paymentId: PaymentId): readonly Approval[] {
    const found = translated(() => this.#ledger.approvals.list({ where: { payment_id: paymentId } }));
    return [...found].sort((a, b) => (a.at > b.at ? 1 : -1));
  }
}
