import type { Keychain, WorkplaceKey } from '../../ports/keychain-ports.ts';
import { assertWritten, secretOf } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';
import { newSigningKey, signWith } from './signing-key.ts';
import { ed25519Verifier } from './ed25519-verifier.ts';

/**
 * The signing key of this workplace over the keychain: PKCS#8, under `workplace-key`. A key is made only where the
 * keychain says for certain that it has none; a locked keychain makes none.
 */
export function workplaceKey(keychain: Keychain): WorkplaceKey {
  return {
    sign: async (text) => {
      const { publicKey, signatures } = signWith(await readOrMake(keychain), [text]);
      return { publicKey, signature: signatures[0] ?? '' };
    },
    verify: ed25519Verifier(),
  };
}

/** The private key (PKCS#8); whoever signs with it zeroes it. */
async function readOrMake(keychain: Keychain): Promise<Uint8Array> {
  const read = await keychain.read('workplace-key');
  if (read.state === 'absent') return make(keychain);
  const secret = secretOf(read);
  const bytes = secret.revealBytes();
  secret.wipe();
  return bytes;
}

async function make(keychain: Keychain): Promise<Uint8Array> {
  const { plain } = newSigningKey();
  const secret = Secret.fromBytes(plain);
  plain.fill(0);
  try {
    assertWritten(await keychain.write('workplace-key', secret));
    return secret.revealBytes();
  } finally {
    secret.wipe();
  }
}
