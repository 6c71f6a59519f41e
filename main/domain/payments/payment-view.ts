import { paymentOrder, queueOrder } from '../../../contract/values/list-order.ts';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import type {
  DraftFields,
  DraftInBank,
  PaymentAction,
  PaymentDetails,
  PaymentGroup,
  PaymentPreview,
  PaymentSummary,
} from '../../../contract/areas/payments.ts';
import type { CompanyId, PaymentId, PersonId } from '../../../contract/values/ids.ts';
import { isKeyUnsure } from '../../../contract/values/bank-details.ts';
import { isRoubleAccount } from '../../../contract/values/currencies.ts';
import { parseAmountText } from '../../../contract/values/money.ts';
import type { BankEntry } from '../../../contract/areas/banks.ts';
import type { Actor } from '../audit/entry.ts';
import { bankView, isListedAccount, keeperOf } from '../counterparties/bank-directory.ts';
import { isMaker, warningsOf } from './approving/approval.ts';
import { answersTo } from './approving/answers.ts';
import { approvalObstacle } from './approving/approve.ts';
import type { PaymentFollower } from './sending/follow.ts';
import { approvers, judge, type Judgement } from './approving/judge.ts';
import {
  judgeApprovals,
  type JudgedApprovals,
  type TouchedByJudgeApprovals,
} from './approving/judge-approvals.ts';
import { needOf } from './need.ts';
import type { PaymentContent } from './payment-content.ts';
import { amountOf } from './payment-facts.ts';
import { limitRows, limitsView } from './approving/limits-view.ts';
import { actionsOf, contentOf, isPaid, makersOf, type Payment } from './payment.ts';
import { approvalRisk } from './approving/approval-risk.ts';
import { approvalExceptions } from './approving/approval-exceptions.ts';
import { paymentLines } from './payment-lines.ts';
import { sendSealedTo } from './open-for-send.ts';
import { mayApproveAndPay, type TouchedByApproveAndPay } from './sending/approve-and-pay.ts';
import { awaitsComparison, canCompare } from './sending/compare-draft.ts';
import { questionSealedTo } from './sending/reconcile.ts';
import { reportedEvidence } from './reported-evidence.ts';
import type { PaymentVault } from './payment-vault.ts';
import { companyOf, sentElsewhere } from './load-payment.ts';
import { readDraft } from './approving/submit.ts';

type TouchedByPaymentView = TouchedByJudgeApprovals &
  Pick<PaymentVault, 'tokens' | 'authorizations' | 'fingerprints' | 'words' | 'bankDirectory' | 'clock'>;

type TouchedByApprovalRequest = TouchedByPaymentView & TouchedByApproveAndPay;

/** Words that show that the purpose names the value-added tax. Source: Tax Code art. 168 p. 4; tapi.md §8.1. */
const VAT_MENTIONED = /ндс/i;
/** Source: tapi.md §5.2. */
const FREE_ACCOUNT = 'NORM';

export function paymentSummary(payment: Payment): PaymentSummary {
  const { paymentId, companyId, revision, status, fields, preparedByName, updatedAt } = payment;
  const { route, payeeName, purpose, documentNumber } = fields;
  return {
    paymentId,
    companyId,
    revision,
    status,
    route,
    payeeName,
    purpose,
    documentNumber,
    updatedAt,
    amountMinor: amountOf(payment),
    preparedBy: preparedByName,
    mark: markOf(payment),
  };
}

function markOf({ inBank }: Payment): PaymentSummary['mark'] {
  return inBank?.kind === 'held' || inBank?.kind === 'changed' ? inBank.kind : null;
}

/** Says what is known of a draft in the bank, and where the bank does not let us see. */
function draftInBank(vault: Pick<PaymentVault, 'caller' | 'clock'>, payment: Payment): DraftInBank | null {
  const { status, fields, inBank } = payment;
  if (fields.route !== 'bank-draft' || (status !== 'handed-over' && status !== 'executed')) return null;
  if (inBank !== null) return { state: inBank.kind, at: inBank.at, changes: [...inBank.changes] };
  const isLooked = awaitsComparison(payment, vault.clock.now()) && canCompare(vault, payment);
  return { state: isLooked ? 'looking' : 'not-visible', at: null, changes: [] };
}

