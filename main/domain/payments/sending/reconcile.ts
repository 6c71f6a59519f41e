import type { JournalKind } from '../../../../contract/areas/audit.ts';
import type { BankDraftFinding } from '../../../../contract/areas/payments.ts';
import type { PaymentId, PersonId } from '../../../../contract/values/ids.ts';
import { addMs, DAY_MS, msBetween, type Instant } from '../../../../contract/values/dates.ts';
import { allOrNone } from '../all-or-none.ts';
import { AppError } from '../../../ports/app-error.ts';
import {
  SEND_DEADLINE_MS,
  type BankDocumentState,
  type BankPaymentState,
} from '../../../ports/bank-ports.ts';
import { historyStep, journalEntry, THE_APP, type Actor } from '../../audit/entry.ts';
import { isCallable, type Token } from '../../tokens/token.ts';
import { judgeApprovals, type TouchedByJudgeApprovals } from '../approving/judge-approvals.ts';
import { timeOf } from '../company-time.ts';
import { saysHeld } from '../draft-in-bank.ts';
import { needOf } from '../need.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { loadPayment, type PaymentSeen } from '../load-payment.ts';
import type { Intention } from '../payments-ports.ts';
import { askToUnseal, type TouchedByOpenForSend } from '../open-for-send.ts';
import { moveTo, NOT_SENT_YET, type Payment } from '../payment.ts';
import { subjectOf } from '../draft/save-draft.ts';
import { awaitsComparison, compareDraft } from './compare-draft.ts';
import { answered } from './read-operations.ts';
import { sendIntention, type TouchedBySendIntention } from './send-intention.ts';

export type TouchedByReconcile = TouchedByJudgeApprovals &
  TouchedByOpenForSend &
  TouchedBySendIntention &
  Pick<PaymentVault, 'tokens' | 'sending' | 'isLeft'>;

/**
 * How long after a sending «I do not know this id» is not yet believed: the first request may still be on its way. One
 * deadline passes until we give up waiting for the answer, another one for what is still on the wire. Source: own
 * choice; the bank publishes none (tapi.md §11.5).
 */
const SETTLE_MS = 2 * SEND_DEADLINE_MS;

/**
 * How long after its first sending a payment is asked about before it is given up. Source: own choice: a weekend and a
 * day, so that what lay somewhere over a weekend is still found.
 */
const GIVE_UP_MS = 3 * DAY_MS;

/**
 * Asks the bank how a payment stands, and is the only one who may decide on a second sending: known → follow it; not
 * known after the settling time → the same bytes with the same id once more, while its approvals still count; anything
 * else → ask again later. Of one id the bank makes one payment, so that the same request may be repeated. An executed
 * draft is held against the statement.
 *
 * Errors: reading errors of the bank, `token-none-fits`, `token-sealed` (only a director's passphrase can ask, see
 * `askBank`), `keychain-*`; the payment stays as it is then.
 * Effects: one question; perhaps the same payment sent again. Calling twice is safe.
 */
export async function reconcile(vault: TouchedByReconcile, paymentId: PaymentId): Promise<Payment> {
  const payment = vault.payments.get(paymentId);
  if (payment === null) throw new AppError('not-found', { what: 'payment' });
  if (vault.sending.has(paymentId)) return payment;
  vault.sending.add(paymentId);
  try {
    if (payment.status === 'handed-over') return await askAboutDraft(vault, payment);
    if (awaitsComparison(payment, vault.clock.now())) return await compareDraft(vault, payment);
    if (payment.status !== 'unknown' && payment.status !== 'in-progress') return payment;
    if (payment.bankPaymentId === null) return payment;
    return await askAboutPayment(vault, payment, payment.bankPaymentId);
  } finally {
    vault.sending.delete(paymentId);
  }
}

/**
 * Marks payments that a crash cut off between the intention and the outcome: from then on they are unknown and are
 * asked about.
 * Effects: each such payment and its journal line, all in one transaction.
 */
export function recoverCutOff(vault: Pick<PaymentVault, 'payments' | 'clock' | 'publish' | 'sending'>): void {
  const cutOff = vault.payments
    .listByStatus(['submitting'])
    .filter(({ paymentId }) => !vault.sending.has(paymentId));
  if (cutOff.length === 0) return;
  allOrNone(vault, (writing) => {
    for (const payment of cutOff) settle(writing, payment, { status: 'unknown', kind: 'payment-recovered' });
  });
}

