import { z } from 'zod';
import { CallBackView, NeverPay, PayeeKey } from '../../../contract/areas/payees.ts';
import { CompanyId, PayeeId } from '../../../contract/values/ids.ts';
import { isSameAccount, payeeKey, type PayeeDetails } from './payee.ts';

/** What people have added to a payee. What payments say of it is not kept twice. */
export const PayeeCard = z.strictObject({
  payeeId: PayeeId,
  companyId: CompanyId,
  key: PayeeKey,
  note: z.string(),
  neverPay: NeverPay.nullable(),
  /** The payee that this one is; `null` when it stands by itself. */
  mergedInto: PayeeKey.nullable(),
  /** Never changed and never taken away. The latest last. */
  callBacks: z.array(CallBackView),
});
export type PayeeCard = z.infer<typeof PayeeCard>;

/** Returns the payee that stands for a payee in the directory: the one that it was merged into, or itself. */
export function standsFor(cards: readonly PayeeCard[], key: PayeeKey): PayeeKey {
  const seen = new Set<PayeeKey>();
  let at = key;
  while (!seen.has(at)) {
    seen.add(at);
    at = cards.find((card) => card.key === at)?.mergedInto ?? at;
  }
  return at;
}

/** Returns the keys of all payees that nobody may pay, with those that were merged with one of them. */
export function forbiddenKeys(cards: readonly PayeeCard[]): ReadonlySet<PayeeKey> {
  const marked = cards.filter(({ neverPay }) => neverPay !== null).map(({ key }) => key);
  const roots = new Set(marked.map((key) => standsFor(cards, key)));
  return new Set([
    ...marked,
    ...roots,
    ...cards.map(({ key }) => key).filter((key) => roots.has(standsFor(cards, key))),
  ]);
}

/**
 * Tells whether the payee is one that nobody may pay: by its INN or name, or by an account that such a payee ever had,
 * whatever stands beside it now. `seen`: payees with their accounts.
 */
export function isNeverPaid(
  cards: readonly PayeeCard[],
  payee: PayeeDetails,
  seen: () => readonly PayeeDetails[],
): boolean {
  const forbidden = forbiddenKeys(cards);
  if (forbidden.size === 0) return false;
  if (forbidden.has(payeeKey(payee))) return true;
  return seen().some((other) => isSameAccount(other, payee) && forbidden.has(payeeKey(other)));
}

/** Returns the latest call that confirmed this very account of this very payee, or `null`. */
export function callBackOf(cards: readonly PayeeCard[], payee: PayeeDetails): CallBackView | null {
  const card = cards.find(({ key }) => key === payeeKey(payee));
  const { accountNumber, bik } = payee;
  return (
    card?.callBacks.findLast((call) =>
      isSameAccount({ accountNumber: call.account, bik: call.bik }, { accountNumber, bik }),
    ) ?? null
  );
}
