/** Requisites that the prepared company needs: made with correct check digits, so that no real company is named. */

/** The INN of a legal entity from its first nine digits. Source: tapi.md §8.1 (weights 2 4 10 3 5 9 4 6 8). */
export function innOf(nineDigits: string): string {
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(nineDigits[place]), 0);
  return `${nineDigits}${(sum % 11) % 10}`;
}

/**
 * An account in a bank, its ninth digit set to the right key. Source: tapi.md §8.1 (Bank of Russia, 08.09.1997 № 515).
 */
export function accountOf(bik: string, account: string): string {
  const withKey = (key: number): string => `${account.slice(0, 8)}${key}${account.slice(9)}`;
  return withKey((accountSum(bik, withKey(0)) * 3) % 10);
}

/** True when the key of a client's account fits the bank. Source: as above. */
export function isAccountOf(bik: string, account: string): boolean {
  return accountSum(bik, account) === 0;
}

function accountSum(bik: string, account: string): number {
  const weights = [7, 1, 3];
  const digits = [...`${bik.slice(-3)}${account}`];
  return (
    digits.reduce((sum, digit, place) => sum + ((Number(digit) * (weights[place % 3] ?? 0)) % 10), 0) % 10
  );
}