/**
 * Where a person's finding takes a draft for signature, and from where; a draft whose id we know is asked about
 * instead.
 */
const FINDINGS: Readonly<
  Record<BankDraftFinding, { readonly from: Payment['status']; readonly to: Payment['status'] }>
> = {
  found: { from: 'unknown', to: 'handed-over' },
  'not-found': { from: 'unknown', to: 'expired' },
  signed: { from: 'handed-over', to: 'executed' },
  deleted: { from: 'handed-over', to: 'cancelled' },
};

/**
 * Writes down what a person found in online banking about a draft whose answer was lost: it is there, or it is not
 * and may be laid again; later, that it was signed or deleted there. His word makes no payee a known one.
 * Errors: `payment-state`, `stale-revision`. No money moves.
 */
export function settleBankDraft(
  vault: Pick<PaymentVault, 'payments' | 'clock' | 'publish'>,
  actor: Actor,
  seen: PaymentSeen,
  finding: BankDraftFinding,
): Payment {
  const payment = loadPayment(vault, seen);
  const { from, to } = FINDINGS[finding];
  const isSilent = payment.fields.route === 'bank-draft' && payment.documentId === null;
  if (payment.status !== from || !isSilent) throw new AppError('payment-state', { from: payment.status, to });
  return settle(vault, payment, { status: to, kind: 'bank-draft-settled', actor });
}

/**
 * Asks the bank as a person wishes: where the token that made the payment is sealed, the director's passphrase opens it
 * for this one question, and for the same bytes once more when the bank does not know them. Errors: those of
 * `reconcile` and of the prompt. Effects: as `reconcile`.
 */
export async function askBank(vault: TouchedByReconcile, paymentId: PaymentId): Promise<Payment> {
  const payment = vault.payments.get(paymentId);
  const sealedTo = payment === null ? null : questionSealedTo(vault, payment);
  if (payment === null || sealedTo === null) return reconcile(vault, paymentId);
  const asking = {
    payment,
    token: tokenOf(vault, payment),
    sealedTo,
    kind: 'passphrase-to-ask-bank' as const,
  };
  return askToUnseal(vault, asking, (caller) => reconcile({ ...vault, caller }, paymentId));
}

/**
 * Returns the director without whose passphrase the bank cannot be asked about a payment; `null` when it asks by
 * itself.
 */
export function questionSealedTo(
  vault: Pick<PaymentVault, 'tokens' | 'caller'>,
  payment: Payment,
): PersonId | null {
  const isAsked = payment.status === 'unknown' || payment.status === 'in-progress';
  if (!isAsked || payment.bankPaymentId === null) return null;
  const sent = payment.tokenId === null ? null : vault.tokens.get(payment.tokenId);
  const need = needOf(payment);
  if (sent === null || !isCallable(sent)) return null;
  return vault.caller.sealedTo(sent, need.withCertificate);
}

async function askAboutPayment(
  vault: TouchedByReconcile,
  payment: Payment,
  bankPaymentId: string,
): Promise<Payment> {
  const need = needOf(payment);
  const token = tokenOf(vault, payment);
  const state = answered(
    await vault.caller.read(
      need,
      (credentials) => vault.bank.paymentState(credentials, bankPaymentId),
      token,
    ),
  );
  return state.kind === 'known' ? follow(vault, payment, state) : await notKnown(vault, payment);
}

/** The bank shows a payment only to the client that made it (tapi.md §5.5), so the same token asks while it can. */
function tokenOf(vault: Pick<PaymentVault, 'tokens' | 'caller'>, payment: Payment): Token {
  const sent = payment.tokenId === null ? null : vault.tokens.get(payment.tokenId);
  return sent !== null && isCallable(sent) ? sent : vault.caller.choose(needOf(payment));
}

