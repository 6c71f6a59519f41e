import type { BankProblemCode, ServerLook } from '../../ports/bank-ports.ts';

/** How the token's own text was found in the keychain. */
export type SecretFinding = 'good' | 'closed' | 'missing' | 'changed';

/** What one harmless call came to. */
export interface CallFinding {
  /** `null` when the bank answered as documented. */
  readonly code: BankProblemCode | null;
  /** What the transport said when no answer came. */
  readonly transport: string | null;
}

/** Everything known when the verdict is given; `null` is what was not looked at. */
export interface Evidence {
  readonly record: {
    readonly isRevoked: boolean;
    /** The text was never here or was destroyed. */
    readonly isElsewhere: boolean;
    /** Why the vault refuses to use the token. */
    readonly frozen: 'no' | 'secret-changed' | 'belongs-elsewhere';
    /** By the ledger the bank's term has run out. */
    readonly isOverdue: boolean;
    /** The record names an access that the bank refused before. */
    readonly hasRefusedAccess: boolean;
    readonly carriesCompanyInfo: boolean;
  };
  readonly secret: SecretFinding | null;
  readonly network: { readonly isConnected: boolean; readonly hasProxy: boolean } | null;
  readonly company: CallFinding | null;
  /** The same question once more, after a 401. */
  readonly companyAgain: CallFinding | null;
  readonly accounts: CallFinding | null;
  /** Whose card the bank showed. */
  readonly owner: 'same' | 'other-inn' | 'other-kpp' | null;
  readonly server: Pick<ServerLook, 'refusal'> | null;
  /** Another token of the same company from the same computer in the same minute. */
  readonly control: CallFinding | null;
  /** The bank's clock against ours. Units: milliseconds, positive when ours is behind; `null` when no answer told. */
  readonly clockOffMs: number | null;
  /** Our clock shows a moment before one that the record has seen already. */
  readonly wentBack: boolean;
  /** `not-needed` where no access of the token is on the secured host. */
  readonly certificate:
    'not-needed' | 'none' | 'out-of-dates' | 'key-missing' | 'key-changed' | 'good' | null;
  readonly securedWithout: CallFinding | null;
  readonly securedWith: CallFinding | null;
  /** The newest payment that the bank refused to this token, by its text. */
  readonly refusal: 'limit' | 'sign-right' | 'access' | 'other' | null;
}
