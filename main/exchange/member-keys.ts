import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { OpeningKey } from '../envelopes/keys.ts';
import type { Keychain, SecretName } from '../keychain-ports.ts';
import type { PersonId } from '../../contract/values/ids.ts';
import type { MemberKeys } from '../people/people-ports.ts';
import { assertWritten, readSecret, secretOf } from '../read-secret.ts';
import { Secret } from '../secret.ts';
import { newOpeningKey, openSealed, sealForReaders } from './age-files.ts';

async function openAll(
  keychain: Keychain,
  personId: PersonId,
  sealed: readonly Uint8Array[],
): Promise<readonly (string | null)[]> {
  const identity = await readSecret(keychain, `opening-key:${personId}`);
  try {
    const texts: (string | null)[] = [];
    for (const file of sealed) texts.push(await openSealed(file, identity));
    return texts;
  } finally {
    identity.wipe();
  }
}

/** Keys of members over the keychain: PKCS#8 under `member-key:`, an age identity under `opening-key:`. Source: RFC 8032; C2SP age.md. */
export function memberKeys(keychain: Keychain): MemberKeys {
  return {
    createSigning: async (personId) => {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      const plain = privateKey.export({ type: 'pkcs8', format: 'der' });
      const secret = Secret.fromBytes(plain);
      plain.fill(0);
      try {
        assertWritten(await keychain.write(`member-key:${personId}`, secret));
      } finally {
        secret.wipe();
      }
      return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    },
    sign: async (personId, text) => {
      const secret = await readSecret(keychain, `member-key:${personId}`);
      const plain = secret.revealBytes();
      secret.wipe();
      try {
        const key = createPrivateKey({ key: Buffer.from(plain), type: 'pkcs8', format: 'der' });
        return sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
      } finally {
        plain.fill(0);
      }
    },
    adopt: async (from, to) => {
      const signing = await keychain.read(`member-key:${from}`);
      if (signing.state !== 'absent') await write(keychain, `member-key:${to}`, secretOf(signing));
      const [next, before] = [
        await readSecret(keychain, `opening-key:${from}`),
        await readSecret(keychain, `opening-key:${to}`),
      ];
      const lines = new Set([next, before].flatMap((one) => one.revealText().split('\n')));
      next.wipe();
      before.wipe();
      await write(keychain, `opening-key:${to}`, Secret.fromText([...lines].join('\n')));
    },
    forget: async (personId) => {
      assertWritten(await keychain.remove(`member-key:${personId}`));
      assertWritten(await keychain.remove(`opening-key:${personId}`));
    },
    createOpening: async (personId) => {
      const { openingKey, identity } = await newOpeningKey();
      try {
        assertWritten(await keychain.write(`opening-key:${personId}`, identity));
      } finally {
        identity.wipe();
      }
      return openingKey;
    },
    open: async (personId, sealed) => (await openAll(keychain, personId, [sealed]))[0] ?? null,
    openAll: (personId, sealed) => openAll(keychain, personId, sealed),
    seal: (text, readers) =>
      sealForReaders(
        text,
        readers.map((reader) => OpeningKey.parse(reader)),
      ),
  };
}

async function write(keychain: Keychain, name: SecretName, secret: Secret): Promise<void> {
  try {
    assertWritten(await keychain.write(name, secret));
  } finally {
    secret.wipe();
  }
}
