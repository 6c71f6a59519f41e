import { createHash, randomUUID } from 'node:crypto';
import { CompanyId, PaymentId, PersonId, TokenId } from '../contract/values/ids.ts';
import { historyStep, journalEntry, THE_APP } from '../main/domain/audit/entry.ts';
import type { Intention } from '../main/domain/payments/payments-ports.ts';
import type { Payment } from '../main/domain/payments/payment.ts';
import { systemClock } from '../main/edges/system/system-clock.ts';
import { prepareOrder } from '../main/edges/tapi/order-bodies.ts';
import { NO_TAX_FIELDS } from '../contract/areas/payments.ts';

const COMPANY = CompanyId.parse(randomUUID());
const PERSON = PersonId.parse(randomUUID());

const PAYEE = {
  name: 'ООО «Поставщик канцелярских товаров»',
  inn: '9999000006',
  kpp: '999901001',
  bik: '044525974',
  bankName: 'АО «ТБанк»',
  corrAccountNumber: '30101810145250000974',
  accountNumber: '40802810700000000002',
} as const;

const FROM = '40702810900000000001';
const PURPOSE = 'Оплата по счёту 17 от 01.02.2026 за канцелярские товары. НДС не облагается';

/** An approved payment with the steps that it has had by then. */
export function samplePayment(): Payment {
  const at = systemClock.now();
  const facts = { at, actor: THE_APP, companyId: COMPANY, subject: '' };
  const kinds = ['payment-prepared', 'payment-submitted', 'payment-approved'] as const;
  return {
    paymentId: PaymentId.parse(randomUUID()),
    companyId: COMPANY,
    revision: 1,
    status: 'approved',
    fields: {
      accountNumber: FROM,
      payeeName: PAYEE.name,
      payeeInn: PAYEE.inn,
      payeeKpp: PAYEE.kpp,
      payeeBik: PAYEE.bik,
      payeeBankName: PAYEE.bankName,
      payeeCorrAccount: PAYEE.corrAccountNumber,
      payeeAccount: PAYEE.accountNumber,
      amountText: '1500,50',
      purpose: PURPOSE,
      documentNumber: '17',
      executionOrder: '5',
      uin: '',
      ...NO_TAX_FIELDS,
      route: 'direct',
    },
    content: {
      route: 'direct',
      fromAccountNumber: FROM,
      payee: PAYEE,
      purpose: PURPOSE,
      amountMinor: 150_050,
      documentNumber: 17,
      executionOrder: 5,
      uin: null,
    },
    contentHash: createHash('sha256').update('content').digest('hex'),
    preparedBy: PERSON,
    preparedByName: 'Иванова А. П.',
    otherMakers: [],
    createdAt: at,
    updatedAt: at,
    submittedAt: at,
    expiresAt: at,
    askedInSpan: 0,
    approvalsNeeded: 1,
    reasons: [],
    sentAt: null,
    tokenId: null,
    bankPaymentId: null,
    documentId: null,
    bankMessage: null,
    problem: null,
    steps: kinds.map((kind) => historyStep(journalEntry(kind, facts))),
    request: null,
    importedAs: null,
    inBank: null,
    restoredAt: null,
  };
}

/** The intention to send it, with the very bytes for the bank. */
export function sampleIntention(payment: Payment): Intention {
  const bankPaymentId = randomUUID();
  const order = {
    fromAccountNumber: FROM,
    payee: PAYEE,
    purpose: PURPOSE,
    amountMinor: 150_050,
    documentNumber: 17,
    executionOrder: 5,
    uin: null,
    tax: null,
    revenueTypeCode: null,
  };
  const { body } = prepareOrder(order, bankPaymentId, {});
  return {
    intentionId: payment.paymentId,
    paymentId: payment.paymentId,
    companyId: payment.companyId,
    bankPaymentId,
    body,
    bodyHash: createHash('sha256').update(body).digest('hex'),
    tokenId: TokenId.parse(randomUUID()),
    at: systemClock.now(),
    attempt: 1,
    state: 'open',
  };
}
