import { DraftFields, type PaymentRoute } from '../../../../contract/areas/payments.ts';
import { amountToDecimal } from '../../../../contract/values/money.ts';
import type { ExchangeDocument } from '../../onec/exchange-document.ts';

/** What the form starts with where the file says nothing. Source: tapi.md §5.4. */
const USUAL_PRIORITY = '5';
const NO_UIN = '0';

/**
 * Returns a draft with what an order of 1C says: what can be read as it is understood, the rest as it is written, so
 * that a person mends it in the form. `null` when a text is longer than its field takes: nothing is cut off.
 */
export function draftOfOrder(order: ExchangeDocument, route: PaymentRoute): DraftFields | null {
  const { payer, payee, amountKopecks, raw, executionOrder, revenueTypeCode, uin } = order;
  const { values } = raw;
  const parsed = DraftFields.safeParse({
    accountNumber: payer.account ?? '',
    payeeName: payee.name,
    payeeInn: payee.inn,
    payeeKpp: payee.kpp,
    payeeBik: payee.bik,
    payeeBankName: payee.bankName,
    payeeCorrAccount: payee.corrAccount,
    payeeAccount: payee.account ?? '',
    amountText:
      amountKopecks === null ? (values.amount ?? '') : amountToDecimal(amountKopecks).replace('.', ','),
    purpose: order.purpose,
    documentNumber: order.number,
    executionOrder: executionOrder?.toString() ?? (values.priority || USUAL_PRIORITY),
    uin: uin || NO_UIN,
    taxPayerStatus: values.payerStatus ?? '',
    kbk: values.kbk ?? '',
    oktmo: values.oktmo ?? '',
    taxEvidence: values.evidence ?? '',
    taxPeriod: values.period ?? '',
    taxDocNumber: values.docNumber ?? '',
    taxDocDate: values.docDate ?? '',
    revenueTypeCode: revenueTypeCode ?? values.revenueCode ?? '',
    route,
  });
  return parsed.success ? parsed.data : null;
}
