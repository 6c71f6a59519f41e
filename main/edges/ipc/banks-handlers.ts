import type { BankDirectoryView } from '../../../contract/areas/banks.ts';
import { withoutSpaces } from '../../../contract/values/visible-text.ts';
import { bankView, directoryView } from '../../domain/counterparties/bank-directory.ts';
import { importDirectory } from '../../domain/counterparties/import-directory.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import { AppError } from '../../ports/app-error.ts';
import type { DirectoryPicker, DirectoryReader } from '../../ports/document-ports.ts';
import type { HandlersOf } from './handlers-of.ts';

export interface BankHandlerParts {
  readonly workplace: Workplace;
  readonly directoryReader: DirectoryReader;
  readonly directoryPicker: DirectoryPicker;
}

/** The directory of banks: read in from a file, asked by BIK. It is one for all companies. */
export function bankHandlers({
  workplace,
  directoryReader,
  directoryPicker,
}: BankHandlerParts): HandlersOf<'banks'> {
  async function take(bytes: Uint8Array): Promise<BankDirectoryView> {
    const { vault, worker } = workplace;
    const view = importDirectory(vault, worker, await directoryReader.read(bytes));
    workplace.changed();
    return view;
  }

  return {
    'banks.view': async () => {
      const { bankDirectory, clock } = workplace.vault;
      const record = bankDirectory.record();
      return { directory: record === null ? null : directoryView(record, clock.now()) };
    },
    'banks.find': async ({ bik }) => {
      const { bankDirectory } = workplace.vault;
      if (bankDirectory.record() === null) return { isKnown: false, bank: null };
      const bank = bankDirectory.find(withoutSpaces(bik));
      return { isKnown: true, bank: bank === null ? null : bankView(bank) };
    },
    'banks.pick': async () => {
      const bytes = await directoryPicker.pick();
      if (bytes === null) throw new AppError('cancelled-by-person');
      return take(bytes);
    },
    'banks.read': async ({ content }) => take(Buffer.from(content, 'base64')),
  };
}
