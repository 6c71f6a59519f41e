import { addMs } from '../../contract/values/dates.ts';
import { PaymentId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import type { PaymentContent } from '../../main/domain/payments/payment-content.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { buildContent, buildPayment } from './payment-builder.ts';
import { COMPANY, type Workday } from './vault-world.ts';

/** Gives a function that puts a payment to a payee into a vault, each a minute later than the one before. */
export function payments(day: Workday) {
  let count = 0;
  return (payee: Partial<PaymentContent['payee']>, change: Partial<Payment> = {}): Payment => {
    count += 1;
    const at = addMs('2026-11-10T10:00:00.000Z', count * 60_000);
    const payment = buildPayment({
      paymentId: PaymentId.parse(`payment-${count}`),
      companyId: COMPANY,
      content: buildContent({ payee: { ...buildContent().payee, ...payee }, purpose: `Счёт ${count}` }),
      contentHash: `content-${count}`,
      updatedAt: at,
      sentAt: at,
      ...change,
    });
    const facts = { at, actor: THE_APP, companyId: COMPANY, subject: '' };
    day.parts.payments.add(payment, journalEntry('payment-prepared', facts));
    return payment;
  };
}
