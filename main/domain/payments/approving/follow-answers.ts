import type { JournalKind } from '../../../../contract/areas/audit.ts';
import type { RuleReason } from '../../../../contract/areas/payments.ts';
import { historyStep, journalEntry, type Actor, type EntryFacts } from '../../audit/entry.ts';
import type { KnownMember } from '../../organizations/organizations.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { timeIn } from '../company-time.ts';
import { contentOf, moveTo, type Payment } from '../payment.ts';
import { subjectOf } from '../draft/save-draft.ts';
import type { Approval } from './approval.ts';
import { withdrawalOf } from './answers.ts';
import type { ApprovalStanding } from './approval-standing.ts';

type TouchedByFollowAnswers = Pick<
  PaymentVault,
  'payments' | 'organizations' | 'companies' | 'times' | 'publish'
>;

interface Following {
  readonly payment: Payment;
  readonly standing: ApprovalStanding;
  /** Who notices; the one who answered is named where an answer moves the payment. */
  readonly actor: Actor;
  /** What stays with a payment that goes back: the warnings that its approvers have to answer. */
  readonly kept: readonly RuleReason[];
}

/**
 * Moves a payment that waits (submitted or approved) to where its answers say it belongs: a no ends it, a withdrawal
 * too, enough approvals approve it, and when those that it had have died it is to be approved again.
 * Effects: the payment and a journal line, or nothing. No money moves.
 */
export function followAnswers(vault: TouchedByFollowAnswers, following: Following): void {
  const { payment, standing } = following;
  const { rejected, isWithdrawn, isEnough } = standing;
  if (rejected !== null) return refuse(vault, payment, rejected);
  if (isWithdrawn) return withdraw(vault, payment);
  if (isEnough && payment.status === 'submitted') return approve(vault, payment, standing);
  if (!isEnough && payment.status === 'approved' && goesBack(payment, standing)) back(vault, following);
}

/**
 * The state of a payment with a request follows its envelopes alone, so that it is the same on every computer. In a
 * company of one computer a ceiling that is reached today takes no approval away: nobody would be asked again tomorrow.
 */
function goesBack({ request }: Payment, { whyNot }: ApprovalStanding): boolean {
  return request !== null || whyNot !== 'refused-by-rules';
}

function refuse(vault: TouchedByFollowAnswers, payment: Payment, rejected: Approval): void {
  save(vault, payment, {
    kind: 'payment-rejected',
    actor: whoAnswered(vault, payment, rejected),
    details: { amountMinor: contentOf(payment).amountMinor, reason: rejected.reason },
    change: { status: moveTo(payment, 'refused').status },
  });
}

function withdraw(vault: TouchedByFollowAnswers, payment: Payment): void {
  const maker = withdrawalOf(vault, payment);
  if (maker === null) return;
  save(vault, payment, {
    kind: 'payment-cancelled',
    actor: actorOf(maker),
    details: {},
    change: { status: moveTo(payment, 'cancelled').status },
  });
}

function approve(vault: TouchedByFollowAnswers, payment: Payment, { counting }: ApprovalStanding): void {
  const last = counting.at(-1);
  if (last === undefined) return;
  save(vault, payment, {
    kind: 'payment-approved',
    actor: whoAnswered(vault, payment, last),
    details: {
      amountMinor: contentOf(payment).amountMinor,
      reason: last.reason,
      ...(last.answered.length > 0 ? { answered: last.answered.join(' ') } : {}),
    },
    change: { status: 'approved' },
  });
}

function back(
  vault: Pick<PaymentVault, 'payments' | 'companies' | 'times' | 'publish'>,
  { payment, standing, actor, kept }: Following,
): void {
  save(vault, payment, {
    kind: 'payment-approval-void',
    actor,
    details: { reasons: standing.decision.reasons.map(({ code }) => code).join(' ') },
    change: {
      status: moveTo(payment, 'submitted').status,
      approvalsNeeded: standing.needed,
      reasons: [...kept],
    },
  });
}

/** Answers are taken from directors alone. */
function whoAnswered(
  { organizations }: Pick<PaymentVault, 'organizations'>,
  { companyId }: Payment,
  { personId, personName }: Approval,
): Actor {
  const member = organizations.members(companyId).find((one) => one.personId === personId);
  return member === undefined ? { personId, name: personName, role: 'director' } : actorOf(member);
}

/** Returns a member as the one who acts in a journal line. */
export function actorOf({ personId, name, role }: KnownMember): Actor {
  return { personId, name, role };
}

export interface Move {
  readonly kind: JournalKind;
  readonly actor: Actor;
  readonly details: NonNullable<EntryFacts['details']>;
  readonly change: Partial<Payment>;
}

/** Saves a payment that somebody's word has moved, with its journal line. */
export function save(
  vault: Pick<PaymentVault, 'payments' | 'companies' | 'times' | 'publish'>,
  payment: Payment,
  { kind, actor, details, change }: Move,
): void {
  const { companyId, paymentId } = payment;
  const at = timeIn(vault, companyId);
  const entry = journalEntry(kind, { at, actor, companyId, subject: subjectOf(payment), details });
  const steps = [...payment.steps, historyStep(entry)];
  vault.payments.save({ ...payment, ...change, updatedAt: at, steps }, entry);
  vault.publish('payments.changed', { paymentId });
}
