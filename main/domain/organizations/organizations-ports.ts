import type { Instant } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { PublicKey } from '../envelopes/keys.ts';
import type { DocumentRecord, EnvelopeRecord, Organization } from './organization.ts';

/** Organizations and their documents. Lists are the same object until something is written. */
export interface OrganizationStore {
  get(companyId: CompanyId): Organization | null;
  list(): readonly Organization[];
  /** Returns the documents of a company by kind and version. */
  documents(companyId: CompanyId): readonly DocumentRecord[];
  /** Adds or replaces the organization and these documents. Effects: all of them and the entry, or none. */
  save(organization: Organization, documents: readonly DocumentRecord[], entry: JournalEntry): void;
}

/** Envelopes that were read and hold. Added, never removed. Lists are the same object until something is written. */
export interface EnvelopeStore {
  get(hash: string): EnvelopeRecord | null;
  list(companyId: CompanyId): readonly EnvelopeRecord[];
  /**
   * Adds those that are not known yet and returns them. Effects: all new ones and the entry, or none; no entry where
   * none is new.
   */
  add(records: readonly EnvelopeRecord[], entry: JournalEntry | null): readonly EnvelopeRecord[];
  /** Notes that the others can have them now. */
  noteDelivered(hashes: readonly string[], at: Instant): void;
  /**
   * Returns a number that this author has not used, another one each time: above every one that is known, and not below
   * the clock, so that a vault restored from an old copy uses none twice. Units: at least the milliseconds of `now`.
   */
  nextCounter(author: PublicKey, now: Instant): number;
}
