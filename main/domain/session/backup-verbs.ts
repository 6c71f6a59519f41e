import type { BackupView } from '../../../contract/areas/backup.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FileSaver } from '../../ports/document-ports.ts';
import { assertWritten, keychainError } from '../../ports/read-secret.ts';
import { journalEntry, type Actor } from '../audit/entry.ts';
import type {
  BackupFolder,
  BackupProof,
  BackupRecords,
  BackupSealing,
  NamedSecret,
} from '../backup/backup-ports.ts';
import { backupView, type BackupRecordStore } from '../backup/backup-record.ts';
import type { DailyBackup } from '../backup/daily-backup.ts';
import { backupName } from '../backup/make-backup.ts';
import { proveDirector } from '../people/add-person.ts';
import { askNewPassphrase } from '../people/new-passphrase.ts';
import { actorOf, type Person } from '../people/person.ts';
import type { OpenedVault } from './opened-vault.ts';
import { SPARE_PASSPHRASE_MIN } from './spare-key.ts';

/** What makes and proves backups while the vault is open. */
export interface BackupVault {
  readonly records: BackupRecords;
  readonly proof: BackupProof;
  readonly sealing: BackupSealing;
  readonly folder: BackupFolder;
  readonly store: BackupRecordStore;
  readonly daily: DailyBackup;
  readonly program: string;
}

/** Somebody with the file may try passphrases without end, as with the spare key. Units: characters. */
const BACKUP_PASSPHRASE_MIN = SPARE_PASSPHRASE_MIN;

type TouchedBySetUp = Pick<OpenedVault, 'backup' | 'keychain' | 'prompt' | 'clock'>;

/**
 * Chooses where the daily backups go and under which passphrase, and makes the first one. The passphrase lies in the
 * keychain from then on: it opens nothing that the keychain does not hold the key of already.
 *
 * Errors: `cancelled-by-person`, `keychain-*`, those of `makeBackup`: the choice stands all the same then. Effects: a
 * keychain item, the record with a journal line, a backup.
 */
export async function setUpBackups(vault: TouchedBySetUp, actor: Actor, folder: string): Promise<void> {
  const { backup, keychain, prompt, clock } = vault;
  const question = {
    kind: 'new-backup-passphrase' as const,
    subject: folder,
    facts: [],
    minLength: BACKUP_PASSPHRASE_MIN,
  };
  await askNewPassphrase(prompt, question, async (passphrase) =>
    assertWritten(await keychain.write('backup-passphrase', passphrase)),
  );
  const record = backup.store.get();
  // In another folder those of before stay where they are, and are not counted any more.
  const made = record.folder === folder ? record.made : [];
  const facts = { at: clock.now(), actor, companyId: null, subject: folder };
  backup.store.save({ ...record, folder, made, failure: null }, journalEntry('backup-set', facts));
  await backup.daily.make(actor);
}

/** Makes no more daily backups. Effects: the passphrase leaves the keychain; the files stay. Errors: `keychain-*`. */
export async function stopBackups(
  { backup, keychain, clock }: Omit<TouchedBySetUp, 'prompt'>,
  actor: Actor,
): Promise<void> {
  const record = backup.store.get();
  if (record.folder === null) return;
  const facts = { at: clock.now(), actor, companyId: null, subject: record.folder };
  backup.store.save({ ...record, folder: null, failure: null }, journalEntry('backup-stopped', facts));
  assertWritten(await keychain.remove('backup-passphrase'));
}

export type TouchedBySecretsBackup = TouchedBySetUp &
  Pick<OpenedVault, 'personKeys' | 'people' | 'tokens' | 'certificates' | 'certificateRequests'>;

/**
 * Saves a backup with the texts of tokens and the keys, by a director's passphrase, under a passphrase of its own.
 * `leaves`: people go on at another computer, and nothing is paid from here afterwards.
 *
 * Errors: `not-entitled`, `cancelled-by-person`, `passphrase-wrong` (asked again), `keychain-*`, `store-*`. Effects: a
 * file where the person says, journal lines.
 */
