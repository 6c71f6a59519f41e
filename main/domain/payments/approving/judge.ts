import type { CallBackView } from '../../../../contract/areas/payees.ts';
import type { DuplicateView, RuleDecision } from '../../../../contract/areas/payments.ts';
import type { Instant } from '../../../../contract/values/dates.ts';
import type { CompanyId, PaymentId, PersonId } from '../../../../contract/values/ids.ts';
import { neverPaid, PayeeCards } from '../../counterparties/payee-card.ts';
import type { Fork } from '../../organizations/fork.ts';
import type { KnownOrganization } from '../../organizations/organizations.ts';
import { belongsTo, type Person } from '../../people/person.ts';
import { evaluate, type PaymentFacts } from '../../policy/evaluate.ts';
import { limitsOn, type LimitFact } from '../../policy/limits.ts';
import { strictPolicy, type Policy } from '../../policy/policy.ts';
import { strictestOf } from '../../policy/strictest.ts';
import { policyInForce, type PolicyInForce } from '../../policy/policy-in-force.ts';
import { spendingTime, timeOf, timeIn } from '../company-time.ts';
import { classMarks } from '../payment-class.ts';
import { contentKey, type PaymentContent } from '../payment-content.ts';
import { isApprovedAccount, limitsUsed, paidTo, payeeStanding, type LimitsUsed } from '../payment-facts.ts';
import { payeesSeen } from '../sightings.ts';
import { statementNeedOf } from '../need.ts';
import { contentOf, mayHaveBeenPaid, type Payment } from '../payment.ts';
import { orderedPayment, orderId } from '../ordered-payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { companyOf } from '../load-payment.ts';
import { type Approval, type ApprovalSetting, signedTextOf } from './approval.ts';
import { isCarried, isVouched } from './answers.ts';

export type TouchedByJudge = Pick<
  PaymentVault,
  | 'payments'
  | 'payees'
  | 'statements'
  | 'policies'
  | 'organizations'
  | 'people'
  | 'companies'
  | 'accounts'
  | 'caller'
  | 'personKeys'
  | 'digests'
  | 'times'
  | 'log'
>;

/** Whose payment is judged. The makers may not approve it; `paymentId` is left out of the sums. */
export interface JudgedPayment {
  readonly companyId: CompanyId;
  readonly paymentId: PaymentId | null;
  readonly makers: readonly PersonId[];
  readonly content: PaymentContent;
  /** Whether this computer sends it, and so looks into the statement before. */
  readonly isSentHere: boolean;
  /** Whether the last look read the statement; before it, whether it could. */
  readonly isStatementRead?: boolean | undefined;
  /** What the bank's statement showed at the last look; empty before it. */
  readonly inStatement: readonly DuplicateView[];
}

/** What the rules say, with all that they looked at. */
export interface Judgement {
  readonly policy: Policy;
  readonly decision: RuleDecision;
  readonly limits: readonly LimitFact[];
  readonly used: LimitsUsed;
  readonly duplicates: readonly DuplicateView[];
  readonly paid: readonly Payment[];
  /** The call that confirmed this account, when one is recorded here. */
  readonly callBack: CallBackView | null;
}

/**
 * Gathers the facts of a payment from the ledger and lets the rules decide. Reads only, and without a pause: what is
 * decided and written in one turn cannot be overtaken by another payment.
 */
export function judge(vault: TouchedByJudge, judged: JudgedPayment): Judgement {
  const { companyId, content } = judged;
  const { policy, state } = rulesInForce(vault, companyId);
  const all = vault.payments.list(companyId, null);
  const now = spendingTime(vault, companyId);
  const used = limitsUsed(all, now, { payee: content.payee, except: judged.paymentId });
  const paid = paidTo(all, content.payee).filter(
    (payment) => payment.paymentId !== judged.paymentId && isVouched(vault, payment),
  );
  const duplicates = [...ledgerDuplicates(vault, judged), ...judged.inStatement];
  const cards = new PayeeCards(vault.payees.list(companyId));
  const callBack = cards.callBackOf(content.payee);
  const isNeverPaid = neverPaid(cards, () => payeesSeen(vault, companyId));
  const facts: PaymentFacts = {
    amountMinor: content.amountMinor,
    accountNumber: content.fromAccountNumber,
    route: content.route,
    usedDayMinor: used.dayMinor,
    usedMonthMinor: used.monthMinor,
    usedPayeeDayMinor: used.payeeDayMinor,
    usedPayeeDayPayments: used.payeeDayPayments,
    usedWithDrafts: used.withDrafts,
    payee: payeeStanding(paid, content.payee),
    hasDuplicates: duplicates.length > 0,
    isNeverPaid: isNeverPaid(content.payee),
    isCalledBack: callBack !== null || !isMadeHere(vault, judged),
    isStatementUnread: judged.isSentHere && !(judged.isStatementRead ?? canReadStatement(vault, companyId)),
    classes: classMarks(content, {
      companyInn: vault.companies.get(companyId)?.inn ?? '',
      ownAccounts: vault.accounts.list(companyId).map(({ account }) => account),
      isAccountApproved: isApprovedAccount(paid, content.payee, 'any'),
      isWagesAccountApproved: isApprovedAccount(paid, content.payee, 'wages'),
    }),
    rulesState: state,
    approvers: approvers(vault, companyId).filter(({ personId }) => !judged.makers.includes(personId)).length,
  };
  const { rules } = policy;
  const decision = evaluate(rules, facts);
  return { policy, decision, limits: limitsOn(rules, facts), used, duplicates, paid, callBack };
}

