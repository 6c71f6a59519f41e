/**
 * Plain items of one keychain service, as the vendor gives them: `null` and `false` may mean "absent" as well as
 * "locked" (security.md F1), and a failure is an exception with a text. Only `canary.ts` and `parts.ts` stand on it.
 */
export interface Items {
  /** Returns the text kept under `account`, or `null`. */
  get(account: string): Promise<string | null>;
  /** Keeps `text` under `account`, in place of an older one. */
  set(account: string, text: string): Promise<void>;
  /** Removes what lies under `account`; `false` when there was nothing, or the keychain is locked. */
  remove(account: string): Promise<boolean>;
}
