import { parseArgs } from 'node:util';
import type { BackupContents } from '../../contract/areas/backup.ts';
import { readBackup } from '../../main/domain/backup/backup-file.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { Secret } from '../../main/ports/secret.ts';
import { backupSealing, openBackupByIdentity } from '../../main/edges/age/backup-sealing.ts';
import { proveBackup } from '../../main/edges/store/backup-rows.ts';
import { oneFile, parsedOr, readOr } from './arguments.ts';
import { CliError, EXIT, type Run } from './command.ts';
import { plainText } from './plain-text.ts';
import { readPassphrase } from './read-passphrase.ts';
import type { CliTexts } from './texts.ts';

/** A key file of age has one key a line. Source: age(1), «Recipients and identities». */
const IDENTITY_LINE = /^AGE-SECRET-KEY-1[0-9A-Z]+$/m;

/** Proves a backup and prints what is in it, no secret and no sum. */
export const showBackup: Run = async (args, texts, output) => {
  const options = {
    json: { type: 'boolean' },
    identity: { type: 'string' },
    'passphrase-stdin': { type: 'boolean' },
    lang: { type: 'string' },
  } as const;
  const { positionals, values } = parsedOr(texts, () =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  const file = await readOr(oneFile(positionals, texts.oneFile), texts);
  const contents = await provedOr(texts, async () => {
    const plain = await opened(file, values, texts);
    try {
      const { head } = readBackup(plain);
      return { journalEnd: head.journal, ...(await proveBackup(plain)) };
    } finally {
      plain.fill(0);
    }
  });
  output.out(values.json === true ? `${JSON.stringify(contents, null, 2)}\n` : table(contents, texts));
  return EXIT.done;
};

async function opened(
  file: Uint8Array,
  options: { readonly identity?: string; readonly 'passphrase-stdin'?: boolean },
  texts: CliTexts,
): Promise<Uint8Array> {
  if (options.identity === undefined) {
    const asking = { ...texts, askPassphrase: texts.askBackupPassphrase, noTerminal: texts.noBackupTerminal };
    const passphrase = await readPassphrase(options['passphrase-stdin'] === true, asking);
    try {
      return await backupSealing.open(file, passphrase);
    } finally {
      passphrase.wipe();
    }
  }
  const line = IDENTITY_LINE.exec((await readOr(options.identity, texts)).toString('utf8'))?.[0];
  if (line === undefined) throw new CliError(EXIT.data, texts.noIdentity);
  const identity = Secret.fromText(line);
  try {
    return await openBackupByIdentity(file, identity);
  } finally {
    identity.wipe();
  }
}

async function provedOr<T>(texts: CliTexts, prove: () => Promise<T>): Promise<T> {
  try {
    return await prove();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    switch (error.code) {
      case 'passphrase-wrong':
        throw new CliError(EXIT.noPermission, texts.wrongPassphrase);
      case 'backup-not-one':
        throw new CliError(EXIT.notSuchFile, texts.notBackup);
      case 'backup-too-new':
        throw new CliError(EXIT.data, texts.backupTooNew);
      default: {
        const { line } = error.details;
        throw new CliError(EXIT.data, texts.backupDamaged(typeof line === 'number' ? line : null));
      }
    }
  }
}

function table(contents: BackupContents, texts: CliTexts): string {
  const companies = contents.companies.map(({ name, inn }) => `${name}, ${inn}`).join('; ');
  const lines = [
    [texts.backupFields.madeAt, contents.madeAt],
    [texts.backupFields.newestAt, contents.newestAt],
    [texts.backupFields.program, contents.program],
    [texts.backupFields.companies, companies],
    [texts.backupFields.people, contents.people],
    [texts.backupFields.tokens, contents.tokens],
    [texts.backupFields.certificates, contents.certificates],
    [texts.backupFields.payments, contents.payments],
    [texts.backupFields.openPayments, contents.openPayments],
    [texts.backupFields.journal, contents.journal],
    [texts.backupFields.records, contents.records],
  ];
  const secrets = contents.secrets === 0 ? texts.backupNoSecrets : texts.backupSecrets(contents.secrets);
  return `${[...lines.map(([name, value]) => `${name}: ${value}`), secrets].map(plainText).join('\n')}\n`;
}
