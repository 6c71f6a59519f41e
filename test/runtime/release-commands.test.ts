import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { projectVersion } from '../../scripts/packages/pack.ts';
import { signRelease } from '../../scripts/release/sign.ts';
import { verifyRelease } from '../../scripts/release/verify.ts';
import { temporaryDir } from './temporary-dir.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');
/** Names of packages carry it. */
const VERSION = await projectVersion(PROJECT_DIR);
const DAY_MS = 86_400_000;

describe('release:sign and release:verify', () => {
  let dir: string;
  let keys: string;
  let packages: string;
  const at = (name: string) => path.join(dir, name);
  const deb = () => path.join(packages, `klyuchnik_${VERSION}_amd64.deb`);

  async function newKeyFile(name: string): Promise<string> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    await writeFile(at(name), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  }

  const sign = (...args: string[]) => signRelease(['--folder', packages, ...args], PROJECT_DIR);
  const verify = async (now = Date.now()) =>
    (await verifyRelease(['--keys', keys, '--folder', packages], now)).faults;

  beforeEach(async () => {
    dir = await temporaryDir();
    keys = at('keys.json');
    packages = at('dist');
    await mkdir(packages);
    const pinned = { signing: await newKeyFile('signing.pem'), offline: await newKeyFile('offline.pem') };
    await writeFile(keys, JSON.stringify(pinned));
    await writeFile(deb(), 'package for Debian');
    await writeFile(path.join(packages, `klyuchnik-${VERSION}-setup.exe`), 'installer');
    await writeFile(path.join(packages, 'builder-debug.yml'), 'of no use to people');
  });

  it('sign what people download, and find it as it was signed', async () => {
    await sign('--key', at('signing.pem'), '--sequence', '1');

    const { release, faults } = await verifyRelease(['--keys', keys, '--folder', packages], Date.now());
    expect(faults).toEqual([]);
    expect(release?.files.map(({ name, size }) => [name, size])).toEqual([
      [`klyuchnik-${VERSION}-setup.exe`, 9],
      [`klyuchnik_${VERSION}_amd64.deb`, 18],
    ]);
  });

  it('find a file that is cut, swapped, missing or new', async () => {
    await sign('--key', at('signing.pem'), '--sequence', '1');

    await truncate(deb(), 17);
    expect(await verify()).toEqual([expect.stringContaining('shorter')]);
    await writeFile(deb(), 'PACKAGE for Debian');
    expect(await verify()).toEqual([expect.stringContaining('its bytes are others')]);
    await rm(deb());
    expect(await verify()).toEqual([expect.stringContaining('not there')]);
    await writeFile(deb(), 'package for Debian');
    await writeFile(path.join(packages, 'evil.deb'), 'x');
    expect(await verify()).toEqual(['evil.deb: the list does not name it']);
  });

  it('sign no package of another version that still lies there', async () => {
    await writeFile(path.join(packages, 'klyuchnik_0.0.9_amd64.deb'), 'of last year');

    await expect(sign('--key', at('signing.pem'), '--sequence', '1')).rejects.toThrow(
      'klyuchnik_0.0.9_amd64.deb',
    );
  });

  it('find a list that is over, too early, or changed', async () => {
    const file = await sign('--key', at('signing.pem'), '--sequence', '1', '--days', '30');

    expect(await verify(Date.now() + 31 * DAY_MS)).toEqual([expect.stringContaining('time is over')]);
    expect(await verify(Date.now() - 2 * DAY_MS)).toEqual([expect.stringContaining('clock')]);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('setup.exe', 'setup.dmg'));
    expect(await verify()).toEqual([expect.stringContaining('not signed by the key')]);
    await writeFile(file, text.slice(0, -20));
    expect(await verify()).toEqual([expect.stringContaining('no list')]);
  });

  it('change the key by the one that lies offline, and by no other', async () => {
    const next = await newKeyFile('next.pem');
    const change = ['--new-key', next, '--number', '1', '--out', at('change.json')];
    const signByNext = () =>
      sign('--key', at('next.pem'), '--sequence', '2', '--key-change', at('change.json'));
    await sign('--key', at('signing.pem'), ...change);
    await signByNext();
    expect(await verify()).toEqual([expect.stringContaining('not signed by the key')]);

    await sign('--key', at('offline.pem'), ...change);
    await signByNext();
    expect(await verify()).toEqual([]);
  });

  it('refuse a key that others may read, another kind of key, and a call without a number', async () => {
    await chmod(at('signing.pem'), 0o644);
    await expect(sign('--key', at('signing.pem'), '--sequence', '1')).rejects.toThrow('chmod 600');
    await chmod(at('signing.pem'), 0o600);
    await expect(sign('--key', at('signing.pem'))).rejects.toThrow('sequence');
    await writeFile(at('rsa.pem'), 'PRIVATE WORDS', { mode: 0o600 });
    const wrong = await sign('--key', at('rsa.pem'), '--sequence', '1').catch((error: unknown) =>
      String(error),
    );
    expect(wrong).toContain('no Ed25519 private key');
    expect(wrong).not.toContain('PRIVATE WORDS');
  });
});
