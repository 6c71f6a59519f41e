import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { OpeningKey } from '../envelopes/keys.ts';
import type { Keychain } from '../keychain-ports.ts';
import type { MemberKeys } from '../people/people-ports.ts';
import { assertWritten, readSecret } from '../read-secret.ts';
import { Secret } from '../secret.ts';
import { newOpeningKey, openSealed, sealForReaders } from './age-files.ts';

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
    createOpening: async (personId) => {
      const { openingKey, identity } = await newOpeningKey();
      try {
        assertWritten(await keychain.write(`opening-key:${personId}`, identity));
      } finally {
        identity.wipe();
      }
      return openingKey;
    },
    open: async (personId, sealed) => {
      const identity = await readSecret(keychain, `opening-key:${personId}`);
      try {
        return await openSealed(sealed, identity);
      } finally {
        identity.wipe();
      }
    },
    seal: (text, readers) =>
      sealForReaders(
        text,
        readers.map((reader) => OpeningKey.parse(reader)),
      ),
  };
}
