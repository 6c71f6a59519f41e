import type { AccountOrigin, PayeeKey } from '../../../contract/areas/payees.ts';
import type { Instant } from '../../../contract/values/dates.ts';

/** What a payee and its account are told by. */
export interface PayeeDetails {
  readonly name: string;
  readonly inn: string;
  readonly accountNumber: string;
  readonly bik: string;
}

/**
 * One time that a payee was seen with an account: in a payment, in an order of 1C. Everything that the directory says
 * but what people added is made from these. Units: kopecks.
 */
export interface PayeeSighting {
  readonly payee: PayeeDetails & { readonly kpp: string; readonly bankName: string | null };
  readonly origin: AccountOrigin;
  readonly at: Instant;
  /** What has left for the payee, or may have; `null` when nothing has. */
  readonly paidMinor: number | null;
}

/** Returns what a payee is told from others by: the INN, or the name where the INN is `0`. */
export function payeeKey({ inn, name }: Pick<PayeeDetails, 'inn' | 'name'>): PayeeKey {
  return inn === '0' ? `0|${name.toLowerCase()}` : inn;
}

/** Tells whether two payees have one account: the digits at one bank. */
export function isSameAccount(
  a: Pick<PayeeDetails, 'accountNumber' | 'bik'>,
  b: Pick<PayeeDetails, 'accountNumber' | 'bik'>,
): boolean {
  return a.accountNumber === b.accountNumber && a.bik === b.bik;
}
