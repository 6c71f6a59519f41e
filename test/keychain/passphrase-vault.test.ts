import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Keychain } from '../../main/ports/keychain-ports.ts';
import { createPassphraseVault, openPassphraseVault } from '../../main/edges/keychain/passphrase-vault.ts';
import { decodeEntries, encodeEntries } from '../../main/edges/keychain/vault-entries.ts';
import { newVaultKey, openSealed, parseVaultFile, sealVault } from '../../main/edges/keychain/vault-seal.ts';
import { Secret } from '../../main/ports/secret.ts';
import { keychainSuite } from '../ports/keychain-suite.ts';
import { OWNER_ONLY } from '../fakes/platform.ts';

const PASSPHRASE = 'верный пароль for tests only';

let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'klyuchnik-vault-'));
  file = join(dir, 'passphrase-vault.json');
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

async function create(): Promise<Keychain> {
  const created = await createPassphraseVault({ file, passphrase: Secret.fromText(PASSPHRASE) });
  if (created.state !== 'ok') throw new Error(created.state);
  return created.keychain;
}

async function open(passphrase = PASSPHRASE) {
  return openPassphraseVault({ file, passphrase: Secret.fromText(passphrase) });
}

async function reopen(): Promise<Keychain> {
  const opened = await open();
  if (opened.state !== 'ok') throw new Error(opened.state);
  return opened.keychain;
}

keychainSuite(
  'a passphrase vault',
  async () => ({ keychain: await create(), reopen, stop: () => Promise.resolve() }),
  { histories: 15 },
);

