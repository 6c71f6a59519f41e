import type { DraftFields } from '../../../../contract/areas/payments.ts';
import { PaymentId, type CompanyId } from '../../../../contract/values/ids.ts';
import { AppError } from '../../../ports/app-error.ts';
import { historyStep, journalEntry, type Actor } from '../../audit/entry.ts';
import { assertStatus, makersOf, moveTo, NOT_SENT_YET, type Payment } from '../payment.ts';
import type { PaymentVault } from '../payment-vault.ts';
import { companyOf, loadPayment, type PaymentSeen } from '../load-payment.ts';

export type TouchedBySaveDraft = Pick<PaymentVault, 'payments' | 'companies' | 'clock' | 'ids' | 'publish'>;

/**
 * Keeps a draft as it is typed, complete or not. Saving over a submitted or approved payment takes it back to a draft:
 * its approvals are void, because they are bound to the content that is gone.
 *
 * Errors: `stale-revision`, `payment-state` (it has left for the bank), `not-found`, `store-*`; nothing is lost or
 * half-written then.
 * Effects: one record; a journal line for a new payment and for one that loses its approvals.
 */
export function saveDraft(
  vault: TouchedBySaveDraft,
  actor: Actor,
  draft: { readonly companyId: CompanyId; readonly seen: PaymentSeen | null; readonly fields: DraftFields },
): Payment {
  const saved =
    draft.seen === null
      ? createDraft(vault, actor, { ...draft, importedAs: null })
      : changeDraft(vault, actor, loadPayment(vault, draft.seen), draft.fields);
  vault.publish('payments.changed', { paymentId: saved.paymentId });
  return saved;
}

/**
 * Makes a new draft like an older payment, with the next document number.
 * Errors: `not-found`. Effects: one record and a journal line.
 */
export function copyPayment(vault: TouchedBySaveDraft, actor: Actor, paymentId: PaymentId): Payment {
  const source = vault.payments.get(paymentId);
  if (source === null) throw new AppError('not-found', { what: 'payment' });
  const fields = { ...source.fields, documentNumber: '' };
  return saveDraft(vault, actor, { companyId: source.companyId, seen: null, fields });
}

/**
 * Makes a new draft; without a number of its own it gets the next one. `importedAs`: what it was in a file of 1C.
 * Errors: `not-entitled`, `not-found`, `store-*`. Effects: one record and a journal line.
 */
export function createDraft(
  vault: Pick<PaymentVault, 'payments' | 'companies' | 'clock' | 'ids'>,
  actor: Actor,
  draft: {
    readonly companyId: CompanyId;
    readonly fields: DraftFields;
    readonly importedAs: string | null;
  },
): Payment {
  const { companyId, fields, importedAs } = draft;
  const { payments, clock, ids } = vault;
  if (actor.personId === null) throw new AppError('not-entitled');
  companyOf(vault, { companyId });
  const at = clock.now();
  const documentNumber = fields.documentNumber || nextDocumentNumber(payments.list(companyId, null));
  const entry = journalEntry('payment-prepared', { at, actor, companyId, subject: `№ ${documentNumber}` });
  const payment: Payment = {
    paymentId: PaymentId.parse(ids.newId()),
    companyId,
    revision: 1,
    status: 'draft',
    fields: { ...fields, documentNumber },
    content: null,
    contentHash: null,
    preparedBy: actor.personId,
    preparedByName: actor.name,
    otherMakers: [],
    createdAt: at,
    updatedAt: at,
    submittedAt: null,
    expiresAt: null,
    askedInSpan: 0,
    approvalsNeeded: 0,
    reasons: [],
    ...NOT_SENT_YET,
    steps: [historyStep(entry)],
    request: null,
    importedAs,
  };
  payments.add(payment, entry);
  return payment;
}

function changeDraft(
  vault: Pick<PaymentVault, 'payments' | 'clock'>,
  actor: Actor,
  payment: Payment,
  fields: DraftFields,
): Payment {
  const { payments, clock } = vault;
  const updatedAt = clock.now();
  const author = authorsOf(payment, actor);
  if (payment.status === 'draft') return payments.save({ ...payment, ...author, fields, updatedAt }, null);
  // What came out of a backup goes back to a draft by an answer of the bank alone.
  assertStatus(payment, ['submitted', 'approved'], 'draft');
  // A signed request stays as it is: its maker takes it back and makes a copy.
  if (payment.request !== null) throw new AppError('payment-state', { from: payment.status, to: 'draft' });
  const facts = { at: updatedAt, actor, companyId: payment.companyId, subject: subjectOf(payment) };
  const entry = journalEntry('payment-edited', facts);
  const draft = moveTo(payment, 'draft');
  return payments.save(
    {
      ...draft,
      fields,
      updatedAt,
      ...author,
      content: null,
      contentHash: null,
      submittedAt: null,
      expiresAt: null,
      approvalsNeeded: 0,
      reasons: [],
      problem: null,
      steps: [...payment.steps, historyStep(entry)],
      request: null,
    },
    entry,
  );
}

/**
 * Whoever saves a draft is the one who prepared it; those who had it before him stay among its makers, so that nobody
 * approves what he wrote under another's name.
 */
function authorsOf(
  payment: Payment,
  { personId, name }: Actor,
): Pick<Payment, 'preparedBy' | 'preparedByName' | 'otherMakers'> {
  const preparedBy = personId ?? payment.preparedBy;
  const others = [...new Set(makersOf(payment))].filter((one) => one !== preparedBy);
  return { preparedBy, preparedByName: name, otherMakers: others };
}

/** How a payment is named in the journal: number, payee. */
export function subjectOf({ fields }: Pick<Payment, 'fields'>): string {
  return `№ ${fields.documentNumber} · ${fields.payeeName}`;
}

/**
 * The number after the greatest one used; numbers that end in 000 are passed over, by the custom of the banks. Source:
 * tapi.md §8.1.
 */
function nextDocumentNumber(payments: readonly Payment[]): string {
  const used = payments.map(({ fields }) =>
    Number(/^\d{1,6}$/.test(fields.documentNumber) ? fields.documentNumber : 0),
  );
  const next = Math.max(0, ...used) + 1;
  const shown = next % 1000 === 0 ? next + 1 : next;
  return String(shown > 999_999 ? 1 : shown);
}
