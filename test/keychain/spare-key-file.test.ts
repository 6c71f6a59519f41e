import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spareKeyFile } from '../../main/edges/keychain/spare-key-file.ts';
import { Secret } from '../../main/ports/secret.ts';
import { codeOf } from '../fakes/vault-world.ts';
import { OWNER_ONLY } from '../fakes/platform.ts';

const KEY = new Uint8Array(32).map((_, index) => index);
const AT = '2026-11-16T09:00:00.000Z';

describe('the file of the spare key', () => {
  let dir: string;
  let path: string;
  const keep = (passphrase: string, isTraining = false) =>
    spareKeyFile(path).keep(Secret.fromBytes(KEY), Secret.fromText(passphrase), { isTraining, madeAt: AT });
  const open = (passphrase: string) => spareKeyFile(path).open(Secret.fromText(passphrase));

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'klyuchnik-spare-'));
    path = join(dir, 'spare-key.json');
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('gives the key back for its passphrase alone, says whose it is, and shows neither of them', async () => {
    expect(spareKeyFile(path).look()).toEqual({ state: 'none', madeAt: null });
    await keep('верный пароль запасного');

    expect((await open('верный пароль запасного')).revealBytes()).toEqual(KEY);
    expect(await codeOf(() => open('неверный пароль'))).toBe('passphrase-wrong');
    expect(spareKeyFile(path).look()).toEqual({ state: 'own', madeAt: AT });
    expect(statSync(path).mode & 0o777).toBe(OWNER_ONLY);
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('верный');
    expect(text).not.toContain(Buffer.from(KEY).toString('base64url').slice(0, 20));
    expect(readdirSync(dir)).toEqual(['spare-key.json']);
  });

  it('is not read when it is larger than such a file can be', async () => {
    await keep('верный пароль запасного');
    writeFileSync(path, `${readFileSync(path, 'utf8')}${' '.repeat(16_384)}`);

    expect(spareKeyFile(path).look()).toEqual({ state: 'damaged', madeAt: null });
  });

  it('is replaced by the next one, and gone after it was removed, twice if need be', async () => {
    await keep('учебная фраза для всех', true);
    expect(spareKeyFile(path).look().state).toBe('training');
    await keep('своя тайная фраза');
    expect(spareKeyFile(path).look().state).toBe('own');
    expect(await codeOf(() => open('учебная фраза для всех'))).toBe('passphrase-wrong');
    spareKeyFile(path).remove();
    spareKeyFile(path).remove();
    expect(await codeOf(() => open('своя тайная фраза'))).toBe('not-found');
  });

  it('is told to be damaged, never a wrong passphrase, when a bit of it differs', async () => {
    await keep('верный пароль запасного');
    const file = JSON.parse(readFileSync(path, 'utf8')) as { sealed: { sealed: string } };
    const { sealed } = file.sealed;
    file.sealed.sealed = (sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1);
    writeFileSync(path, JSON.stringify(file));
    expect(await codeOf(() => open('верный пароль запасного'))).toBe('spare-key-damaged');

    for (const text of ['', '{', '[]', '{"format":"klyuchnik-spare-key","version":2}']) {
      writeFileSync(path, text);
      expect(spareKeyFile(path).look().state).toBe('damaged');
      expect(await codeOf(() => open('верный пароль запасного'))).toBe('spare-key-damaged');
    }
  });
});