describe('a passphrase vault', () => {
  it('is denied with another passphrase, also one that only looks the same', async () => {
    await create();

    for (const wrong of ['', `${PASSPHRASE} `, PASSPHRASE.replace('о', 'o')]) {
      expect(await open(wrong)).toEqual({ state: 'denied' });
    }
  });

  it('is denied an empty passphrase when it is made, and no file is left', async () => {
    const made = await createPassphraseVault({ file, passphrase: Secret.fromText('') });

    expect(made).toEqual({ state: 'denied' });
    expect(await readdir(dir)).toEqual([]);
  });

  it('is absent when there is no file, and unavailable when there is something else', async () => {
    expect(await open()).toEqual({ state: 'absent' });

    mkdirSync(file);

    expect(await open()).toEqual({ state: 'unavailable' });
  });

  it('is never made over another one', async () => {
    await (await create()).write('store-key', Secret.fromText('kept'));
    const passphrase = Secret.fromText('another one');

    expect(await createPassphraseVault({ file, passphrase })).toEqual({ state: 'exists' });
    expect((await (await reopen()).read('store-key')).state).toBe('ok');
  });

  it('is unavailable when its folder cannot be written', async () => {
    const passphrase = Secret.fromText(PASSPHRASE);

    expect(await createPassphraseVault({ file: join(dir, 'no', 'such', 'folder'), passphrase })).toEqual({
      state: 'unavailable',
    });
  });

  it('lets its owner alone read the file, whatever lay in the way, and leaves no other file', async () => {
    await writeFile(`${file}.new`, 'left by a crash');
    await chmod(`${file}.new`, 0o666);
    await (await create()).write('store-key', Secret.fromText('x'));

    expect((await stat(file)).mode & 0o777).toBe(OWNER_ONLY);
    expect(await readdir(dir)).toEqual(['passphrase-vault.json']);
  });

  it('shows neither secret nor name, and never repeats a nonce', async () => {
    const keychain = await create();
    const nonces = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      await keychain.write('token:visible-name', Secret.fromText('made-up-secret'));
      const text = await readFile(file, 'utf8');
      nonces.add(parseVaultFile(text)?.nonce ?? '');
      const sealed = Buffer.from(parseVaultFile(text)?.sealed ?? '', 'base64url').toString('latin1');
      expect(text + sealed).not.toMatch(/visible-name|made-up-secret/);
    }

    expect(nonces.size).toBe(20);
  });

  it('keeps the old value and says unavailable when the file cannot be replaced', async () => {
    const keychain = await create();
    await keychain.write('store-key', Secret.fromText('old'));
    mkdirSync(join(`${file}.new`, 'in the way'), { recursive: true });

    expect(await keychain.write('store-key', Secret.fromText('new'))).toEqual({ state: 'unavailable' });

    const read = await keychain.read('store-key');
    expect(read.state === 'ok' && read.secret.revealText()).toBe('old');
  });

  it('is locked to every call after a lock, and unavailable when its file is gone', async () => {
    const keychain = await create();
    const other = await reopen();
    await keychain.lock();
    rmSync(file);

    expect(await keychain.read('store-key')).toEqual({ state: 'locked' });
    expect(await keychain.write('store-key', Secret.fromText('x'))).toEqual({ state: 'locked' });
    expect((await keychain.health()).state).toBe('locked');
    expect(await other.read('store-key')).toEqual({ state: 'unavailable' });
    expect(await other.write('store-key', Secret.fromText('x'))).toEqual({ state: 'unavailable' });
  });

  it('is corrupt when the file is another vault, put there while it is open', async () => {
    const keychain = await create();
    rmSync(file);
    await create();

    expect(await keychain.read('store-key')).toEqual({ state: 'corrupt' });
    expect(await keychain.write('store-key', Secret.fromText('x'))).toEqual({ state: 'corrupt' });
  });

  it('is corrupt, never wrong, when a bit of the file is another one', async () => {
    const key = await newVaultKey(new TextEncoder().encode(PASSPHRASE));
    const text = sealVault(key, encodeEntries(new Map([['store-key', Uint8Array.of(1, 2, 3)]])));

    for (let bit = 0; bit < text.length * 8; bit += 1) {
      const bytes = Buffer.from(text);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const parsed = parseVaultFile(bytes.toString('utf8'));
      const plain = parsed && openSealed(key, parsed);
      // White space between the fields carries nothing, so a flip there may leave the file as good as it was.
      if (plain) expect(decodeEntries(plain)?.get('store-key')).toEqual(Uint8Array.of(1, 2, 3));
      if (plain) expect(JSON.parse(bytes.toString('utf8'))).toEqual(JSON.parse(text));
    }
  });

  it.each([
    ['memoryKiB', [65_536, 65_537, 1_048_576], [0, 65_535, 1_048_577]],
    ['passes', [3, 4, 16], [0, 2, 17]],
    ['lanes', [4, 5, 16], [0, 3, 17]],
  ])('refuses a derivation weaker than RFC 9106 asks, or ruinous: %s', async (field, taken, refused) => {
    const { key, header } = await newVaultKey(new TextEncoder().encode(PASSPHRASE));
    const stateOf = (value: number) => {
      const weaker = { ...header, kdf: { ...header.kdf, [field]: value } };
      return parseVaultFile(sealVault({ key, header: weaker }, new Uint8Array(0))) ? 'taken' : 'refused';
    };

    expect(taken.map(stateOf)).toEqual(['taken', 'taken', 'taken']);
    expect(refused.map(stateOf)).toEqual(['refused', 'refused', 'refused']);
  });

  it('is denied when somebody gave the file another salt and a fitting checksum', async () => {
    await create();
    const { key, header } = await newVaultKey(new TextEncoder().encode('another passphrase'));
    const parsed = parseVaultFile(await readFile(file, 'utf8'));
    await writeFile(file, sealVault({ key, header: { ...header, verifier: parsed?.verifier ?? '' } }, key));

    expect(await open()).toEqual({ state: 'denied' });
  });
});

describe('the entries of a vault', () => {
  it('come back as they were', () => {
    const name = fc.constantFrom('store-key', 'workplace-key', 'token:a', 'token:b', 'person-key:x.y-z_1');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.uint8Array())), (pairs) => {
        const entries = new Map(pairs);

        expect(decodeEntries(encodeEntries(entries))).toEqual(entries);
      }),
    );
  });

  it('are refused when they are cut, doubled, prolonged or misnamed, and never make it throw', () => {
    const good = encodeEntries(new Map([['store-key', Uint8Array.of(1)]]));
    for (let length = 1; length < good.length; length += 1) {
      expect(decodeEntries(good.subarray(0, length))).toBeUndefined();
    }
    expect(decodeEntries(Buffer.concat([good, good]))).toBeUndefined();
    expect(decodeEntries(Buffer.concat([good, Buffer.of(0)]))).toBeUndefined();
    expect(decodeEntries(encodeEntries(new Map([['__proto__', Uint8Array.of(1)]])))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(() => decodeEntries(bytes)).not.toThrow();
      }),
    );
  });
});
