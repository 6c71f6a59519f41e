import {
  readBanks,
  type BankDirectoryRecord,
  type BanksByBik,
} from '../../domain/counterparties/bank-directory.ts';
import type { BankDirectory } from '../../domain/counterparties/banks-ports.ts';
import { translated, type Ledger } from './ledger.ts';

/** The directory of banks over the vault file: read at the first question, kept in memory until the lock. */
export function bankDirectoryStore(ledger: Ledger): BankDirectory {
  let known: { readonly record: BankDirectoryRecord | null } | null = null;
  let banks: BanksByBik | null = null;
  const record = () => {
    known ??= { record: translated(() => ledger.bankDirectory.get('bik')) ?? null };
    return known.record;
  };
  return {
    record,
    find: (bik) => {
      banks ??= readBanks(record()?.text ?? '[]');
      return banks.get(bik) ?? null;
    },
    save: (next, entry) => {
      ledger.commit(() => ledger.bankDirectory.upsert(next), entry);
      known = null;
      banks = null;
    },
  };
}
