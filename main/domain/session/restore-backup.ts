import type { BackupContents } from '../../../contract/areas/backup.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain, SecretName } from '../../ports/keychain-ports.ts';
import type { Clock, Digests } from '../../ports/ports.ts';
import { assertWritten, keychainError, writeSecret } from '../../ports/read-secret.ts';
import { readBackup } from '../backup/backup-file.ts';
import type { BackupPlace, NamedSecret } from '../backup/backup-ports.ts';
import { readCheckpoint } from './keychain-checkpoints.ts';

export interface RestoreBackupParts {
  readonly place: BackupPlace;
  /** The keychain that the person chose, emptied or not. Errors: `keychain-*`, `cancelled-by-person`. */
  readonly keychain: () => Promise<Keychain>;
  readonly clock: Clock;
  readonly digests: Digests;
}

/** Secrets that a backup may bring: never the key of the records, nor what says how they stand. */
const BROUGHT =
  /^(?:workplace-key|(?:token|certificate-key|person-key|member-key|opening-key|sealing-key):[A-Za-z0-9._-]{1,100})$/;

/** Tells whether a secret may come out of a backup, or go into one. */
export function isBrought(name: string): name is SecretName {
  return BROUGHT.test(name);
}

/**
 * Puts a backup in place of the records of this computer. Their files go aside, their key stays in the keychain under
 * another name, and no secret that is there is written over. The vault is opened by the caller: it opens for reading
 * only until somebody takes the records in (ADR 0078).
 *
 * Errors: `backup-*`, `keychain-*`, `store-*`: the records here are as they were. Effects: a new vault file, keychain
 * items. Killed at any moment, it has happened or not.
 */
export async function restoreBackup(
  { place, keychain: reach, clock, digests }: RestoreBackupParts,
  plain: Uint8Array,
): Promise<BackupContents> {
  const keychain = await reach();
  await assertWritable(keychain);
  const kept = await readCheckpoint(keychain);
  const { above, keptUntil } =
    kept === 'none' ? { above: 0, keptUntil: null } : { above: kept.counter, keptUntil: kept.at };
  const at = clock.now();
  const { madeAt } = readBackup(plain).head;
  const built = await place.build(plain, { madeAt, at, digests, above, keptUntil });
  try {
    for (const one of built.secrets) await bring(keychain, one);
    await keepKeyOfBefore(keychain, at);
    assertWritten(await keychain.write('store-key-next', built.storeKey));
    built.takePlace();
    return built.contents;
  } catch (error) {
    built.remove();
    throw error;
  } finally {
    built.storeKey.wipe();
    for (const { secret } of built.secrets) secret.wipe();
  }
}

/** An emptied keychain is `corrupt` until something is written into it; a removal that removes nothing is enough. */
async function assertWritable(keychain: Keychain): Promise<void> {
  const { state } = await keychain.health();
  if (state !== 'ok' && state !== 'corrupt') throw keychainError(state);
  if (state === 'corrupt') assertWritten(await keychain.remove('store-key-restored'));
}

async function bring(keychain: Keychain, { name, secret }: NamedSecret): Promise<void> {
  if (!isBrought(name)) throw new AppError('backup-damaged', { line: null });
  const there = await keychain.read(name);
  if (there.state === 'ok') there.secret.wipe();
  if (there.state === 'absent') assertWritten(await keychain.write(name, secret));
  else if (there.state !== 'ok' && there.state !== 'corrupt') throw keychainError(there.state);
}

async function keepKeyOfBefore(keychain: Keychain, at: string): Promise<void> {
  const before = await keychain.read('store-key');
  if (before.state === 'absent' || before.state === 'corrupt') return;
  if (before.state !== 'ok') throw keychainError(before.state);
  await writeSecret(keychain, `store-key-before:${at.replaceAll(':', '-')}`, before.secret);
}
