import type { CompanyId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Policy } from './policy.ts';

export interface PolicyStore {
  /** Returns the newest version, or `null` when nobody has set rules. */
  newest(companyId: CompanyId): Policy | null;
  /** Returns every version, the oldest first. */
  versions(companyId: CompanyId): readonly Policy[];
  /** Adds the next version. Errors: `stale-revision` when that version is there already. */
  add(policy: Policy, entry: JournalEntry): void;
}
