import { CompanyId, PaymentId, PersonId } from '../../contract/values/ids.ts';
import { parseDraft, type PaymentContent } from '../../main/domain/payments/payment-content.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { draftFields } from './vault-world.ts';

/** No account of the company is known. */
const TODAY = { ownAccounts: [], day: '2026-11-30' };

/** The content of the sample draft, changed where a test cares. */
export function buildContent(change: Partial<PaymentContent> = {}): PaymentContent {
  const parsed = parseDraft(draftFields({ documentNumber: '17' }), TODAY);
  if (!parsed.ok) throw new Error('the sample draft does not hold together');
  return { ...parsed.content, ...change };
}

/** An executed payment of today, changed where a test cares. */
export function buildPayment(change: Partial<Payment> = {}): Payment {
  return {
    paymentId: PaymentId.parse('payment-1'),
    companyId: CompanyId.parse('company-1'),
    revision: 1,
    status: 'executed',
    fields: draftFields(),
    content: buildContent(),
    contentHash: 'hash',
    preparedBy: PersonId.parse('person-1'),
    preparedByName: 'Анна',
    otherMakers: [],
    createdAt: '2026-11-16T09:00:00.000Z',
    updatedAt: '2026-11-16T09:00:00.000Z',
    submittedAt: '2026-11-16T09:00:00.000Z',
    expiresAt: '2026-11-19T09:00:00.000Z',
    askedInSpan: 0,
    approvalsNeeded: 0,
    reasons: [],
    sentAt: '2026-11-16T09:00:00.000Z',
    tokenId: null,
    bankPaymentId: null,
    documentId: null,
    bankMessage: null,
    problem: null,
    steps: [],
    request: null,
    importedAs: null,
    inBank: null,
    restoredAt: null,
    ...change,
  };
}
