import { addMs, DAY_MS, msBetween, type Instant } from '../../../../contract/values/dates.ts';
import { historyStep, journalEntry, THE_APP } from '../../audit/entry.ts';
import { stampIn } from '../company-time.ts';
import { subjectOf } from '../draft/save-draft.ts';
import { changesIn, executedAs, keyOfExecuted, operationOf, type DraftSighting } from '../draft-in-bank.ts';
import { statementNeedOf } from '../need.ts';
import { executionStep } from '../payment-facts.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { contentOf, isPaid, type Payment } from '../payment.ts';
import { readOperations, STATEMENT_DAYS, type TouchedByReadOperations } from './read-operations.ts';

type TouchedByCompareDraft = TouchedByReadOperations &
  Pick<PaymentVault, 'payments' | 'clock' | 'publish' | 'organizations' | 'companies' | 'times'>;

/**
 * How long an executed draft is looked for in the statement. Units: days. Own choice: as long as the bank amends a day
 * (`main/domain/statements/coverage.ts`).
 */
const LOOKED_FOR_DAYS = 5;

/** Tells whether nobody has yet compared what the bank executed with what was laid there, and whether it is in time. */
export function awaitsComparison(payment: Payment, now: Instant): boolean {
  const isOpen =
    payment.status === 'executed' && payment.fields.route === 'bank-draft' && payment.inBank === null;
  return isOpen && Math.abs(msBetween(heardAt(payment), now)) <= LOOKED_FOR_DAYS * DAY_MS + GRACE_MS;
}

/** One more day, so that the last look can say that nothing was found. Units: ms. */
const GRACE_MS = DAY_MS;

/** Tells whether the bank's statement can be read for a comparison by itself. */
export function canCompare({ caller }: Pick<PaymentVault, 'caller'>, { companyId }: Payment): boolean {
  return caller.canRead(statementNeedOf(companyId));
}

/**
 * Looks into the bank's statement for an executed draft and writes down whether it was changed in online banking. The
 * bank shows the content of a draft in no other way (tapi.md §5.8).
 * Errors: reading errors of the bank; the payment stays as it is then. Effects: one or more reading calls; no money
 * moves. Calling twice is safe.
 */
export async function compareDraft(vault: TouchedByCompareDraft, payment: Payment): Promise<Payment> {
  const content = contentOf(payment);
  const { companyId, sentAt } = payment;
  const now = stampIn(vault, companyId);
  const earliest = addMs(now, -STATEMENT_DAYS * DAY_MS);
  const laid = addMs(sentAt ?? payment.createdAt, -DAY_MS);
  const period = { from: laid > earliest ? laid : earliest, to: addMs(now, DAY_MS) };
  const account = { companyId, accountNumber: content.fromAccountNumber };
  const operations = await readOperations(vault, account, period);
  const others = new Set(
    vault.payments
      .list(companyId, null)
      .filter((other) => other.paymentId !== payment.paymentId && other.content !== null && isPaid(other))
      .map((other) => keyOfExecuted(executedAs(contentOf(other), other.inBank))),
  );
  const operation = operationOf(content, operations, others);
  const at = vault.clock.now();
  if (operation !== null) {
    const changes = [...changesIn(content, operation)];
    return note(vault, payment, { kind: changes.length > 0 ? 'changed' : 'same', at, changes });
  }
  const isOver = msBetween(heardAt(payment), at) >= LOOKED_FOR_DAYS * DAY_MS;
  return isOver ? note(vault, payment, { kind: 'not-found', at, changes: [] }) : payment;
}

/** When this computer heard that the draft was executed. */
function heardAt(payment: Payment): Instant {
  return executionStep(payment)?.at ?? payment.updatedAt;
}

function note(
  vault: Pick<PaymentVault, 'payments' | 'publish'>,
  payment: Payment,
  sighting: DraftSighting,
): Payment {
  const current = vault.payments.get(payment.paymentId);
  if (current?.revision !== payment.revision) return current ?? payment;
  const saved = sighting.kind === 'changed' ? noteChange(vault, payment, sighting) : null;
  if (saved === null) vault.payments.save({ ...payment, inBank: sighting }, null);
  vault.publish('payments.changed', { paymentId: payment.paymentId });
  return vault.payments.get(payment.paymentId) ?? payment;
}

/** A change is an event: the journal tells it, and the course of the payment. */
function noteChange(
  { payments }: Pick<PaymentVault, 'payments'>,
  payment: Payment,
  sighting: DraftSighting,
): Payment {
  const { at, changes } = sighting;
  const amount = changes.find(({ field }) => field === 'amount');
  const details = amount === undefined ? {} : { amountMinor: Number(amount.is) };
  const facts = { at, actor: THE_APP, companyId: payment.companyId, subject: subjectOf(payment), details };
  const entry = journalEntry('bank-draft-changed', facts);
  const steps = [...payment.steps, historyStep(entry)];
  return payments.save({ ...payment, inBank: sighting, updatedAt: at, steps }, entry);
}
