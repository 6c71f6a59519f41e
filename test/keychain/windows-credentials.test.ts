import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { backendOf } from '../../main/edges/keychain/backends.ts';
import { canaryFile } from '../../main/edges/keychain/canary-file.ts';
import { createKeychain } from '../../main/edges/keychain/keychain-client.ts';
import { keytarItems } from '../../main/edges/keychain/keytar-items.ts';
import { readValue, removeValue, writeValue } from '../../main/edges/keychain/parts.ts';
import { keychainSuite } from '../ports/keychain-suite.ts';
import { spawnNodeKeychain } from './node-child.ts';

const PROCESS = fileURLToPath(new URL('../../main/edges/keychain/keychain-process.ts', import.meta.url));
const { itemLimit } = backendOf('win32');

describe('the Credential Manager of Windows', () => {
  const dir = mkdtempSync(join(tmpdir(), 'klyuchnik-credentials-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  keychainSuite('the Credential Manager', () => Promise.resolve(open()), { histories: 5 });

  /** Wine 8 takes larger items than Windows documents: that ours stay below is counted here, not refused there. */
  it.each([
    [1919, [2559]],
    [1920, [2560]],
    [1921, [2560, 2]],
  ])('keeps %i bytes in items of %j characters', async (length, expected) => {
    const items = keytarItems(`klyuchnik-test/${randomUUID()}`);
    const bytes = Uint8Array.from({ length }, (_, at) => at & 0xff);

    expect(await writeValue(items, 'a', { bytes, itemLimit })).toBe('ok');

    const parts = await Promise.all(expected.map((_, number) => items.get(`a/part/0/${number}`)));
    expect(parts.map((part) => part?.length)).toEqual(expected);
    expect(await items.get(`a/part/0/${expected.length}`)).toBeNull();
    expect(await readValue(items, 'a')).toEqual({ state: 'ok', bytes: Buffer.from(bytes) });
    expect(await removeValue(items, 'a')).toBe(true);
  });

  function open() {
    const profileId = randomUUID();
    const keychain = createKeychain({
      profileId,
      platform: 'win32',
      spawnKeychainProcess: () => spawnNodeKeychain(PROCESS, process.env),
      canaryRecord: canaryFile(join(dir, profileId, 'keychain.json'), 'Windows'),
    });
    return { keychain, reopen: () => Promise.resolve(keychain), stop: () => keychain.lock() };
  }
});
