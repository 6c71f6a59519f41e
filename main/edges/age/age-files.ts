import { Secret } from '../../ports/secret.ts';
import { OpeningKey } from '../../domain/envelopes/keys.ts';
import { MAX_SIGNED_LENGTH } from '../../domain/envelopes/signed-text.ts';
import { age } from './age-library.ts';

/**
 * The largest encrypted file that is opened. Units: bytes. Own choice: four bytes for each character of the longest
 * signed text, and the head of a file for all readers with room to spare.
 */
export const MAX_SEALED_BYTES = 4 * MAX_SIGNED_LENGTH + 16_384;

/** An opening key of a person: the public half goes into the people document, the other half into the keychain. */
export interface OpeningKeyPair {
  readonly openingKey: OpeningKey;
  readonly identity: Secret;
}

/**
 * Makes the key that envelopes to a person are encrypted to. The caller wipes the identity. Source: C2SP age.md,
 * X25519.
 */
export async function newOpeningKey(): Promise<OpeningKeyPair> {
  const { generateX25519Identity, identityToRecipient } = await age();
  const identity = await generateX25519Identity();
  const openingKey = OpeningKey.parse(await identityToRecipient(identity));
  return { openingKey, identity: Secret.fromText(identity) };
}

/**
 * Encrypts a signed text to its readers, as a file that the ordinary `age` opens too. Errors: throws without readers.
 */
export async function sealForReaders(file: string, readers: readonly OpeningKey[]): Promise<Uint8Array> {
  if (readers.length === 0) throw new RangeError('an envelope has readers');
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const reader of readers) encrypter.addRecipient(reader);
  return encrypter.encrypt(file);
}

/**
 * Opens a file that was encrypted to this person: to his key of today, or to an older one on a line of its own. Returns
 * `null` for anything else: too large, not of age, for others, damaged, not text. Nothing of such a file is used. The
 * signature inside is `readEnvelope`'s matter.
 */
export async function openSealed(sealed: Uint8Array, identity: Secret): Promise<string | null> {
  if (sealed.byteLength > MAX_SEALED_BYTES) return null;
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  for (const one of identity.revealText().split('\n')) decrypter.addIdentity(one);
  try {
    const bytes = await decrypter.decrypt(sealed);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // whoever wrote it, it is not for us
  }
}
