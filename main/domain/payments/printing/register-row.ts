import type { Company } from '../../companies/company.ts';
import { amountOf } from '../payment-facts.ts';
import type { Payment } from '../payment.ts';
import type { AmountWords } from '../payments-ports.ts';
import { orderFields } from './order-fields.ts';
import { standingText } from './order-mark.ts';
import type { RegisterRow } from './register-pages.ts';

/** Makes the line of a payment in the register, from what stands on its payment order. */
export function registerRow(
  payment: Payment,
  payer: Pick<Company, 'name' | 'inn' | 'kpp'>,
  words: AmountWords,
): RegisterRow {
  const fields = orderFields(payment, payer, words);
  const text = (field: keyof typeof fields) => fields[field] ?? '';
  const inn = text('61') === '' ? [] : [`ИНН\u00a0${text('61')}`];
  const bik = text('14') === '' ? [] : [`БИК\u00a0${text('14')}`];
  const filled = (parts: readonly string[]) => parts.filter((part) => part !== '').join(', ');
  return {
    number: text('3'),
    date: text('4'),
    payee: filled([text('16'), ...inn]),
    account: filled([text('17'), ...bik]),
    purpose: text('24'),
    amountMinor: amountOf(payment),
    status: standingText(payment),
  };
}
