// Entry of the keychain process: the only process that loads keytar, so that a crash or a hung prompt of the OS
// keychain costs one call and never main's thread pool (security.md F1, F3).
import { keytarItems } from './keytar-items.ts';
import { linkToParent, serveKeychain } from './serve-keychain.ts';

serveKeychain(linkToParent(), keytarItems);
