import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Keychain, WorkplaceKey } from '../keychain-ports.ts';
import { assertWritten, secretOf } from '../read-secret.ts';
import { Secret } from '../secret.ts';

/**
 * The signing key of this workplace over the keychain: PKCS#8, under `workplace-key`. A key is made only where the keychain says for certain
 * that it has none; a locked keychain makes none.
 */
export function workplaceKey(keychain: Keychain): WorkplaceKey {
  return {
    sign: async (text) => {
      const privateKey = await readOrMake(keychain);
      const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
      return {
        publicKey: publicKey.toString('base64'),
        signature: sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
      };
    },
    verify: (publicKey, text, signature) => {
      try {
        const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
        if (key.asymmetricKeyType !== 'ed25519') return false;
        return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
      } catch {
        return false; // a damaged key or signature verifies nothing
      }
    },
  };
}

async function readOrMake(keychain: Keychain): Promise<KeyObject> {
  const read = await keychain.read('workplace-key');
  if (read.state === 'absent') return make(keychain);
  const secret = secretOf(read);
  const bytes = secret.revealBytes();
  secret.wipe();
  try {
    return createPrivateKey({ key: Buffer.from(bytes), type: 'pkcs8', format: 'der' });
  } finally {
    bytes.fill(0);
  }
}

async function make(keychain: Keychain): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const plain = privateKey.export({ type: 'pkcs8', format: 'der' });
  const secret = Secret.fromBytes(plain);
  plain.fill(0);
  try {
    assertWritten(await keychain.write('workplace-key', secret));
  } finally {
    secret.wipe();
  }
  return privateKey;
}
