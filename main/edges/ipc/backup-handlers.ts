import type { BackupContents } from '../../../contract/areas/backup.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import type { SecretPrompt } from '../../ports/secret-prompt-ports.ts';
import type { BackupProof, BackupSealing } from '../../domain/backup/backup-ports.ts';
import {
  saveWithSecrets,
  setUpBackups,
  stopBackups,
  takeUpAgain,
  viewOfBackups,
} from '../../domain/session/backup-verbs.ts';
import type { Workplace } from '../../domain/session/workplace.ts';
import type { HandlersOf } from './handlers-of.ts';

/** Lets a person choose a backup, or the folder for them. */
export interface BackupPicker {
  /** Errors: `store-io`, `backup-damaged` when it is too large. */
  pick(): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
  pickFolder(): Promise<string | null>;
}

export interface BackupHandlerParts {
  readonly workplace: Workplace;
  readonly prompt: SecretPrompt;
  readonly saver: FileSaver;
  readonly backupPicker: BackupPicker;
  readonly backupSealing: Pick<BackupSealing, 'open'>;
  readonly backupProof: BackupProof;
  /** Puts a backup in place of the records. */
  readonly restoreBackup: (plain: Uint8Array) => Promise<unknown>;
}

/** A backup that was opened to be looked at, in plain, until it is put back or forgotten. */
interface Opened {
  readonly plain: Uint8Array;
}

/** Backups: made while the vault is open, proved at any time, put back where nothing is that works. */
export function backupHandlers(parts: BackupHandlerParts): HandlersOf<'backup'> {
  const { workplace, prompt, saver, backupPicker } = parts;
  let opened: Opened | null = null;
  const forget = () => {
    opened?.plain.fill(0);
    opened = null;
  };
  return {
    'backup.view': async () => viewOfBackups(workplace.vault),
    'backup.setUp': async () => {
      const { vault, worker } = workplace;
      const folder = await backupPicker.pickFolder();
      if (folder === null) throw new AppError('cancelled-by-person');
      await setUpBackups(vault, worker, folder);
      return viewOfBackups(vault);
    },
    'backup.stop': async () => {
      const { vault, worker } = workplace;
      await stopBackups(vault, worker);
      return viewOfBackups(vault);
    },
    'backup.make': async () => {
      const { vault, worker } = workplace;
      await vault.backup.daily.make(worker);
      return viewOfBackups(vault);
    },
    'backup.saveWithSecrets': async ({ leaves }) => {
      const { vault, person } = workplace;
      await saveWithSecrets(vault, person, { saver, leaves });
      return viewOfBackups(vault);
    },
    'backup.takeUp': async () => {
      const { vault, person } = workplace;
      await takeUpAgain(vault, person);
      return viewOfBackups(vault);
    },
    'backup.open': async () => {
      forget();
      const file = await backupPicker.pick();
      if (file === null) throw new AppError('cancelled-by-person');
      const { plain, contents } = await provedByPassphrase(parts, file);
      opened = { plain };
      noteProved(workplace);
      return { file: file.name, contents, mayRestore: workplace.isReplaceable };
    },
    'backup.restore': async () => {
      const { plain } = opened ?? {};
      if (plain === undefined) throw new AppError('not-found', { what: 'backup' });
      try {
        await workplace.replaceRecords(async () => {
          await parts.restoreBackup(plain);
        });
      } finally {
        forget();
      }
      return workplace.snapshot();
    },
    'backup.forget': async () => {
      forget();
      return {};
    },
  };

  async function provedByPassphrase(
    { backupSealing, backupProof }: BackupHandlerParts,
    { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<{ readonly plain: Uint8Array; readonly contents: BackupContents }> {
    const question = { kind: 'backup-passphrase' as const, subject: name, facts: [], minLength: 1 };
    const plain = await prompt.ask(question, (passphrase) => backupSealing.open(bytes, passphrase));
    try {
      return { plain, contents: await backupProof.prove(plain) };
    } catch (error) {
      plain.fill(0);
      throw error;
    }
  }
}

/** A vault that works remembers that its backups were looked at. */
function noteProved(workplace: Workplace): void {
  if (workplace.standing().vault !== 'writable' || workplace.isReplaceable) return;
  const { backup, clock, check } = workplace.vault;
  const provedAt = clock.now();
  check.whenPassed(() => backup.store.save({ ...backup.store.get(), provedAt }, null));
}