function follow(
  vault: Pick<PaymentVault, 'payments' | 'clock' | 'publish'>,
  payment: Payment,
  state: BankPaymentState & { kind: 'known' },
): Payment {
  const bankMessage = state.errorMessage;
  switch (state.status) {
    case 'IN_PROGRESS':
      return payment.status === 'in-progress'
        ? payment
        : settle(vault, payment, { status: 'in-progress', kind: 'payment-found' });
    case 'EXECUTED':
      return settle(vault, payment, { status: 'executed', kind: 'payment-executed' });
    case 'FAILED':
      return settle(vault, payment, { status: 'failed', kind: 'payment-failed', bankMessage });
    case 'CANCELLED':
      return settle(vault, payment, { status: 'cancelled', kind: 'payment-cancelled-by-bank', bankMessage });
  }
}

/**
 * The bank does not know the id. Only an unknown outcome may lead to a second sending; an accepted payment is never
 * sent again.
 */
async function notKnown(vault: TouchedByReconcile, payment: Payment): Promise<Payment> {
  const { clock, payments, caller } = vault;
  const intention = payments.intention(payment.paymentId);
  const now = clock.now();
  if (payment.status === 'unknown' && intention === null) return neverSent(vault, payment, now);
  if (payment.status !== 'unknown' || intention === null) return payment;
  // A sending that lies further ahead than that was written by a clock that was put back since: nobody knows how long
  // ago it was, and nobody should wait until the clock has come there again.
  if (Math.abs(msBetween(intention.at, now)) < SETTLE_MS) return payment;
  if (isGivenUp(payment, timeOf(vault, payment)))
    return settle(vault, payment, { status: 'expired', kind: 'payment-expired' });
  if (!mayBeRepeated(vault, payment, intention)) return payment;
  const opened = await caller.open(tokenOf(vault, payment), true);
  try {
    return await sendAgain(vault, payment, opened);
  } finally {
    opened.close();
  }
}

/**
 * A payment was open in a backup, and the bank does not know it: it was not sent after the backup either. Its approvals
 * are void: it is a draft again, or, where a signed request asked for them, that request is over.
 */
function neverSent(vault: TouchedByReconcile, payment: Payment, now: Instant): Payment {
  const { restoredAt, request } = payment;
  if (restoredAt === null || Math.abs(msBetween(restoredAt, now)) < SETTLE_MS) return payment;
  const settlement = { kind: 'payment-not-sent' } as const;
  if (request !== null)
    return settle(vault, { ...payment, ...NOT_SENT_YET }, { ...settlement, status: 'expired' });
  const unasked = { content: null, contentHash: null, submittedAt: null, expiresAt: null };
  const draft = { ...payment, ...NOT_SENT_YET, ...unasked, approvalsNeeded: 0, reasons: [] };
  return settle(vault, draft, { ...settlement, status: 'draft' });
}

/** The request has died, and what the bank got of it would have been seen by now. */
function isGivenUp(payment: Payment, now: Instant): boolean {
  const { sentAt } = payment;
  const end = endOf(payment);
  const isDead = end !== null && now >= end;
  return isDead && (sentAt === null || msBetween(sentAt, now) >= GIVE_UP_MS);
}

/**
 * When the request has died at the latest. It lives no longer from its sending, which is told by the bank's time, than
 * it was to live at all: one that was made while the clock stood ahead does not hold its payment open until then.
 */
function endOf({ submittedAt, expiresAt, sentAt }: Payment): Instant | null {
  if (submittedAt === null || expiresAt === null || sentAt === null) return expiresAt;
  const end = addMs(sentAt, msBetween(submittedAt, expiresAt));
  return end < expiresAt ? end : expiresAt;
}

/**
 * The same bytes go out once more only with a live yes. Where the bank has refused the second sending, a third would be
 * refused too: what became of the first is for the bank to say, and the payment stays followed.
 */
function mayBeRepeated(
  vault: TouchedByJudgeApprovals & Pick<PaymentVault, 'isLeft'>,
  payment: Payment,
  { state }: Intention,
): boolean {
  const { expiresAt, restoredAt } = payment;
  // What a backup says of its approvals may be out of date.
  if (state === 'refused' || restoredAt !== null || vault.isLeft()) return false;
  if (expiresAt !== null && timeOf(vault, payment) >= expiresAt) return false;
  return judgeApprovals(vault, payment).standing.isEnough;
}

