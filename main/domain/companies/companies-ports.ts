import type { CompanyId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Company } from './company.ts';
import type { CompanyEvents } from './company-events.ts';

export interface CompanyStore {
  get(companyId: CompanyId): Company | null;
  list(): readonly Company[];
  add(company: Company, entry: JournalEntry): void;
}

export interface CompanyEventStore {
  get(companyId: CompanyId): CompanyEvents | null;
  /** Effects: the standing, the company when it changed with it, and the entry: all or none. */
  save(standing: CompanyEvents, company: Company | null, entry: JournalEntry): void;
}

/** Records that say to which company they belong. */
export interface CompaniesNamed {
  list(companyId: CompanyId | null): readonly { readonly companyId: CompanyId }[];
}
