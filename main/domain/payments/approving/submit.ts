import type { DraftFields } from '../../../../contract/areas/payments.ts';
import { addMs, HOUR_MS, moscowDate } from '../../../../contract/values/dates.ts';
import { isRoubleAccount } from '../../../../contract/values/currencies.ts';
import { withoutSpaces } from '../../../../contract/values/visible-text.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { AppError } from '../../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../../audit/entry.ts';
import { askedNow, spendingTime, stampIn } from '../company-time.ts';
import { parseDraft, type ParsedDraft, type PaymentContent } from '../payment-content.ts';
import { needOf } from '../need.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { loadPayment, type PaymentSeen } from '../load-payment.ts';
import { assertStatus, makersOf, moveTo, type Payment } from '../payment.ts';
import { subjectOf } from '../draft/save-draft.ts';
import { approvalsWanted } from './approval-standing.ts';
import { contentHash, judge, type TouchedByJudge } from './judge.ts';

export type TouchedBySubmit = TouchedByJudge & Pick<PaymentVault, 'publish' | 'bankDirectory'>;

/**
 * Freezes the content of a draft and lets the rules decide: ready to be paid, or to be approved first.
 *
 * Errors: `not-a-member`, `payment-invalid` (details: the first field and its problem), `payment-refused-by-rules`
 * (details: the first reason), `stale-revision`, `payment-state`. No money moves.
 * Effects: the payment and a journal line.
 */
export function submitPayment(vault: TouchedBySubmit, actor: Actor, seen: PaymentSeen): Payment {
  const draft = loadPayment(vault, seen);
  assertStatus(draft, ['draft'], 'submitted');
  const content = readContent(vault, draft);
  const { companyId, paymentId } = draft;
  const isMember = assertMember(vault, actor, companyId);
  // What another computer sends is asked for by a signed request, which a director there answers.
  const isSentElsewhere = isMember && !vault.caller.canServe(needOf(draft));
  const { decision, policy } = judge(vault, {
    companyId,
    paymentId,
    makers: makersOf(draft),
    content,
    isSentHere: !isSentElsewhere,
    inStatement: [],
  });
  if (decision.kind === 'refuse') {
    throw new AppError('payment-refused-by-rules', { reason: decision.reasons[0]?.code ?? null });
  }
  const approvalsNeeded = approvalsWanted(decision, isSentElsewhere);
  const needsApproval = approvalsNeeded > 0;
  const at = stampIn(vault, companyId);
  const entry = journalEntry(needsApproval ? 'payment-submitted' : 'payment-ready', {
    at,
    actor,
    companyId,
    subject: subjectOf(draft),
    details: {
      amountMinor: content.amountMinor,
      reasons: decision.reasons.map(({ code }) => code).join(' '),
    },
  });
  const submitted: Payment = {
    ...moveTo(draft, needsApproval ? 'submitted' : 'approved'),
    content,
    contentHash: contentHash(vault, draft, { content, at }),
    updatedAt: at,
    submittedAt: at,
    ...askedNow(vault, companyId),
    expiresAt: addMs(at, policy.rules.requestHours * HOUR_MS),
    approvalsNeeded,
    reasons: [...decision.reasons],
    problem: null,
    steps: [...draft.steps, historyStep(entry)],
  };
  const saved = vault.payments.save(submitted, entry);
  vault.publish('payments.changed', { paymentId });
  return saved;
}

/**
 * Tells whether the company is an organization. Errors: `not-a-member` when it is one and this person cannot sign a
 * request in it.
 */
function assertMember(
  { organizations }: Pick<PaymentVault, 'organizations'>,
  actor: Actor,
  companyId: CompanyId,
): boolean {
  const people = organizations.asPeople(companyId);
  if (people === null) return false;
  if (!people.some(({ personId }) => personId === actor.personId))
    throw new AppError('not-a-member', { person: actor.name });
  return true;
}

/** Rouble accounts of the company that the bank has told of; empty before the first refresh. */
export function ownAccounts(
  { accounts }: Pick<PaymentVault, 'accounts'>,
  companyId: Payment['companyId'],
): readonly string[] {
  return accounts
    .list(companyId)
    .filter(({ account }) => isRoubleAccount(account))
    .map(({ account }) => account.accountNumber);
}

/** Reads a draft as typed, from an account of this company, by the rules of the day on which it would be paid. */
export function readDraft(
  vault: Pick<PaymentVault, 'accounts' | 'times' | 'companies' | 'bankDirectory'>,
  companyId: CompanyId,
  fields: DraftFields,
): ParsedDraft {
  const day = moscowDate(spendingTime(vault, companyId));
  const bank = vault.bankDirectory.find(withoutSpaces(fields.payeeBik));
  return parseDraft(fields, { ownAccounts: ownAccounts(vault, companyId), day, bank });
}

function readContent(
  vault: Pick<PaymentVault, 'accounts' | 'times' | 'companies' | 'bankDirectory'>,
  draft: Payment,
): PaymentContent {
  const parsed = readDraft(vault, draft.companyId, draft.fields);
  if (parsed.ok) return parsed.content;
  const [first] = parsed.problems;
  throw new AppError('payment-invalid', {
    field: first?.field ?? null,
    problem: first?.code ?? null,
    count: parsed.problems.length,
  });
}
