import { z } from 'zod';
import type { ErrorInfo } from '../../../contract/result.ts';
import { AccountView } from '../../../contract/areas/accounts.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { CompanyId } from '../../../contract/values/ids.ts';

/** The last balance that the bank told of one account. */
export const KnownAccount = z.strictObject({ companyId: CompanyId, account: AccountView, asOf: Instant });
export type KnownAccount = z.infer<typeof KnownAccount>;

export interface AccountStore {
  /** The accounts as the bank told of them last; one that it no longer shows is left out. */
  list(companyId: CompanyId): readonly KnownAccount[];
  /** Why the last question failed, until one is answered; kept only while the vault is open. */
  problem(companyId: CompanyId): ErrorInfo | null;
  noteProblem(companyId: CompanyId, problem: ErrorInfo): void;
  /** Effects: writes down what the bank told at one moment; an earlier problem is over. */
  remember(companyId: CompanyId, accounts: readonly KnownAccount[]): void;
}
