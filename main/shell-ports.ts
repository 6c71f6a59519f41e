import { basename } from 'node:path';
import type { Publish } from './ports/ports.ts';
import type { DirectoryPicker, FileSaver, OrdersPicker, PdfPrinter } from './ports/document-ports.ts';
import type { CertificateFiles } from './domain/certificates/certificates-ports.ts';
import type { SheetPicker } from './ports/sheet-ports.ts';
import type { OrganizationFilePicker } from './domain/organizations/organization-files.ts';
import type { ReminderSigns } from './domain/reminders/reminders-ports.ts';
import { readBackupFile } from './edges/folders/backup-folder.ts';
import { readDirectoryFile, readOrdersFile, readSheetFile } from './edges/folders/read-sheet-file.ts';
import { readChosen, readDropped } from './edges/folders/read-small-file.ts';
import { writeWhole } from './edges/folders/write-whole.ts';
import type { BackupPicker } from './edges/ipc/backup-handlers.ts';
import type { ShellCalls } from './edges/link/calls.ts';
import type { Remote } from './edges/link/link.ts';

/**
 * What a person sees and chooses, over the process of the windows: that one asks where, and the files are read and
 * written here.
 */
export function shellPorts(shell: Remote<ShellCalls>, canNotify: boolean) {
  const publish: Publish = (name, payload) => void shell.publish(name, payload);
  const signs: ReminderSigns = {
    isSupported: () => canNotify,
    notify: (warnings, language) => void shell.notify(warnings, language),
    count: (near, language) => void shell.count(near, language),
  };
  const files: CertificateFiles = {
    pick: async (what) => {
      const paths = await shell.pickCertificateFiles(what);
      return paths === null ? null : readChosen(paths);
    },
    take: readDropped,
    confirmRemoval: (names) => shell.confirmRemoval(names),
  };
  const saver: FileSaver = {
    save: async ({ suggestedName, content }) => {
      const path = await shell.askWhereToSave(suggestedName);
      if (path !== null) await writeWhole(path, content);
      return path;
    },
  };
  const organizationFiles: OrganizationFilePicker = {
    pick: async (kind) => {
      const path = await shell.pickOrganizationFile(kind);
      return path === null ? null : (await readSheetFile(path)).bytes;
    },
  };
  const sheetPicker: SheetPicker = {
    pick: async () => {
      const path = await shell.pickSheet();
      return path === null ? null : readSheetFile(path);
    },
  };
  const ordersPicker: OrdersPicker = {
    pick: async () => {
      const path = await shell.pickOrders();
      return path === null ? null : readOrdersFile(path);
    },
    pickFolder: () => shell.pickOrdersFolder(),
  };
  const directoryPicker: DirectoryPicker = {
    pick: async () => {
      const path = await shell.pickBankDirectory();
      return path === null ? null : (await readDirectoryFile(path)).bytes;
    },
  };
  const backupPicker: BackupPicker = {
    pick: async () => {
      const path = await shell.pickBackup();
      return path === null ? null : { name: basename(path), bytes: await readBackupFile(path) };
    },
    pickFolder: () => shell.pickBackupFolder(),
  };
  const printer: PdfPrinter = { print: (html) => shell.printPdf(html) };
  const approvalWindow = { open: () => shell.openApproval(), close: () => void shell.closeApproval() };
  return {
    publish,
    signs,
    files,
    saver,
    organizationFiles,
    sheetPicker,
    ordersPicker,
    directoryPicker,
    backupPicker,
    printer,
    approvalWindow,
  };
}
