import { keychainSuite } from '../ports/keychain-suite.ts';
