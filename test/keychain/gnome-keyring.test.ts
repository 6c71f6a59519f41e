// @not-on-windows: needs gnome-keyring; test/keychain/windows-credentials.test.ts is its like
import { afterAll, beforeAll, describe } from 'vitest';

import { keychainSuite, type KeychainUnderTest } from '../ports/keychain-suite.ts';
import { KeyringBench } from './keyring-bench.ts';

describe('with an unlocked gnome-keyring', () => {
  let bench: KeyringBench;
  let profiles = 0;

  beforeAll(async () => {
    bench = await KeyringBench.start('unlocked');
  });

  afterAll(() => bench.stop());

  keychainSuite('gnome-keyring', () => open({}), { histories: 10 });
  keychainSuite('gnome-keyring with the item limit of Windows', () => open({ itemLimit: 2560 }), {
    histories: 10,
  });

  function open(options: { itemLimit?: number }): Promise<KeychainUnderTest> {
    profiles += 1;
    const keychain = bench.open(`suite-${String(profiles)}`, options);
    return Promise.resolve({
      keychain,
      reopen: () => Promise.resolve(keychain),
      stop: () => keychain.lock(),
    });
  }
});
