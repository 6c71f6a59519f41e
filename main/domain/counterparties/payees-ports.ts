import type { CompanyId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { PayeeCard } from './payee-card.ts';

/** What people have added to payees. */
export interface PayeeStore {
  list(companyId: CompanyId): readonly PayeeCard[];
  /** Adds the card, or replaces the one of the same id. Effects: card and entry, both or neither. */
  save(card: PayeeCard, entry: JournalEntry): void;
}
