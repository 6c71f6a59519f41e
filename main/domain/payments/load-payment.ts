import type { PaymentId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Company } from '../companies/company.ts';
import { assertRevision, type Payment } from './payment.ts';
import type { PaymentVault } from './payment-vault.ts';

/** Names a payment as the person saw it. */
export interface PaymentSeen {
  readonly paymentId: PaymentId;
  readonly revision: number;
}

/** Loads a payment as the person saw it. Errors: `not-found`, `stale-revision`. */
export function loadPayment({ payments }: Pick<PaymentVault, 'payments'>, seen: PaymentSeen): Payment {
  const payment = payments.get(seen.paymentId);
  if (payment === null) throw new AppError('not-found', { what: 'payment' });
  assertRevision(payment, seen.revision);
  return payment;
}

/**
 * Returns the member whose computer sends the payment when it is not this one, else `null`. Only that one may ever send
 * it.
 */
export function sentElsewhere(
  { organizations }: Pick<PaymentVault, 'organizations'>,
  { companyId, request }: Pick<Payment, 'companyId' | 'request'>,
): { readonly name: string } | null {
  if (request === null) return null;
  const sender = organizations.members(companyId).find(({ key }) => key === request.sender);
  return sender?.isHere === true ? null : { name: sender?.name ?? '' };
}

/** Loads the company of a payment. Errors: `not-found`. */
export function companyOf(
  { companies }: Pick<PaymentVault, 'companies'>,
  payment: Pick<Payment, 'companyId'>,
): Company {
  const company = companies.get(payment.companyId);
  if (company === null) throw new AppError('not-found', { what: 'company' });
  return company;
}
