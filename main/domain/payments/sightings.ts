import type { PayeeSighting } from '../counterparties/payee.ts';
import { contentOf, isPaid, type Payment } from './payment.ts';

/**
 * Says whom payments were for, by which accounts. A draft counts when it came from a file of 1C and names an account.
 */
export function sightingsIn(payments: readonly Payment[]): readonly PayeeSighting[] {
  return payments.flatMap((payment) => {
    const payee = payeeIn(payment);
    if (payee === null) return [];
    const { importedAs, sentAt, submittedAt, createdAt } = payment;
    return [
      {
        payee,
        origin: importedAs === null ? ('payment' as const) : ('onec' as const),
        at: sentAt ?? submittedAt ?? createdAt,
        paidMinor: isPaid(payment) ? contentOf(payment).amountMinor : null,
      },
    ];
  });
}

function payeeIn({ content, fields, importedAs }: Payment): PayeeSighting['payee'] | null {
  if (content !== null) return content.payee;
  const { payeeName, payeeInn, payeeKpp, payeeAccount, payeeBik, payeeBankName } = fields;
  const isWhole =
    /^\d{20}$/.test(payeeAccount) && /^\d{9}$/.test(payeeBik) && /^(0|\d{10}|\d{12})$/.test(payeeInn);
  if (importedAs === null || !isWhole || payeeName === '') return null;
  return {
    name: payeeName,
    inn: payeeInn,
    kpp: payeeKpp,
    accountNumber: payeeAccount,
    bik: payeeBik,
    bankName: payeeBankName || null,
  };
}
