import { z } from 'zod';
import { AccountView } from '../../contract/areas/accounts.ts';
import { Instant } from '../../contract/values/dates.ts';
import { CompanyId } from '../../contract/values/ids.ts';

/** The last balance that the bank told of one account. */
export const KnownAccount = z.strictObject({ companyId: CompanyId, account: AccountView, asOf: Instant });
export type KnownAccount = z.infer<typeof KnownAccount>;

export interface AccountStore {
  /** The accounts as the bank told of them last; one that it no longer shows is left out. */
  list(companyId: CompanyId): readonly KnownAccount[];
  /** Effects: writes down what the bank told at one moment. */
  remember(accounts: readonly KnownAccount[]): void;
}
