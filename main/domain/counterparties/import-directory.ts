import type { BankDirectoryView } from '../../../contract/areas/banks.ts';
import { AppError } from '../../ports/app-error.ts';
import type { ReadDirectory } from '../../ports/document-ports.ts';
import type { Clock } from '../../ports/ports.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import { banksText, directoryView, type BankDirectoryRecord } from './bank-directory.ts';
import type { BankDirectory } from './banks-ports.ts';

/**
 * Keeps a directory that was read from a file in the place of the one before.
 * Errors: `bank-directory-older` when the vault has a newer one; `store-*`. Nothing is changed then.
 * Effects: one record and a journal line. Reading the same file again changes only who did it and when.
 */
export function importDirectory(
  vault: { readonly bankDirectory: BankDirectory; readonly clock: Clock },
  actor: Actor,
  { businessDay, editionDay, banks }: ReadDirectory,
): BankDirectoryView {
  const before = vault.bankDirectory.record();
  if (before !== null && businessDay < before.businessDay)
    throw new AppError('bank-directory-older', { day: businessDay, known: before.businessDay });
  const importedAt = vault.clock.now();
  const record: BankDirectoryRecord = {
    id: 'bik',
    businessDay,
    editionDay,
    importedAt,
    importedBy: actor.name,
    count: banks.length,
    text: banksText(banks),
  };
  const about = { at: importedAt, actor, companyId: null, subject: businessDay };
  vault.bankDirectory.save(
    record,
    journalEntry('bank-directory-imported', { ...about, details: { banks: banks.length } }),
  );
  return directoryView(record, importedAt);
}
