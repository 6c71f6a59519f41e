import type { BrowserWindow } from 'electron';
import type { ShellCalls } from '../link/calls.ts';
import { chooseFile } from './open-dialog.ts';

type OrganizationFileKind = Parameters<ShellCalls['pickOrganizationFile']>[0];

/** Ends of the names of our files; a person may have given them others. */
const EXTENSIONS: Readonly<Record<OrganizationFileKind, readonly string[]>> = {
  card: ['klyuchnik-card'],
  documents: ['klyuchnik-documents', 'klyuchnik'],
  recovery: ['age'],
};

/**
 * Lets a person choose a card, a file of documents or a recovery file in the system's own dialog. Returns its path;
 * `null` when the dialog was closed.
 */
export function pickOrganizationFile(
  parent: BrowserWindow | null,
  titles: Readonly<Record<OrganizationFileKind, string>>,
  kind: OrganizationFileKind,
): Promise<string | null> {
  const title = titles[kind];
  return chooseFile(parent, { title, filterName: title, extensions: EXTENSIONS[kind] });
}
