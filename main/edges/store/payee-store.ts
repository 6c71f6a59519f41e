import type { PayeeCard } from '../../domain/counterparties/payee-card.ts';
import type { PayeeStore } from '../../domain/counterparties/payees-ports.ts';
import type { Ledger } from './ledger.ts';
import { Remembered } from './remembered.ts';

/** What people have added to payees, over the vault file; read at the first question and kept in memory. */
export function payeeStore(ledger: Ledger): PayeeStore {
  const cards = new Remembered<PayeeCard['payeeId'], PayeeCard>({
    ledger,
    read: () => ledger.payees.list(),
    idOf: ({ payeeId }) => payeeId,
    groupOf: ({ companyId }) => companyId,
  });
  return {
    list: (companyId) => cards.group(companyId),
    save: (card, entry) => cards.write([card], () => void ledger.payees.upsert(card), entry),
  };
}