export async function saveWithSecrets(
  vault: TouchedBySecretsBackup,
  director: Person,
  { saver, leaves }: { readonly saver: FileSaver; readonly leaves: boolean },
): Promise<void> {
  const { backup, prompt, clock } = vault;
  if (director.role !== 'director') throw new AppError('not-entitled');
  await proveDirector(vault, director, [{ label: 'change', text: leaves ? MOVES : HOLDS_SECRETS }]);
  const question = {
    kind: 'new-backup-passphrase' as const,
    subject: '',
    facts: [],
    minLength: BACKUP_PASSPHRASE_MIN,
  };
  const madeAt = clock.now();
  const { content, count } = await askNewPassphrase(prompt, question, async (passphrase) => {
    const secrets = await gathered(vault);
    try {
      const plain = await backup.records.write({ program: backup.program, madeAt, secrets });
      await backup.proof.prove(plain);
      const sealed = await backup.sealing.seal(plain, passphrase);
      plain.fill(0);
      return { content: sealed, count: secrets.length };
    } finally {
      for (const { secret } of secrets) secret.wipe();
    }
  });
  const saved = await saver.save({ suggestedName: backupName(madeAt), content });
  if (saved === null) throw new AppError('cancelled-by-person');
  const facts = { at: clock.now(), actor: actorOf(director), companyId: null, subject: '' };
  const record = backup.store.get();
  backup.store.save(record, journalEntry('backup-with-secrets', { ...facts, details: { secrets: count } }));
  if (leaves) backup.store.save({ ...record, leftAt: facts.at }, journalEntry('vault-left', facts));
}

/** What a director agrees to. Russian, as all lines that stand beside a director's passphrase. */
const HOLDS_SECRETS = 'копия с токенами и ключами: кто откроет её, сможет платить';
const MOVES = 'переезд: копия с токенами и ключами, отсюда платить больше нельзя';

/**
 * Takes a computer up again that people had moved from. Errors: `not-entitled`, `cancelled-by-person`,
 * `passphrase-wrong` (asked again). Effects: a journal line; payments go out from here again.
 */
export async function takeUpAgain(
  vault: Pick<OpenedVault, 'backup' | 'personKeys' | 'prompt' | 'clock'>,
  director: Person,
): Promise<void> {
  const { backup, clock } = vault;
  if (director.role !== 'director') throw new AppError('not-entitled');
  const { leftAt } = backup.store.get();
  if (leftAt === null) return;
  await proveDirector(vault, director, [{ label: 'change', text: TAKES_UP }]);
  const facts = { at: clock.now(), actor: actorOf(director), companyId: null, subject: '' };
  backup.store.save({ ...backup.store.get(), leftAt: null }, journalEntry('vault-taken-up', facts));
}

const TAKES_UP = 'отсюда снова платят: на другом компьютере с этой копией не работают';

/** What the window shows. */
export function viewOfBackups({ backup }: Pick<OpenedVault, 'backup'>): BackupView {
  return backupView(backup.store.get());
}

/** Every secret that these records name and the keychain has. The caller wipes them. Errors: `keychain-*`. */
async function gathered(vault: TouchedBySecretsBackup): Promise<readonly NamedSecret[]> {
  const secrets: NamedSecret[] = [];
  for (const name of namesIn(vault)) {
    const read = await vault.keychain.read(name);
    if (read.state === 'ok') secrets.push({ name, secret: read.secret });
    else if (read.state !== 'absent') {
      for (const { secret } of secrets) secret.wipe();
      throw keychainError(read.state);
    }
  }
  return secrets;
}

function namesIn({ people, tokens, certificates, certificateRequests }: TouchedBySecretsBackup) {
  const keys = people
    .list()
    .flatMap(({ personId, nextKeys }) => [personId, ...(nextKeys === null ? [] : [nextKeys.keyId])]);
  return [
    'workplace-key' as const,
    ...tokens.list(null).map(({ tokenId }) => `token:${tokenId}` as const),
    ...certificates.list(null).map(({ certificateId }) => `certificate-key:${certificateId}` as const),
    ...certificateRequests.list(null).map(({ requestId }) => `certificate-key:${requestId}` as const),
    ...keys.flatMap((id) => [
      `person-key:${id}` as const,
      `member-key:${id}` as const,
      `opening-key:${id}` as const,
      `sealing-key:${id}` as const,
    ]),
  ];
}
