import type { ErrorCode } from '../../../contract/error-codes.ts';
import type { PersonId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Keychain, SecretName } from '../../ports/keychain-ports.ts';
import { assertWritten, readSecret, secretOf } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';
import type { SealingKey, SealingKeys } from '../../domain/people/people-ports.ts';
import { age } from './age-library.ts';

/**
 * First bytes of every age file. No token holds a space or a line feed, and no PEM text begins so. Source: C2SP age.md,
 * «Header».
 */
const AGE_HEAD = new TextEncoder().encode('age-encryption.org/v1\n');

/** How something is sealed under a passphrase; the keychain's own way (Argon2id, AES-256-GCM) in the app. */
export interface PassphraseSeal {
  sealUnder(passphrase: Secret, plain: Uint8Array): Promise<string>;
  openUnder(passphrase: Secret, sealed: string, damaged: ErrorCode): Promise<Uint8Array>;
}

/**
 * Sealing keys of directors over the keychain: an age identity (X25519) under `sealing-key:`, itself sealed under the
 * director's passphrase. The public half is worked out from it each time and written nowhere, so that nobody can put
 * another in its place. Source: C2SP age.md; design.md §6.
 */
export function sealingKeys(keychain: Keychain, seal: PassphraseSeal): SealingKeys {
  const renew: SealingKeys['renew'] = async (personId, passphrase) => {
    const { generateX25519Identity } = await age();
    const plain = new TextEncoder().encode(await generateX25519Identity());
    try {
      const sealed = Secret.fromText(await seal.sealUnder(passphrase, plain));
      assertWritten(await keychain.write(nameOf(personId), sealed));
    } finally {
      plain.fill(0);
    }
  };
  return {
    ensure: async (personId, passphrase) => {
      const read = await keychain.read(nameOf(personId));
      if (read.state === 'absent') await renew(personId, passphrase);
      else secretOf(read).wipe();
    },
    renew,
    use: async (personId, passphrase, work) => {
      const item = await readSecret(keychain, nameOf(personId));
      const sealed = item.revealText();
      item.wipe();
      const plain = await seal.openUnder(passphrase, sealed, 'keychain-corrupt');
      const identity = Secret.fromBytes(plain);
      plain.fill(0);
      try {
        return await work(keyOf(identity));
      } finally {
        identity.wipe();
      }
    },
  };
}

function nameOf(personId: PersonId): SecretName {
  return `sealing-key:${personId}`;
}

function keyOf(identity: Secret): SealingKey {
  return {
    seal: async (plain) => {
      const { Encrypter, identityToRecipient } = await age();
      const bytes = plain.revealBytes();
      try {
        const encrypter = new Encrypter();
        encrypter.addRecipient(await identityToRecipient(identity.revealText()));
        return Secret.fromBytes(await encrypter.encrypt(bytes));
      } finally {
        bytes.fill(0);
      }
    },
    open: async (kept) => {
      const bytes = kept.revealBytes();
      try {
        return isAge(bytes) ? await decrypted(bytes, identity) : Secret.fromBytes(bytes);
      } finally {
        bytes.fill(0);
      }
    },
    isSealed: (kept) => {
      const bytes = kept.revealBytes();
      try {
        return isAge(bytes);
      } finally {
        bytes.fill(0);
      }
    },
  };
}

function isAge(bytes: Uint8Array): boolean {
  return AGE_HEAD.every((byte, index) => bytes[index] === byte);
}

/** Errors: `secret-changed` for what was not sealed to this key, or is damaged. */
async function decrypted(sealed: Uint8Array, identity: Secret): Promise<Secret> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.revealText());
  let plain: Uint8Array;
  try {
    plain = await decrypter.decrypt(sealed);
  } catch {
    throw new AppError('secret-changed', { what: 'sealed' });
  }
  const secret = Secret.fromBytes(plain);
  plain.fill(0);
  return secret;
}
