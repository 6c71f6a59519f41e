import type { DuplicateView, RuleDecision } from '../../contract/areas/payments.ts';
import type { CompanyId, PaymentId, PersonId } from '../../contract/values/ids.ts';
import type { Approval, ApprovalSetting } from '../approvals/approval.ts';
import { approvalText } from '../approvals/approval.ts';
import { AppError } from '../app-error.ts';
import { belongsTo, type Person } from '../people/person.ts';
import { evaluate, type PaymentFacts } from '../policy/evaluate.ts';
import { policyText, strictPolicy, type Policy } from '../policy/policy.ts';
import { duplicateKey, type PaymentContent } from './payment-content.ts';
import { limitsUsed, paidTo, payeeStanding, type LimitsUsed } from './payment-facts.ts';
import { isPaid, type Payment } from './payment.ts';
import type { PaymentParts } from './payment-parts.ts';

/** Whose payment is judged. `preparedBy` may not approve it; `paymentId` is left out of the sums. */
export interface JudgedPayment {
  readonly companyId: CompanyId;
  readonly paymentId: PaymentId | null;
  readonly preparedBy: PersonId | null;
  readonly content: PaymentContent;
  /** What the bank's statement showed at the last look; empty before it. */
  readonly inStatement: readonly DuplicateView[];
}

/** What the rules say, with all that they looked at. */
export interface Judgement {
  readonly policy: Policy;
  readonly decision: RuleDecision;
  readonly used: LimitsUsed;
  readonly duplicates: readonly DuplicateView[];
  readonly paid: readonly Payment[];
}

/**
 * Gathers the facts of a payment from the ledger and lets the rules decide. Reads only, and without a pause: what is decided and written
 * in one turn cannot be overtaken by another payment.
 */
export function judge(parts: PaymentParts, judged: JudgedPayment): Judgement {
  const { companyId, content } = judged;
  const policy = trustedPolicy(parts, companyId);
  const all = parts.payments.list(companyId, null);
  const now = parts.clock.now();
  const used = limitsUsed(all, now, { payeeInn: content.payee.inn, except: judged.paymentId });
  const paid = paidTo(all, content.payee).filter(({ paymentId }) => paymentId !== judged.paymentId);
  const duplicates = [...ledgerDuplicates(parts, judged), ...judged.inStatement];
  const facts: PaymentFacts = {
    amountMinor: content.amountMinor,
    accountNumber: content.fromAccountNumber,
    route: content.route,
    usedDayMinor: used.dayMinor,
    usedMonthMinor: used.monthMinor,
    usedPayeeDayMinor: used.payeeDayMinor,
    payee: payeeStanding(paid, content.payee),
    hasDuplicates: duplicates.length > 0,
    approvers: approvers(parts, companyId).filter(({ personId }) => personId !== judged.preparedBy).length,
  };
  return { policy, decision: evaluate(policy.rules, facts), used, duplicates, paid };
}

/** Returns the people who may approve in the company. */
export function approvers(parts: PaymentParts, companyId: CompanyId): readonly Person[] {
  const environment = parts.companies.get(companyId)?.environment ?? '';
  return parts.people.list().filter((person) => person.role === 'director' && belongsTo(person, environment));
}

/** Returns the company's rules; the strictest ones when nobody set any, or when their signature does not hold. */
export function trustedPolicy(parts: PaymentParts, companyId: CompanyId): Policy {
  const { policies, personKeys, digests, log } = parts;
  const policy = policies.newest(companyId);
  if (policy === null) return strictPolicy(companyId);
  const signer = approvers(parts, companyId).find(({ personId }) => personId === policy.changedBy);
  const text = digests.canonical(policyText(policy));
  const { signature } = policy;
  if (signer?.publicKey && signature !== null && personKeys.verify(signer.publicKey, text, signature))
    return policy;
  log.warn('policy-signature-does-not-hold', { companyId, version: policy.version });
  return strictPolicy(companyId);
}

/** Makes the setting in which approvals of a payment are counted now. */
export function approvalSetting(parts: PaymentParts, payment: Payment, policy: Policy): ApprovalSetting {
  const isSigned = (approval: Approval, person: Person): boolean => {
    const { signature, ...unsigned } = approval;
    if (signature === null || person.publicKey === null) return false;
    const text = parts.digests.canonical(approvalText(unsigned, payment));
    return parts.personKeys.verify(person.publicKey, text, signature);
  };
  return { payment, policy, people: approvers(parts, payment.companyId), now: parts.clock.now(), isSigned };
}

/** Digest of what is approved and sent: the content, whose it is, and for which company. */
export function contentHash(parts: PaymentParts, payment: Payment, content: PaymentContent): string {
  const company = parts.companies.get(payment.companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  const { inn, kpp } = company;
  return parts.digests.sha256(parts.digests.canonical({ paymentId: payment.paymentId, inn, kpp, content }));
}

function ledgerDuplicates(
  parts: PaymentParts,
  { companyId, content, paymentId }: JudgedPayment,
): DuplicateView[] {
  const key = duplicateKey({ ...content, payeeAccount: content.payee.accountNumber });
  return parts.payments
    .listAlike(companyId, key)
    .filter((other) => other.paymentId !== paymentId && (isPaid(other) || isWaiting(other)))
    .map((other) => ({
      source: 'ledger' as const,
      paymentId: other.paymentId,
      at: other.sentAt ?? other.submittedAt,
      documentNumber: other.fields.documentNumber,
      amountMinor: content.amountMinor,
    }));
}

function isWaiting(payment: Payment): boolean {
  return payment.status === 'submitted' || payment.status === 'approved';
}
