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

/** The cards of a company, and whom each of its payees is shown as. Made once for many questions. */
export class PayeeCards {
  readonly all: readonly PayeeCard[];
  readonly #byKey: ReadonlyMap<PayeeKey, PayeeCard>;

  constructor(all: readonly PayeeCard[]) {
    this.all = all;
    this.#byKey = new Map(all.map((card) => [card.key, card]));
  }

  /** Returns the payee that stands for a payee in the directory: the one that it was merged into, or itself. */
  standsFor(key: PayeeKey): PayeeKey {
    const seen = new Set<PayeeKey>();
    let at = key;
    while (!seen.has(at)) {
      seen.add(at);
      at = this.#byKey.get(at)?.mergedInto ?? at;
    }
    return at;
  }

  /** Returns the latest call that confirmed this very account of this very payee, or `null`. */
  callBackOf(payee: PayeeDetails): CallBackView | null {
    const calls = this.#byKey.get(payeeKey(payee))?.callBacks ?? [];
    const isAbout = ({ account, bik }: CallBackView) => isSameAccount({ accountNumber: account, bik }, payee);
    return calls.findLast(isAbout) ?? null;
  }

  /** Returns the keys of all payees that nobody may pay, with those that were merged with one of them. */
  forbidden(): ReadonlySet<PayeeKey> {
    const marked = this.all.filter(({ neverPay }) => neverPay !== null).map(({ key }) => key);
    const roots = new Set(marked.map((key) => this.standsFor(key)));
    const merged = this.all.filter(({ key }) => roots.has(this.standsFor(key))).map(({ key }) => key);
    return new Set([...roots, ...merged]);
  }
}

/**
 * Returns a question: is this a payee that nobody may pay? By its INN or name, or by an account that such a payee ever
 * had, whatever stands beside it now. `seen`: payees with their accounts; asked for once, and only where somebody is
 * forbidden.
 */
export function neverPaid(
  cards: PayeeCards,
  seen: () => readonly PayeeDetails[],
): (payee: PayeeDetails) => boolean {
  const forbidden = cards.forbidden();
  if (forbidden.size === 0) return () => false;
  const accountOf = ({ bik, accountNumber }: PayeeDetails) => `${bik}|${accountNumber}`;
  const accounts = new Set(
    seen()
      .filter((payee) => forbidden.has(payeeKey(payee)))
      .map(accountOf),
  );
  return (payee) => forbidden.has(payeeKey(payee)) || accounts.has(accountOf(payee));
}