const GROUPS: Readonly<Record<PaymentGroup, readonly Payment['status'][] | null>> = {
  all: null,
  drafts: ['draft'],
  waiting: ['submitted', 'approved'],
  sending: ['submitting', 'unknown', 'in-progress', 'handed-over'],
  done: ['executed'],
  stopped: ['failed', 'refused', 'cancelled', 'expired'],
};

/** Returns the payments of a group, newest first. */
export function listPayments(
  vault: Pick<PaymentVault, 'payments'>,
  companyId: CompanyId,
  group: PaymentGroup,
): PaymentSummary[] {
  return [...vault.payments.list(companyId, GROUPS[group])].sort(paymentOrder).map(paymentSummary);
}

/** Returns one payment as this person may see and handle it. */
export function paymentDetails(
  vault: TouchedByPaymentView,
  follower: PaymentFollower,
  actor: Actor,
  payment: Payment,
): PaymentDetails {
  const { companyId, paymentId, fields, bankPaymentId, bankMessage, problem, steps } = payment;
  const judged = isWaiting(payment) ? judgeApprovals(vault, payment) : null;
  return {
    payment: paymentSummary(payment),
    fields,
    preview: previewPayment(vault, { companyId, paymentId, makers: makersOf(payment), fields }),
    approvals: approvalsOf(vault, payment, judged),
    signatures: payment.status === 'submitted' && judged !== null ? waitsFor(vault, payment, judged) : null,
    actions: allowedActions(vault, actor, payment, judged),
    bankPaymentId,
    bankMessage,
    inBank: draftInBank(vault, payment),
    problem,
    nextQuestionAt: follower.nextQuestionAt(payment),
    sealedTo: sealedToName(vault, payment),
    steps: [...steps],
  };
}

/** Answers are held against the rules only while they still matter. */
function approvalsOf(
  vault: Pick<PaymentVault, 'approvals' | 'organizations' | 'envelopes'>,
  payment: Payment,
  judged: JudgedApprovals | null,
): PaymentDetails['approvals'] {
  const answers =
    judged?.standing.answers ?? answersTo(vault, payment).map((answer) => ({ answer, flaw: null }));
  const isOver = !isWaiting(payment) && !isPaid(payment);
  return answers.map(({ answer: { personName, at, verdict, reason }, flaw }) => ({
    personName,
    at,
    verdict,
    reason,
    isVoid: verdict === 'approved' && (isOver || flaw !== null),
  }));
}

/** Tells whether answers can still move the payment. */
function isWaiting({ status }: Payment): boolean {
  return status === 'submitted' || status === 'approved';
}

function sealedToName(
  vault: Pick<PaymentVault, 'organizations' | 'people' | 'tokens' | 'caller' | 'authorizations'>,
  payment: Payment,
): string | null {
  const sealedTo =
    payment.status === 'approved' ? sendSealedTo(vault, payment) : questionSealedTo(vault, payment);
  return sealedTo === null ? null : (vault.people.get(sealedTo)?.name ?? '');
}

function allowedActions(
  vault: TouchedByJudgeApprovals,
  actor: Actor,
  payment: Payment,
  judged: JudgedApprovals | null,
): PaymentAction[] {
  if (actor.role === 'auditor') return [];
  const mayDecide = approvalObstacle(vault, actor, payment) === null;
  return actionsOf(payment).filter((action) => {
    if (action === 'approve' || action === 'reject') return mayDecide;
    if (action === 'pay' && isDead(judged)) return false;
    return mayDo(vault, payment, action);
  });
}

/**
 * The yes that the payment had does not count any more, or there is a no. What only the rules of the moment hold back
 * is told by the attempt.
 */
function isDead(judged: JudgedApprovals | null): boolean {
  const whyNot = judged?.standing.whyNot ?? null;
  return whyNot === 'approval-void' || whyNot === 'rejected' || whyNot === 'withdrawn';
}

/** What only the computer that sends a payment does. */
const OF_THE_SENDER: readonly PaymentAction[] = [
  'pay',
  'ask-bank',
  'draft-found',
  'draft-not-found',
  'draft-signed',
  'draft-deleted',
];

