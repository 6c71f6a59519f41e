import type { PersonId } from '../../../contract/values/ids.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import { assertWritten, readSecret, writeSecret } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';
import type { PersonKeys } from '../../domain/people/people-ports.ts';
import { newSigningKey, signWith } from './signing-key.ts';
import { ed25519Verifier } from './ed25519-verifier.ts';
import { openUnder, sealUnder } from './passphrase-seal.ts';

/**
 * People's signing keys: Ed25519; the private half sealed under the person's passphrase (Argon2id, AES-256-GCM) before
 * it goes into the keychain, so that the session of somebody else cannot use it. Source: RFC 8032; design.md §3.
 */
export function personKeys(keychain: Keychain): PersonKeys {
  return {
    create: async (personId, passphrase) => {
      const { publicKey, plain } = newSigningKey();
      const sealed = Secret.fromText(await sealUnder(passphrase, plain));
      plain.fill(0);
      assertWritten(await keychain.write(`person-key:${personId}`, sealed));
      return publicKey;
    },
    adopt: async (from, to, letGo) => {
      await writeSecret(keychain, `person-key:${to}`, await readSecret(keychain, `person-key:${from}`));
      if (letGo) assertWritten(await keychain.remove(`sealing-key:${to}`));
    },
    remove: async (personId) => {
      assertWritten(await keychain.remove(`person-key:${personId}`));
    },
    sign: async (personId, passphrase, text) => {
      const [signature = ''] = await signAll(keychain, { personId, passphrase, texts: [text] });
      return signature;
    },
    signAll: (personId, passphrase, texts) => signAll(keychain, { personId, passphrase, texts }),
    verify: ed25519Verifier(),
  };
}

interface Signing {
  readonly personId: PersonId;
  readonly passphrase: Secret;
  readonly texts: readonly string[];
}

async function signAll(
  keychain: Keychain,
  { personId, passphrase, texts }: Signing,
): Promise<readonly string[]> {
  return signWith(await openKey(keychain, personId, passphrase), texts).signatures;
}

async function openKey(keychain: Keychain, personId: PersonId, passphrase: Secret): Promise<Uint8Array> {
  const item = await readSecret(keychain, `person-key:${personId}`);
  const sealed = item.revealText();
  item.wipe();
  return openUnder(passphrase, sealed, 'keychain-corrupt');
}