/** Tells whether somebody of this computer made the payment: who asks from elsewhere recorded his calls there. */
function isMadeHere({ people }: Pick<PaymentVault, 'people'>, { makers }: JudgedPayment): boolean {
  return makers.length === 0 || makers.some((maker) => people.get(maker) !== null);
}

/** Returns the people who may approve in the company. */
export function approvers(
  vault: Pick<PaymentVault, 'organizations' | 'people' | 'companies'>,
  companyId: CompanyId,
): readonly Person[] {
  const members = vault.organizations.asPeople(companyId);
  if (members !== null) return members.filter(({ role }) => role === 'director');
  const environment = vault.companies.get(companyId)?.environment ?? '';
  return vault.people.list().filter((person) => person.role === 'director' && belongsTo(person, environment));
}

/**
 * Returns the company's rules; the strictest ones when nobody set any, when their signatures do not hold, or when they
 * have run out.
 */
export function trustedPolicy(vault: TouchedByJudge, companyId: CompanyId): Policy {
  return rulesInForce(vault, companyId).policy;
}

/** Returns the company's rules and why they are the strict ones, if they are. */
export function rulesInForce(vault: TouchedByJudge, companyId: CompanyId): PolicyInForce {
  const organization = vault.organizations.of(companyId);
  if (organization !== null) {
    const isBehind = vault.organizations.behind(companyId) !== null;
    return rulesOf(organization, timeIn(vault, companyId), isBehind);
  }
  const directors = approvers(vault, companyId);
  const inForce = policyInForce(vault, { companyId, directors, now: timeIn(vault, companyId) });
  if (inForce.state === 'not-signed') vault.log.warn('policy-signature-does-not-hold', { companyId });
  return inForce;
}

/** Makes the setting in which approvals of a payment are counted now. */
export function approvalSetting(
  vault: Pick<PaymentVault, 'organizations' | 'people' | 'companies' | 'personKeys' | 'digests' | 'times'>,
  payment: Payment,
  policy: Policy,
): Omit<ApprovalSetting, 'reasons'> {
  const { companyId } = payment;
  const isOrganization = vault.organizations.of(companyId) !== null;
  const isSigned = (approval: Approval, person: Person): boolean => {
    const { signature, envelope, ...unsigned } = approval;
    if (envelope !== null) return isCarried(vault, payment, approval);
    if (isOrganization || signature === null || person.publicKey === null) return false;
    const text = signedTextOf(vault.digests, unsigned, payment, contentOf(payment).amountMinor);
    return text !== null && vault.personKeys.verify(person.publicKey, text, signature);
  };
  return { payment, policy, people: approvers(vault, companyId), now: timeOf(vault, payment), isSigned };
}

/**
 * Digest of what is approved and sent: the content, whose it is, and for which company. In an organization it is the id
 * that the order has on every computer.
 */
export function contentHash(
  vault: Pick<PaymentVault, 'organizations' | 'companies' | 'digests'>,
  payment: Payment,
  frozen: FrozenContent,
): string {
  const company = companyOf(vault, payment);
  const { content, at } = frozen;
  const organization = vault.organizations.of(payment.companyId);
  if (organization !== null)
    return orderId(vault.digests, organization.record.organization, orderedPayment(content, at));
  const { inn, kpp } = company;
  return vault.digests.sha256(vault.digests.canonical({ paymentId: payment.paymentId, inn, kpp, content }));
}

/** What is frozen by a submission, and when. */
interface FrozenContent {
  readonly content: PaymentContent;
  readonly at: Instant;
}

/**
 * The rules of an organization; the strictest ones until its directors signed some. When those have run out, or newer
 * ones are known to be somewhere, every payment asks for an approval; their ceilings, accounts and tiers still hold, so
 * that waiting frees nobody from them.
 */
function rulesOf(known: KnownOrganization, now: Instant, isBehind: boolean): PolicyInForce {
  const { record, policy, fork } = known;
  const strict = strictPolicy(record.companyId);
  if (fork !== null) return rulesOfFork(known, fork);
  if (policy === null) return { policy: strict, state: 'none', lastSigned: null };
  const { version, rules, issuedAt, validUntil } = policy.document;
  const signed: Policy = { ...strict, version, rules, changedAt: issuedAt, validUntil };
  const state = now >= validUntil ? 'expired' : isBehind ? 'behind' : 'signed';
  return { policy: signed, state, lastSigned: signed };
}

function canReadStatement({ caller }: Pick<PaymentVault, 'caller'>, companyId: CompanyId): boolean {
  return caller.canRead(statementNeedOf(companyId));
}

/**
 * While several versions of the documents are signed and none holds, every payment asks for an approval, and nothing is
 * allowed that one of the versions forbids. The version number is that of the last rules beyond doubt, by which
 * approvals are given then.
 */
function rulesOfFork({ record, policy }: KnownOrganization, { branches }: Fork): PolicyInForce {
  const strict = strictPolicy(record.companyId);
  const ends = branches.flatMap((branch) => branch.ends);
  const rules = strictestOf(ends.map((end) => end.policy?.document.rules ?? strict.rules));
  const signed = policy?.document.rules ?? strict.rules;
  const version = policy?.document.version ?? strict.version;
  return {
    policy: { ...strict, version, rules },
    state: 'forked',
    lastSigned: { ...strict, version, rules: signed },
  };
}

function ledgerDuplicates(
  vault: Pick<PaymentVault, 'payments'>,
  { companyId, content, paymentId }: JudgedPayment,
): DuplicateView[] {
  const key = contentKey(content);
  return vault.payments
    .listAlike(companyId, key)
    .filter((other) => other.paymentId !== paymentId && (mayHaveBeenPaid(other) || isWaiting(other)))
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
