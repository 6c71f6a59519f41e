import type { DraftFields, PayeeView } from '../../../../contract/areas/payments.ts';
import { parseAmountText } from '../../../../contract/values/money.ts';
import { followAmount, isVatAlone, readVat, withVat } from './vat.ts';

/**
 * A known payee fills the section; the last purpose only when nothing but the VAT was put there yet, with that VAT, or
 * with its own brought to the present sum.
 */
export function payeeFields(payee: PayeeView, fields: DraftFields): Partial<DraftFields> {
  const amountMinor = parseAmountText(fields.amountText) ?? 0;
  const isUntyped = fields.purpose.trim() === '' || isVatAlone(fields.purpose);
  const chosenVat = readVat(fields.purpose);
  const purpose =
    chosenVat === 'unsaid'
      ? followAmount(payee.lastPurpose, amountMinor)
      : withVat(payee.lastPurpose, chosenVat, amountMinor);
  return {
    payeeName: payee.name,
    payeeInn: payee.inn,
    payeeKpp: payee.kpp,
    payeeBik: payee.bik,
    payeeBankName: payee.bankName,
    payeeCorrAccount: payee.corrAccount,
    payeeAccount: payee.account,
    ...(isUntyped ? { purpose } : {}),
  };
}
