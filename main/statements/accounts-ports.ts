import { z } from 'zod';
import { AccountView } from '../../contract/areas/accounts.ts';
import { Instant } from '../../contract/values/dates.ts';
import { CompanyId } from '../../contract/values/ids.ts';

/** The last balance that the bank told of one account. */
export const KnownAccount = z.strictObject({ companyId: CompanyId, account: AccountView, asOf: Instant });
export type KnownAccount = z.infer<typeof KnownAccount>;

export interface AccountStore {
  list(companyId: CompanyId): readonly KnownAccount[];
  /** Replaces what is known of the company's accounts. */
  replaceAll(companyId: CompanyId, accounts: readonly KnownAccount[]): void;
}
