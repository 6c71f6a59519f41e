import type { LocalDate } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { BankOrder, PreparedOrder } from '../../ports/bank-ports.ts';
import { sumJson } from './wire-map.ts';

/** Longest `id` of a payment. Source: tapi.md §5.4. Units: characters. */
const MAX_PAYMENT_ID = 64;

/** What a draft says in a field that concerns only payments to the budget. Source: tapi.md §5.8. */
const NOT_BUDGET = '0';

/**
 * Makes the bytes of a direct payment; the same order always gives the same bytes. There is no `dueDate`: with one the
 * bank would repeat a failed payment for up to 30 days. Source: tapi.md §5.4, §7.
 * Errors: throws `payment-invalid` for a sum that is not a positive number of kopecks, and for an id of the wrong
 * length.
 */
export function prepareOrder(
  order: BankOrder,
  bankPaymentId: string,
  meta: Readonly<Record<string, string>>,
): PreparedOrder {
  if (bankPaymentId.length < 1 || bankPaymentId.length > MAX_PAYMENT_ID) {
    throw new AppError('payment-invalid', { field: 'bankPaymentId' });
  }
  const { payee, tax } = order;
  const body = jsonWithAmount(order.amountMinor, {
    id: bankPaymentId,
    from: { accountNumber: order.fromAccountNumber },
    to: {
      name: payee.name,
      inn: payee.inn,
      kpp: payee.kpp,
      bik: payee.bik,
      bankName: payee.bankName ?? undefined,
      corrAccountNumber: payee.corrAccountNumber ?? undefined,
      accountNumber: payee.accountNumber,
    },
    purpose: order.purpose,
    documentNumber: order.documentNumber,
    executionOrder: order.executionOrder,
    uin: order.uin ?? (tax === null ? undefined : '0'),
    tax: tax === null ? undefined : taxOf(tax),
    revenueTypeCode: order.revenueTypeCode ?? undefined,
    meta,
  });
  return { bankPaymentId, body };
}

/**
 * Makes the bytes of a draft in online banking; the same order always gives the same bytes. Names and types differ
 * from those of a direct payment. The day goes as midnight in Moscow. Source: tapi.md §5.8.
 * Errors: throws `payment-invalid` for a sum that is not a positive number of kopecks.
 */
export function prepareDraft(order: BankOrder, date: LocalDate): PreparedOrder {
  const { payee, tax } = order;
  const body = jsonWithAmount(order.amountMinor, {
    documentNumber: String(order.documentNumber),
    date: `${date}T00:00:00+03:00`,
    recipientName: payee.name,
    inn: payee.inn,
    kpp: payee.kpp,
    bankAcnt: payee.accountNumber,
    bankBik: payee.bik,
    accountNumber: order.fromAccountNumber,
    paymentPurpose: order.purpose,
    executionOrder: order.executionOrder,
    taxPayerStatus: tax?.payerStatus ?? NOT_BUDGET,
    kbk: tax?.kbk ?? NOT_BUDGET,
    oktmo: tax?.oktmo ?? NOT_BUDGET,
    taxEvidence: tax?.evidence ?? NOT_BUDGET,
    taxPeriod: tax?.period ?? NOT_BUDGET,
    uin: order.uin ?? NOT_BUDGET,
    taxDocNumber: tax?.docNumber ?? NOT_BUDGET,
    taxDocDate: tax?.docDate ?? NOT_BUDGET,
    recipientCorrAccountNumber: tax === null ? undefined : (payee.corrAccountNumber ?? undefined),
    thirdParty: tax?.thirdParty,
    revenueTypeCode: order.revenueTypeCode ?? undefined,
  });
  return { bankPaymentId: null, body };
}

/** The name of the third party stands in the purpose. Source: tapi.md §5.4 (`thirdParty`). */
function taxOf(tax: NonNullable<BankOrder['tax']>): Readonly<Record<string, unknown>> {
  const { thirdParty } = tax;
  return {
    payerStatus: tax.payerStatus,
    kbk: tax.kbk,
    oktmo: tax.oktmo,
    evidence: tax.evidence,
    period: tax.period,
    docNumber: tax.docNumber,
    docDate: tax.docDate,
    thirdParty: thirdParty === undefined ? undefined : { inn: thirdParty.inn, kpp: thirdParty.kpp },
  };
}

/** Writes the object with `amount` as a number of exactly two decimals, which JSON.stringify cannot. */
function jsonWithAmount(amountMinor: number, fields: Readonly<Record<string, unknown>>): string {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1) {
    throw new AppError('payment-invalid', { field: 'amountMinor' });
  }
  const rest = JSON.stringify(fields);
  return `{"amount":${sumJson(amountMinor)},${rest.slice(1)}`;
}
