import type {
  ApprovalHandlers,
  ApprovalOutcome,
  ApprovalWindowView,
} from '../../../contract/areas/approval-window.ts';
import type {
  AnsweredPayments,
  ApprovalRequest,
  ApprovalWarning,
} from '../../../contract/areas/approvals.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Log } from '../../ports/ports.ts';
import { approveList } from '../../domain/payments/approving/approve-list.ts';
import { approvePayment, rejectPayment, type ReadPayment } from '../../domain/payments/approving/approve.ts';
import { approveAndPay } from '../../domain/payments/sending/approve-and-pay.ts';
import { judgeApprovals } from '../../domain/payments/approving/judge-approvals.ts';
import { loadPayment, type PaymentSeen } from '../../domain/payments/load-payment.ts';
import { approvalRequest, signaturesOf } from '../../domain/payments/payment-view.ts';
import type { Payment } from '../../domain/payments/payment.ts';
import { companyView } from '../../domain/session/session-view.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { toErrorInfo } from './to-error-info.ts';

/** The window in which payments are read and answered. */
export interface ApprovalWindowPort {
  /** Opens it and resolves when it has closed. Errors: `cancelled-by-person` while it is open already. */
  open(): Promise<void>;
  close(): void;
}

export interface ApprovalSessionParts {
  readonly workplace: Workplace;
  readonly window: ApprovalWindowPort;
  readonly log: Log;
}

interface Shown extends PaymentSeen {
  readonly warnings: readonly ApprovalWarning[];
}

interface Open {
  readonly companyId: CompanyId;
  /** What the session shows, as it was when the window asked for it last, with the warnings that were on it. */
  seen: readonly Shown[];
  readonly answered: AnsweredPayments['answered'];
}

/**
 * A session of approvals: main says which payments the window shows, and takes an answer about these
 * alone, and only as they were shown. Nothing of it comes from the main window but the names of the payments.
 */
export class ApprovalSession {
  readonly handlers: ApprovalHandlers;
  readonly #parts: ApprovalSessionParts;
  #open: Open | null = null;

  constructor(parts: ApprovalSessionParts) {
    this.#parts = parts;
    this.handlers = {
      'approval.view': async () => this.#view(),
      'approval.approve': ({ payments }) =>
        this.#approve(payments.map(({ reason, ...seen }) => ({ seen, reason }))),
      'approval.approveAndSend': ({ payment, reason }) => this.#approveAndSend(payment, reason),
      'approval.reject': ({ payment, reason }) => this.#reject(payment, reason),
      'approval.noteActivity': async () => {
        this.#parts.workplace.noteActivity();
        return {};
      },
      'approval.close': async () => {
        // The page gets its answer before it ends.
        setImmediate(() => this.#parts.window.close());
        return {};
      },
    };
  }

  /**
   * Shows payments in the window of their own, and says what was answered there by the time it closed.
   * Errors: `not-found`, `stale-revision`, `payment-state`, `cancelled-by-person`.
   */
  async open(companyId: CompanyId, seen: readonly PaymentSeen[]): Promise<AnsweredPayments> {
    if (this.#open !== null) throw new AppError('cancelled-by-person', { reason: 'busy' });
    if (new Set(seen.map(({ paymentId }) => paymentId)).size < seen.length)
      throw new AppError('bad-request', { call: 'approvals.open' });
    const requests = this.#requests(companyId, seen);
    const open: Open = { companyId, seen: shownOf(requests), answered: [] };
    this.#open = open;
    try {
      await this.#parts.window.open();
    } finally {
      this.#open = null;
    }
    return { answered: open.answered };
  }

  #view(): ApprovalWindowView {
    const { workplace } = this.#parts;
    const open = this.#current();
    const { language, theme } = workplace.snapshot();
    const { name, environment } = companyView(workplace.vault, workplace.company(open.companyId));
    const still = open.seen.filter(({ paymentId }) => this.#isWaiting(paymentId));
    // Whatever changed since is read anew, and it is this revision that an answer is about.
    const now = still.map(({ paymentId }) => ({
      paymentId,
      revision: this.#stored(paymentId)?.revision ?? 0,
    }));
    const requests = this.#requests(open.companyId, now);
    open.seen = shownOf(requests);
    return { language, theme, company: name, environment, person: workplace.person.name, requests };
  }

  async #approve(reads: readonly ReadPayment[]): Promise<ApprovalOutcome> {
    const { workplace } = this.#parts;
    const { companyId } = this.#assertShown(reads.map(({ seen }) => seen));
    const { vault } = workplace;
    const actor = workplace.actorIn(companyId);
    for (const { seen } of reads) this.#assertNoNewWarning(companyId, seen);
    const [only] = reads;
    if (only !== undefined && reads.length === 1)
      return this.#outcome('approved', [await approvePayment(vault, actor, only)]);
    const { approved, words } = await approveList(vault, actor, reads);
    return { ...this.#outcome('approved', approved), listWords: [...words] };
  }

  async #approveAndSend(seen: PaymentSeen, reason: string): Promise<ApprovalOutcome> {
    const { workplace, log } = this.#parts;
    const { companyId } = this.#assertShown([seen]);
    const actor = workplace.actorIn(companyId);
    this.#assertNoNewWarning(companyId, seen);
    const { payment, error } = await approveAndPay(workplace.vault, actor, { seen, reason });
    const { status, bankMessage, problem } = payment;
    const notSent = status === 'approved' ? problem : null;
    const why = error === null ? notSent : toErrorInfo(error, log, 'approval.approveAndSend');
    return { ...this.#outcome('approved', [payment]), sending: { status, bankMessage, error: why } };
  }

  async #reject(payment: PaymentSeen, reason: string): Promise<ApprovalOutcome> {
    const { workplace } = this.#parts;
    const { companyId } = this.#assertShown([payment]);
    const actor = workplace.actorIn(companyId);
    const rejected = await rejectPayment(workplace.vault, actor, { seen: payment, reason });
    return this.#outcome('rejected', [rejected]);
  }

  #outcome(verdict: ApprovalOutcome['verdict'], payments: readonly Payment[]): ApprovalOutcome {
    const { workplace } = this.#parts;
    this.#open?.answered.push(...payments.map(({ paymentId }) => ({ paymentId, verdict })));
    workplace.changed();
    const { vault } = workplace;
    const decided = payments.map((payment) => {
      const { paymentId, status } = payment;
      if (status !== 'submitted') return { paymentId, status, missing: 0 };
      const { approvalsNeeded, approvedBy } = signaturesOf(judgeApprovals(vault, payment));
      return { paymentId, status, missing: Math.max(1, approvalsNeeded - approvedBy.length) };
    });
    return { verdict, decided, listWords: null, sending: null };
  }

