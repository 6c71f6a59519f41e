import { addMs } from '../../contract/values/dates.ts';
import { AppError } from '../app-error.ts';
import { historyStep, journalEntry, type Actor } from '../audit/entry.ts';
import { contentHash, judge } from './judge.ts';
import { parseDraft, type PaymentContent } from './payment-content.ts';
import { loadPayment, type PaymentParts, type PaymentSeen } from './payment-parts.ts';
import { assertStatus, moveTo, type Payment } from './payment.ts';
import { subjectOf } from './save-draft.ts';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Freezes the content of a draft and lets the rules decide: ready to be paid, or to be approved first.
 *
 * Errors: `payment-invalid` (details: the first field and its problem), `payment-refused-by-rules` (details: the first reason),
 * `stale-revision`, `payment-state`. No money moves.
 * Effects: the payment and a journal line.
 */
export function submitPayment(parts: PaymentParts, actor: Actor, seen: PaymentSeen): Payment {
  const draft = loadPayment(parts, seen);
  assertStatus(draft, ['draft'], 'submitted');
  const content = readContent(parts, draft);
  const { companyId, paymentId, preparedBy } = draft;
  const { decision, policy } = judge(parts, { companyId, paymentId, preparedBy, content, inStatement: [] });
  if (decision.kind === 'refuse') {
    throw new AppError('payment-refused-by-rules', { reason: decision.reasons[0]?.code ?? null });
  }
  const needsApproval = decision.kind === 'needs-approval';
  const at = parts.clock.now();
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
    contentHash: contentHash(parts, draft, { content, at }),
    updatedAt: at,
    submittedAt: at,
    expiresAt: addMs(at, policy.rules.requestHours * HOUR_MS),
    approvalsNeeded: decision.approvalsNeeded,
    reasons: [...decision.reasons],
    problem: null,
    steps: [...draft.steps, historyStep(entry)],
  };
  const saved = parts.payments.save(submitted, entry);
  parts.publish('payments.changed', { paymentId });
  return saved;
}

/** Accounts of the company that the bank has told of; empty before the first refresh. */
export function ownAccounts({ accounts }: PaymentParts, companyId: Payment['companyId']): readonly string[] {
  return accounts.list(companyId).map(({ account }) => account.accountNumber);
}

function readContent(parts: PaymentParts, draft: Payment): PaymentContent {
  const parsed = parseDraft(draft.fields, ownAccounts(parts, draft.companyId));
  if (parsed.ok) return parsed.content;
  const [first] = parsed.problems;
  throw new AppError('payment-invalid', {
    field: first?.field ?? null,
    problem: first?.code ?? null,
    count: parsed.problems.length,
  });
}
