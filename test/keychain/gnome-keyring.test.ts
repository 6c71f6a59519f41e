import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe } from 'vitest';

import { canaryFile } from '../../main/keychain/canary-file.ts';
import { createKeychain } from '../../main/keychain/keychain-client.ts';
import { startSession, type Session } from '../../scripts/session.ts';
import { keychainSuite, type KeychainUnderTest } from '../ports/keychain-suite.ts';
import { spawnNodeKeychain } from './node-child.ts';

describe('with an unlocked gnome-keyring', () => {
  let session: Session;
  let dir: string;
  let profiles = 0;

  beforeAll(async () => {
    session = await startSession({ keyring: 'unlocked', display: 'none' });
    dir = await mkdtemp(join(tmpdir(), 'klyuchnik-keychain-'));
  });

  afterAll(async () => {
    await session.stop();
    await rm(dir, { recursive: true });
  });

  keychainSuite('gnome-keyring', () => Promise.resolve(open()), { histories: 10 });
  keychainSuite('gnome-keyring with the item limit of Windows', () => Promise.resolve(open(2560)), {
    histories: 10,
  });

  function open(itemLimit?: number): KeychainUnderTest {
    profiles += 1;
    const keychain = createKeychain({
      profileId: `test-${String(profiles)}`,
      platform: 'linux',
      spawnKeychainProcess: () => spawnNodeKeychain(session.env),
      canaryRecord: canaryFile(join(dir, `${String(profiles)}.json`), 'gnome-keyring'),
      ...(itemLimit === undefined ? {} : { itemLimit }),
    });
    return { keychain, reopen: () => Promise.resolve(keychain), stop: () => keychain.lock() };
  }
});
