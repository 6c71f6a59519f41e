import type { Fingerprints } from '../../ports/ports.ts';
import { SPOKEN_WORDS } from './spoken-words.ts';
import { fingerprint, type StoreKeys } from './seal.ts';

/** Keyed fingerprints under the store's key: they mean nothing outside this vault. */
export function storeFingerprints(keys: StoreKeys): Fingerprints {
  return {
    // The text goes into one HMAC and nowhere else.
    ofSecret: (secret) =>
      fingerprint({ fingerprints: keys.secretFingerprints }, 'secret', secret.revealText()),
    ofText: (purpose, text) => fingerprint(keys, purpose, text),
    words: (digest, count) => spokenWords(digest, count),
  };
}

/** One word a byte of the digest: six words tell 2^48 contents apart. */
function spokenWords(digest: string, count: number): readonly string[] {
  const bytes = Buffer.from(digest, 'hex');
  return Array.from({ length: count }, (_, index) => SPOKEN_WORDS[bytes[index] ?? 0] ?? '');
}
