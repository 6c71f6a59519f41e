import { MemoryKeychain } from '../fakes/memory-keychain.ts';
import { keychainSuite } from '../ports/keychain-suite.ts';

keychainSuite(
  'memory',
  () => {
    const keychain = new MemoryKeychain();
    const reopen = () => Promise.resolve(keychain);
    return Promise.resolve({ keychain, reopen, stop: () => Promise.resolve() });
  },
  { histories: 100 },
);
