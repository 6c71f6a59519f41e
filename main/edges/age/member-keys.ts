import type { PersonId } from '../../../contract/values/ids.ts';
import type { Keychain } from '../../ports/keychain-ports.ts';
import { assertWritten, readSecret, secretOf, writeSecret } from '../../ports/read-secret.ts';
import { Secret } from '../../ports/secret.ts';
import { OpeningKey } from '../../domain/envelopes/keys.ts';
import type { MemberKeys } from '../../domain/people/people-ports.ts';
import { newSigningKey, signWith } from '../keychain/signing-key.ts';
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

/**
 * Keys of members over the keychain: PKCS#8 under `member-key:`, an age identity under `opening-key:`. Source: RFC
 * 8032; C2SP age.md.
 */
export function memberKeys(keychain: Keychain): MemberKeys {
  return {
    createSigning: async (personId) => {
      const { publicKey, plain } = newSigningKey();
      const secret = Secret.fromBytes(plain);
      plain.fill(0);
      await writeSecret(keychain, `member-key:${personId}`, secret);
      return publicKey;
    },
    sign: async (personId, text) => {
      const secret = await readSecret(keychain, `member-key:${personId}`);
      const plain = secret.revealBytes();
      secret.wipe();
      return signWith(plain, [text]).signatures[0] ?? '';
    },
    adopt: async (from, to) => {
      const signing = await keychain.read(`member-key:${from}`);
      if (signing.state !== 'absent') await writeSecret(keychain, `member-key:${to}`, secretOf(signing));
      const next = await readSecret(keychain, `opening-key:${from}`);
      const before = await keychain.read(`opening-key:${to}`);
      // A keychain that was reset has lost it: the new keys are made because of that.
      const both = before.state === 'absent' ? [next] : [next, secretOf(before)];
      const lines = new Set(both.flatMap((one) => one.revealText().split('\n')));
      for (const one of both) one.wipe();
      await writeSecret(keychain, `opening-key:${to}`, Secret.fromText([...lines].join('\n')));
    },
    forget: async (personId) => {
      assertWritten(await keychain.remove(`member-key:${personId}`));
      assertWritten(await keychain.remove(`opening-key:${personId}`));
    },
    createOpening: async (personId) => {
      const { openingKey, identity } = await newOpeningKey();
      await writeSecret(keychain, `opening-key:${personId}`, identity);
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
