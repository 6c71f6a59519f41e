import type { DraftFields, PayeeView } from '../../../../contract/areas/payments.ts';
import { parseAmountText } from '../../../../contract/values/money.ts';
import { followAmount } from './vat.ts';

/**
 * A known payee fills the section; the last purpose only when nothing was typed there yet, with its VAT brought to the
 * present sum.
 */
export function payeeFields(payee: PayeeView, fields: DraftFields): Partial<DraftFields> {
  const purpose = followAmount(payee.lastPurpose, parseAmountText(fields.amountText) ?? 0);
  return {
    payeeName: payee.name,
    payeeInn: payee.inn,
    payeeKpp: payee.kpp,
    payeeBik: payee.bik,
    payeeBankName: payee.bankName,
    payeeCorrAccount: payee.corrAccount,
    payeeAccount: payee.account,
    ...(fields.purpose.trim() === '' ? { purpose } : {}),
  };
}