  /**
   * Errors: `bad-request` for a payment that the window does not show; `stale-revision` for one that it shows
   * otherwise.
   */
  #assertShown(payments: readonly PaymentSeen[]): Open {
    const open = this.#current();
    for (const { paymentId, revision } of payments) {
      const shown = open.seen.find((one) => one.paymentId === paymentId);
      if (shown === undefined) throw new AppError('bad-request', { call: 'approval' });
      if (shown.revision !== revision) throw new AppError('stale-revision', { now: shown.revision });
    }
    return open;
  }

  /**
   * An answer is to the warnings that were on the screen: what came up since has to be read first. Errors:
   * `stale-revision`.
   */
  #assertNoNewWarning(companyId: CompanyId, seen: PaymentSeen): void {
    const shown = this.#current().seen.find(({ paymentId }) => paymentId === seen.paymentId)?.warnings ?? [];
    const now = this.#requests(companyId, [seen]).flatMap(({ warnings }) => warnings);
    if (now.some((warning) => !shown.includes(warning)))
      throw new AppError('stale-revision', { now: seen.revision });
  }

  #current(): Open {
    if (this.#open === null) throw new AppError('bad-request', { call: 'approval' });
    return this.#open;
  }

  #requests(companyId: CompanyId, seen: readonly PaymentSeen[]) {
    const { workplace } = this.#parts;
    const { vault } = workplace;
    const reader = workplace.readerIn(companyId);
    return seen.map((one) => {
      const payment = loadPayment(vault, one);
      if (payment.companyId !== companyId) throw new AppError('not-found', { what: 'payment' });
      if (payment.status !== 'submitted')
        throw new AppError('payment-state', { from: payment.status, to: 'approved' });
      return approvalRequest(vault, vault.follower, reader, payment);
    });
  }

  #isWaiting(paymentId: PaymentId): boolean {
    return this.#stored(paymentId)?.status === 'submitted';
  }

  #stored(paymentId: PaymentId): Payment | null {
    return this.#parts.workplace.vault.payments.get(paymentId);
  }
}

function shownOf(requests: readonly ApprovalRequest[]): readonly Shown[] {
  return requests.map(({ details: { payment }, warnings }) => ({
    paymentId: payment.paymentId,
    revision: payment.revision,
    warnings,
  }));
}