/** A request that has been signed is not changed any more but taken back, by its maker or by whoever sends it. */
function mayDo(
  vault: Pick<PaymentVault, 'organizations' | 'people'>,
  payment: Payment,
  action: PaymentAction,
): boolean {
  if (payment.request === null) return true;
  if (action === 'edit') return false;
  const isSentHere = sentElsewhere(vault, payment) === null;
  if (OF_THE_SENDER.includes(action)) return isSentHere;
  const isMadeHere = vault.people.get(payment.preparedBy) !== null;
  return action !== 'cancel' || isSentHere || isMadeHere;
}

export interface PreviewedDraft {
  readonly companyId: CompanyId;
  readonly paymentId: PaymentId | null;
  /** Who has made or changed it so far. */
  readonly makers: readonly PersonId[];
  readonly fields: DraftFields;
}

/**
 * Says, live, what will happen with the draft: wrong fields, what the rules want, what is known of the payee. Changes
 * nothing.
 */
export function previewPayment(vault: TouchedByPaymentView, draft: PreviewedDraft): PaymentPreview {
  const { companyId, paymentId, fields } = draft;
  const parsed = readDraft(vault, companyId, fields);
  const amountMinor = parseAmountText(fields.amountText);
  const content = parsed.ok ? parsed.content : null;
  const { makers } = draft;
  const isSentHere = vault.organizations.of(companyId) === null || vault.caller.canServe(needOf(draft));
  const judgement =
    content === null
      ? null
      : judge(vault, { companyId, paymentId, makers, content, isSentHere, inStatement: [] });
  const paid = { amountMinor: amountMinor ?? 0, route: fields.route, except: paymentId };
  const limits = limitsView(vault, companyId, paid);
  return {
    problems: parsed.ok ? [] : [...parsed.problems],
    doubts: [...parsed.doubts],
    hints: content === null ? [] : hintsFor(vault, companyId, content),
    decision: judgement?.decision ?? null,
    amountMinor,
    amountInWords: amountMinor === null ? null : vault.words.inWords(amountMinor),
    limits: judgement === null ? limits : { ...limits, rows: limitRows(judgement.limits) },
    lastPayment: lastPayment(judgement),
    duplicates: [...(judgement?.duplicates ?? [])],
    callBack: judgement?.callBack ?? null,
  };
}

function lastPayment(judgement: Judgement | null): PaymentPreview['lastPayment'] {
  const [last] = judgement?.paid ?? [];
  if (judgement === null || last === undefined) return null;
  const { payee, amountMinor } = contentOf(last);
  const at = last.sentAt ?? last.updatedAt;
  return { at, payeeAccount: payee.accountNumber, amountMinor, count: judgement.paid.length };
}

function hintsFor(
  vault: Pick<PaymentVault, 'organizations' | 'accounts' | 'caller' | 'bankDirectory'>,
  companyId: CompanyId,
  content: PaymentContent,
): PaymentPreview['hints'] {
  const hints: PaymentPreview['hints'] = [];
  const known = vault.accounts.list(companyId);
  const account = known.find((one) => one.account.accountNumber === content.fromAccountNumber)?.account;
  const isDirect = content.route === 'direct';
  const { accountNumber, bik } = content.payee;
  if (content.tax === undefined && !VAT_MENTIONED.test(content.purpose)) hints.push('purpose-without-vat');
  const bank = vault.bankDirectory.find(bik);
  const isListed = bank !== null && isListedAccount(bank, accountNumber);
  if (!isListed && isKeyUnsure(accountNumber, bik, keeperOf(bank))) hints.push('account-key-unsure');
  if (vault.bankDirectory.record() !== null) hints.push(...bankHints(bank, content.payee));
  if (
    isDirect &&
    account !== undefined &&
    isRoubleAccount(account) &&
    account.availableMinor < content.amountMinor
  )
    hints.push('no-money');
  if (account !== undefined && account.status !== FREE_ACCOUNT) hints.push('account-restrained');
  const need = needOf({ companyId, fields: { route: content.route } });
  if (vault.organizations.of(companyId) !== null) return hints; // another computer may send it
  if (!vault.caller.canServe({ ...need, withCertificate: false })) hints.push('no-token');
  else if (!vault.caller.canServe(need)) hints.push('no-certificate');
  return hints;
}

