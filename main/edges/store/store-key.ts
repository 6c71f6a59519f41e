import { randomBytes } from 'node:crypto';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain, KeychainRead } from '../../ports/keychain-ports.ts';
import type { Log } from '../../ports/ports.ts';
import { assertWritten, readSecret, secretOf } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';
import { readCheckpoint } from '../../domain/session/keychain-checkpoints.ts';
import { openStore, type OpenedStore, type StorePlace } from './open-store.ts';
import { deriveStoreKeys, STORE_KEY_BYTES } from './seal.ts';

/** The file of the records, and where its key lies. */
export interface KeyedStore {
  readonly file: string;
  readonly keychain: Keychain;
  readonly log: Log;
  readonly accepted?: StorePlace['accepted'];
  readonly onProgress?: StorePlace['onProgress'];
  readonly isTrusting?: StorePlace['isTrusting'];
}

/**
 * Opens the store with its key. A new key is made only when there is no file yet and the keychain says for certain that
 * it has none. A crash may have come after the store got a new key and before the keychain knew it as the main one:
 * then the other name has it, and it becomes the main one now.
 * Errors: `keychain-*`, `secret-missing`, `store-*`; `store-gone` for a file that is not there though the keychain
 * knows what was in it.
 */
export async function openKeyedStore(keyed: KeyedStore, isNew: boolean): Promise<OpenedStore> {
  const kept = await readCheckpoint(keyed.keychain);
  if (isNew && kept !== 'none') throw new AppError('store-gone');
  const place = { ...keyed, kept };
  const main = await place.keychain.read('store-key');
  // A backup was put back where the keychain had no key, and the app was killed before it was the main one.
  if (main.state === 'absent' && !isNew) return openByNext(place, new AppError('secret-missing'));
  try {
    return await openBy(place, await storeKeyOf(place, main), isNew);
  } catch (error) {
    if (!isOfOtherKey(error)) throw error;
    return openByNext(place, error);
  }
}

/** Errors: `otherwise` where there is no second key, or it is another file's. */
async function openByNext(
  place: KeyedStore & { readonly kept: StorePlace['kept'] },
  otherwise: AppError,
): Promise<OpenedStore> {
  const next = await place.keychain.read('store-key-next');
  if (next.state !== 'ok') throw otherwise;
  try {
    const opened = await openBy(place, next.secret, false);
    await settleNextKey(place);
    return opened;
  } catch (error) {
    throw isOfOtherKey(error) ? otherwise : error;
  }
}

function isOfOtherKey(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'store-key-wrong';
}

/**
 * Gives the store a new key. Killed at any moment, it leaves a store that `openKeyedStore` opens: the new key is in the
 * keychain under a second name before the store changes, the store changes in one transaction, and only then does the
 * new key take the place of the old one.
 * Errors: `keychain-*`, `store-*`; the store has its old key then.
 */
export async function renewStoreKey(place: KeyedStore, store: OpenedStore): Promise<void> {
  const { renewal } = store;
  if (renewal === null || renewal.isDone()) return;
  const key = newKey();
  try {
    assertWritten(await place.keychain.write('store-key-next', key));
    renewal.reseal(deriveStoreKeys(key));
  } finally {
    key.wipe();
  }
  await settleNextKey(place);
}

/**
 * Returns the key that opens the store now; the caller wipes it. Errors: `secret-missing`, `store-key-wrong`,
 * `keychain-*`.
 */
export async function currentStoreKey(keychain: Keychain, { renewal }: OpenedStore): Promise<Secret> {
  for (const name of ['store-key', 'store-key-next'] as const) {
    const key = await readSecret(keychain, name);
    if (renewal === null || renewal.fits(deriveStoreKeys(key))) return key;
    key.wipe();
  }
  throw new AppError('store-key-wrong');
}

/** Makes the new key the main one. What fails is made good at the next opening. */
async function settleNextKey({ keychain, log }: KeyedStore): Promise<void> {
  const next = await keychain.read('store-key-next');
  if (next.state !== 'ok') return log.warn('store-key-not-settled', { state: next.state });
  try {
    const written = await keychain.write('store-key', next.secret);
    if (written.state === 'ok') await keychain.remove('store-key-next');
    else log.warn('store-key-not-settled', { state: written.state });
  } finally {
    next.secret.wipe();
  }
}

/** A key that the keychain has not is made: the caller knows that the store is new. */
async function storeKeyOf({ keychain }: KeyedStore, main: KeychainRead): Promise<Secret> {
  if (main.state !== 'absent') return secretOf(main);
  const key = newKey();
  assertWritten(await keychain.write('store-key', key));
  return key;
}

function newKey(): Secret {
  const bytes = randomBytes(STORE_KEY_BYTES);
  const key = Secret.fromBytes(bytes);
  bytes.fill(0);
  return key;
}

/** Effects: the key is wiped. */
async function openBy(
  place: Omit<StorePlace, 'keys'>,
  storeKey: Secret,
  isNew: boolean,
): Promise<OpenedStore> {
  try {
    return await openStore({ ...place, keys: deriveStoreKeys(storeKey) }, isNew);
  } finally {
    storeKey.wipe();
  }
}
