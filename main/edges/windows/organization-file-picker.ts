import type { BrowserWindow } from 'electron';
import type {
  OrganizationFilePicker,
  OrganizationFileKind,
} from '../../domain/organizations/organization-files.ts';
import { chooseFile } from './open-dialog.ts';
import { readSheetFile } from './read-sheet-file.ts';

/** Ends of the names of our files; a person may have given them others. */
const EXTENSIONS: Readonly<Record<OrganizationFileKind, readonly string[]>> = {
  card: ['klyuchnik-card'],
  documents: ['klyuchnik-documents', 'klyuchnik'],
  recovery: ['age'],
};

/** Lets a person choose a card, a file of documents or a recovery file in the system's own dialog. */
export function organizationFilePicker(
  parent: () => BrowserWindow | null,
  texts: () => Readonly<Record<OrganizationFileKind, string>>,
): OrganizationFilePicker {
  return {
    pick: async (kind) => {
      const title = texts()[kind];
      const extensions = EXTENSIONS[kind];
      const path = await chooseFile(parent(), { title, filterName: title, extensions });
      return path === null ? null : (await readSheetFile(path)).bytes;
    },
  };
}
