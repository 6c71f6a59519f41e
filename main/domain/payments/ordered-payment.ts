import { moscowDate, type Instant } from '../../../contract/values/dates.ts';
import { amountToDecimal, parseAmountText } from '../../../contract/values/money.ts';
import type { Digests } from '../../ports/ports.ts';
import { paymentIdText, type OrderedPayment } from '../envelopes/envelope.ts';
import type { PaymentContent } from './payment-content.ts';

/** Returns the order as an envelope carries it. `submittedAt`: its Moscow day is the date of the document. */
export function orderedPayment(content: PaymentContent, submittedAt: Instant): OrderedPayment {
  const { route, fromAccountNumber, payee, amountMinor, ...others } = content;
  const { name, inn, kpp, bik, bankName, corrAccountNumber, accountNumber } = payee;
  return {
    ...others,
    route,
    fromAccount: fromAccountNumber,
    payee: { name, inn, kpp, bik, bankName, corrAccount: corrAccountNumber, account: accountNumber },
    amount: amountToDecimal(amountMinor),
    documentDate: moscowDate(submittedAt),
  };
}

/** Returns the content of a payment that an envelope carries. Units: `amountMinor` in kopecks. */
export function contentOfOrder(order: OrderedPayment): PaymentContent {
  const { fromAccount, payee, amount, documentDate: _, ...others } = order;
  const { name, inn, kpp, bik, bankName, corrAccount, account } = payee;
  return {
    ...others,
    fromAccountNumber: fromAccount,
    payee: { name, inn, kpp, bik, bankName, corrAccountNumber: corrAccount, accountNumber: account },
    amountMinor: parseAmountText(amount) ?? 0,
  };
}

/** Returns the id that the order has on every computer of the organization, and at the bank. Units: 64 hex digits. */
export function orderId(digests: Digests, organization: string, order: OrderedPayment): string {
  return digests.sha256(digests.canonical(paymentIdText(organization, order)));
}
