import { Instant } from '../../../contract/values/dates.ts';
import type { Keychain, SecretName } from '../../ports/keychain-ports.ts';
import type { Clock, Log } from '../../ports/ports.ts';
import { assertWritten, keychainError, writeSecret } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';
import type { AuditLog } from '../audit/audit-ports.ts';
import { journalEntry, THE_APP } from '../audit/entry.ts';
import { askSpareKey, type AskSpareKeyParts } from './spare-key.ts';

export interface RestoreStoreKeyParts extends Omit<AskSpareKeyParts, 'kind'> {
  /** The keychain that the person chose, emptied or not. Errors: `keychain-*`, `cancelled-by-person`. */
  readonly keychain: () => Promise<Keychain>;
  /** Looks whether the key is that of the records here. Errors: `store-key-wrong`, `store-*`. */
  readonly assertFits: (storeKey: Secret) => void;
  readonly clock: Clock;
}

/** Says when it was done: the journal can be written only when somebody has accepted the records. */
const NOTE = 'store-key-restored' satisfies SecretName;

/**
 * Puts the key of the records back into a keychain that has lost it, by the passphrase of the spare key. A key that is
 * still there is never written over, whatever it opens. The records themselves are judged at the opening, as ever.
 *
 * Errors: `not-found`, `spare-key-damaged`, `cancelled-by-person`, `store-key-wrong` and `store-*`: nothing was written
 * then; `keychain-*`: the key is there whole or not at all, and asking again is safe. Effects: two keychain items.
 */
export async function restoreStoreKey(parts: RestoreStoreKeyParts): Promise<void> {
  const keychain = await parts.keychain();
  const { state } = await keychain.health();
  // An emptied keychain is `corrupt` until something is written into it.
  if (state !== 'ok' && state !== 'corrupt') throw keychainError(state);
  if (state === 'ok' && (await hasStoreKey(keychain))) return;
  await askSpareKey({ ...parts, kind: 'spare-passphrase-to-restore' }, async (storeKey) => {
    parts.assertFits(storeKey);
    // The first write makes an emptied keychain answer again: what lies in it is known for certain only from here on.
    assertWritten(await keychain.remove(NOTE));
    if (await hasStoreKey(keychain)) return;
    await writeSecret(keychain, NOTE, Secret.fromText(parts.clock.now()));
    assertWritten(await keychain.write('store-key', storeKey));
  });
}

export interface NoteRestoredKeyParts {
  readonly keychain: Keychain;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Writes into the journal of an open vault that its key was put back, and when. Errors: none, they are in the log, and
 * the next opening tries again. Effects: one journal line, the note of it is removed; twice the line after a crash
 * between the two.
 */
export async function noteRestoredKey({ keychain, audit, clock, log }: NoteRestoredKeyParts): Promise<void> {
  try {
    const read = await keychain.read(NOTE);
    // One that is not what was written still says that it was done.
    if (read.state !== 'ok' && read.state !== 'corrupt') return;
    const facts = { at: clock.now(), actor: THE_APP, companyId: null, subject: '' };
    const restoredAt = read.state === 'ok' ? instantOf(read.secret) : null;
    audit.append(journalEntry('store-key-restored', { ...facts, details: { restoredAt } }));
    assertWritten(await keychain.remove(NOTE));
  } catch (error) {
    log.error('restored-key-not-noted', error);
  }
}

/** Errors: `keychain-*` where nobody can say. */
async function hasStoreKey(keychain: Keychain): Promise<boolean> {
  const read = await keychain.read('store-key');
  if (read.state === 'ok') {
    read.secret.wipe();
    return true;
  }
  if (read.state === 'absent' || read.state === 'corrupt') return false;
  throw keychainError(read.state);
}

function instantOf(secret: Secret): Instant | null {
  const text = secret.revealText();
  secret.wipe();
  return Instant.safeParse(text).data ?? null;
}
