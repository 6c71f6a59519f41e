import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../main/ports/app-error.ts';
import type { ChildLink } from '../../main/edges/keychain/child-link.ts';
import { createKeychain } from '../../main/edges/keychain/keychain-client.ts';
import { openPassphraseVault } from '../../main/edges/keychain/passphrase-vault.ts';
import { spareKeyFile } from '../../main/edges/keychain/spare-key-file.ts';
import type { SpareKeyFile } from '../../main/ports/keychain-ports.ts';
import { readSecret } from '../../main/ports/read-secret.ts';
import { Secret } from '../../main/ports/secret.ts';
import type { Profile } from '../../main/edges/system/profile.ts';
import { TRAINING_PASSPHRASE } from '../../main/domain/training/prepare-training.ts';
import { CliError, EXIT } from './command.ts';
import { readPassphrase } from './read-passphrase.ts';
import type { CliTexts } from './texts.ts';

/** A keychain that asks something in a window is not waited for. Units: milliseconds. Own choice. */
const KEYCHAIN_DEADLINE_MS = 10_000;

interface Asking {
  readonly texts: CliTexts;
  readonly isFromStdin: boolean;
}

/**
 * Returns the key of the records: from the copy of training companies without a word, else from the keychain, else by a
 * passphrase: from the spare key or the passphrase vault. The caller wipes it. Errors: `CliError`. Effects: none on the
 * profile.
 */
export async function openStoreKey(profile: Profile, asking: Asking): Promise<Secret> {
  const spare = spareKeyFile(profile.spareKeyFile);
  const { state } = spare.look();
  const isInFile = existsSync(profile.passphraseFile);
  if (state === 'training') return withSecret(Secret.fromText(TRAINING_PASSPHRASE), asking, spare.open);
  // Whoever gives the passphrase need not wait for a keychain.
  const isGiven = asking.isFromStdin && (isInFile || state === 'own');
  const found = isInFile || isGiven ? null : await fromKeychain(profile);
  if (found !== null) return found;
  if (state === 'damaged' && !isInFile) throw new CliError(EXIT.data, asking.texts.spareDamaged);
  if (state !== 'own' && !isInFile) throw new CliError(EXIT.unavailable, asking.texts.noWay);
  const passphrase = await readPassphrase(asking.isFromStdin, asking.texts);
  return withSecret(passphrase, asking, (given) => byPassphrase(profile, spare, given));
}

/** Where there are a passphrase vault and a spare key, either passphrase is taken. */
async function byPassphrase(profile: Profile, spare: SpareKeyFile, passphrase: Secret): Promise<Secret> {
  if (!existsSync(profile.passphraseFile)) return spare.open(passphrase);
  try {
    return await fromPassphraseVault(profile.passphraseFile, passphrase);
  } catch (error) {
    if (spare.look().state !== 'own') throw error;
    return spare.open(passphrase);
  }
}

async function withSecret(
  passphrase: Secret,
  { texts }: Asking,
  open: (passphrase: Secret) => Promise<Secret>,
): Promise<Secret> {
  try {
    return await open(passphrase);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'passphrase-wrong') throw new CliError(EXIT.noPermission, texts.wrongPassphrase);
    throw new CliError(EXIT.data, texts.spareDamaged);
  } finally {
    passphrase.wipe();
  }
}

async function fromPassphraseVault(file: string, passphrase: Secret): Promise<Secret> {
  const opened = await openPassphraseVault({ file, passphrase });
  if (opened.state === 'denied') throw new AppError('passphrase-wrong');
  if (opened.state !== 'ok') throw new AppError('store-corrupt');
  return readSecret(opened.keychain, 'store-key').finally(() => opened.keychain.lock());
}

/**
 * Returns `null` when the keychain does not answer with the key, for whatever reason. A profile that never used a
 * keychain leaves it alone.
 */
async function fromKeychain({ profileId, keychainFile }: Profile): Promise<Secret | null> {
  if (!existsSync(keychainFile)) return null;
  const keychain = createKeychain({
    profileId,
    platform: process.platform,
    spawnKeychainProcess,
    canaryRecord: { isKnown: () => true, markKnown: () => undefined },
    deadlineMs: KEYCHAIN_DEADLINE_MS,
  });
  try {
    const read = await keychain.read('store-key');
    return read.state === 'ok' ? read.secret : null;
  } finally {
    await keychain.lock();
  }
}

function spawnKeychainProcess(): ChildLink {
  const child = fork(path.join(import.meta.dirname, '../../main/edges/keychain/keychain-process.ts'), [], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    // Node's type is narrower than structured clone. That the process has just died is told by its exit.
    send: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
