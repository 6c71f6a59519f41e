/**
 * Tells whether a payment goes to the treasury, so that it needs tax fields (payer status, KBK, OKTMO and the rest).
 * Digits alone.
 * Source: tapi.md §5.4; https://developer.tbank.ru/docs/api/payments-core-pay.
 */
export function isToTreasury(payee: { readonly account: string; readonly corrAccount: string }): boolean {
  return /^03/.test(payee.account) || /^40102/.test(payee.corrAccount);
}