async function sendAgain(
  vault: TouchedByReconcile,
  payment: Payment,
  opened: Parameters<typeof sendIntention>[2],
): Promise<Payment> {
  const { payments, clock } = vault;
  const current = payments.get(payment.paymentId);
  const intention = payments.intention(payment.paymentId);
  if (current?.revision !== payment.revision || intention === null) return payment;
  if (!mayBeRepeated(vault, current, intention)) return payment;
  const at = clock.now();
  const attempt = intention.attempt + 1;
  const facts = {
    at,
    actor: THE_APP,
    companyId: payment.companyId,
    subject: subjectOf(payment),
    details: { attempt },
  };
  const entry = journalEntry('payment-resent', facts);
  const submitting: Payment = {
    ...moveTo(payment, 'submitting'),
    updatedAt: at,
    steps: [...payment.steps, historyStep(entry)],
  };
  const sending = payments.saveWithIntention(submitting, { ...intention, at, attempt, state: 'open' }, entry);
  return await sendIntention(vault, sending, opened);
}

async function askAboutDraft(
  vault: Pick<PaymentVault, 'payments' | 'caller' | 'bank' | 'clock' | 'publish'>,
  payment: Payment,
): Promise<Payment> {
  const { documentId, companyId } = payment;
  if (documentId === null) return payment;
  const need = { companyId, access: 'document-status', withCertificate: false } as const;
  const states = answered(
    await vault.caller.read(need, (credentials) => vault.bank.documentStates(credentials, [documentId])),
  );
  const state = states.find((known) => known.documentId === documentId);
  return state === undefined ? payment : followDraft(vault, payment, state);
}

/**
 * No list of the bank's words is published: only the one that was seen ends the payment, others are shown as they are.
 * Source: tapi.md §5.8.
 */
function followDraft(
  vault: Pick<PaymentVault, 'payments' | 'clock' | 'publish'>,
  payment: Payment,
  state: BankDocumentState,
): Payment {
  const bankMessage = state.status ?? state.errorMessage;
  if (state.status === 'EXECUTED') {
    return settle(vault, payment, { status: 'executed', kind: 'payment-executed', bankMessage });
  }
  if (bankMessage === payment.bankMessage) return payment;
  const at = vault.clock.now();
  const isHeld = saysHeld(state.status);
  const told: Payment = {
    ...payment,
    bankMessage,
    inBank: isHeld ? { kind: 'held', at, changes: [] } : null,
    updatedAt: at,
  };
  const saved = isHeld ? saveHeld(vault, told, at) : vault.payments.save(told, null);
  vault.publish('payments.changed', { paymentId: payment.paymentId });
  return saved;
}

/** The bank holds the draft: the journal tells it, and the course of the payment. */
function saveHeld({ payments }: Pick<PaymentVault, 'payments'>, payment: Payment, at: Instant): Payment {
  const { companyId, bankMessage } = payment;
  const facts = { at, actor: THE_APP, companyId, subject: subjectOf(payment) };
  const entry = journalEntry('bank-draft-held', { ...facts, details: { message: bankMessage } });
  return payments.save({ ...payment, steps: [...payment.steps, historyStep(entry)] }, entry);
}

interface Settlement {
  readonly status: Payment['status'];
  readonly kind: JournalKind;
  readonly bankMessage?: string | null;
  readonly actor?: Actor;
}

function settle(
  vault: Pick<PaymentVault, 'payments' | 'clock' | 'publish'>,
  payment: Payment,
  settlement: Settlement,
): Payment {
  const { status, kind, bankMessage = payment.bankMessage, actor = THE_APP } = settlement;
  const at = vault.clock.now();
  const details = { message: bankMessage };
  const facts = { at, actor, companyId: payment.companyId, subject: subjectOf(payment), details };
  const entry = journalEntry(kind, facts);
  const settled: Payment = {
    ...moveTo(payment, status),
    updatedAt: at,
    bankMessage,
    inBank: null,
    problem: null,
    // The bank has said what became of it, or a person has.
    restoredAt: null,
    steps: [...payment.steps, historyStep(entry)],
  };
  const intention = vault.payments.intention(payment.paymentId);
  const saved =
    intention === null || status === 'unknown'
      ? vault.payments.save(settled, entry)
      : vault.payments.saveWithIntention(settled, { ...intention, state: 'settled' }, entry);
  vault.publish('payments.changed', { paymentId: payment.paymentId });
  return saved;
}