/** What the directory says of the payee's bank that a person should know before the money goes there. */
function bankHints(bank: BankEntry | null, payee: PaymentContent['payee']): PaymentPreview['hints'] {
  if (bank === null) return ['bik-not-listed'];
  const { corrAccount, leavesOn, restrictions } = bankView(bank);
  const isOther = payee.corrAccountNumber !== null && !isListedAccount(bank, payee.corrAccountNumber);
  const found: readonly (readonly [PaymentPreview['hints'][number], boolean])[] = [
    ['bank-restricted', restrictions.length > 0],
    ['bank-leaves', leavesOn !== null],
    ['corr-account-not-listed', isOther && corrAccount !== ''],
  ];
  return found.flatMap(([hint, is]) => (is ? [hint] : []));
}

/** Returns the payments that wait for an approval, oldest first, each as the approver has to read it. */
export function approvalQueue(
  vault: TouchedByApprovalRequest,
  follower: PaymentFollower,
  actor: Actor,
  companyId: CompanyId,
): ApprovalRequest[] {
  return [...vault.payments.list(companyId, ['submitted'])]
    .sort(queueOrder)
    .map((payment) => approvalRequest(vault, follower, actor, payment));
}

/** Returns one payment as the approver has to read it. */
export function approvalRequest(
  vault: TouchedByApprovalRequest,
  follower: PaymentFollower,
  actor: Actor,
  payment: Payment,
): ApprovalRequest {
  const content = contentOf(payment);
  const judgement = judgeApprovals(vault, payment);
  const { decision, paid } = judgement;
  const exceptions = approvalExceptions(payment, judgement);
  const [last] = paid;
  const known = vault.accounts.list(payment.companyId);
  const account = known.find((one) => one.account.accountNumber === content.fromAccountNumber)?.account;
  return {
    details: paymentDetails(vault, follower, actor, payment),
    lines: [...paymentLines(content, companyOf(vault, payment), vault.words)],
    exceptions: [...exceptions],
    risk: approvalRisk(payment, exceptions),
    paidBefore: paid.length,
    ...signaturesOf(judgement),
    preparedBy: payment.preparedByName,
    submittedAt: payment.submittedAt ?? payment.updatedAt,
    expiresAt: payment.expiresAt ?? payment.updatedAt,
    reasons: [...decision.reasons],
    warnings: [...warningsOf(decision.reasons)],
    previous: last === undefined ? null : previousOf(last),
    accountName: account?.name ?? '',
    availableMinor: account !== undefined && isRoubleAccount(account) ? account.availableMinor : null,
    words: [...vault.fingerprints.words(payment.contentHash ?? '', 6)],
    told: reportedEvidence(vault, payment),
    sentBy: sentElsewhere(vault, payment)?.name ?? null,
    obstacle: approvalObstacle(vault, actor, payment),
    canSendToo: mayApproveAndPay(vault, actor, payment),
  };
}

/** How many signatures a payment needs now, and whose count. */
export function signaturesOf({
  standing,
}: JudgedApprovals): Pick<ApprovalRequest, 'approvalsNeeded' | 'approvedBy'> {
  const { needed, counting } = standing;
  return { approvalsNeeded: Math.max(1, needed), approvedBy: counting.map(({ personName }) => personName) };
}

/** What a payment that waits for approvals has of them, and whose are missing. */
function waitsFor(
  vault: Pick<PaymentVault, 'organizations' | 'people' | 'companies'>,
  payment: Payment,
  judged: JudgedApprovals,
): NonNullable<PaymentDetails['signatures']> {
  const { approvalsNeeded, approvedBy } = signaturesOf(judged);
  const given = judged.standing.counting.map(({ personId }) => personId);
  const missingFrom = approvers(vault, payment.companyId)
    .filter(({ personId }) => !isMaker(payment, personId) && !given.includes(personId))
    .map(({ name }) => name)
    .sort();
  return { needed: approvalsNeeded, approvedBy, missingFrom };
}

function previousOf(payment: Payment): ApprovalRequest['previous'] {
  const { amountMinor, payee, purpose } = contentOf(payment);
  return { at: payment.sentAt ?? payment.updatedAt, amountMinor, account: payee.accountNumber, purpose };
}
