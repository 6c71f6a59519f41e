import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/**
 * Keys kept ready. Own choice: the people of several organizations; making one costs as much as checking a signature.
 */
const KEPT = 100;

/**
 * Returns a check of Ed25519 signatures (RFC 8032) that keeps the keys it has met ready. The key is SPKI, both texts
 * base64. Never throws: a damaged key or signature verifies nothing.
 */
export function ed25519Verifier(): (publicKey: string, text: string, signature: string) => boolean {
  const ready = new Map<string, KeyObject>();
  const keyOf = (publicKey: string): KeyObject => {
    const known = ready.get(publicKey);
    if (known !== undefined) return known;
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('no Ed25519 key');
    if (ready.size >= KEPT) ready.clear();
    ready.set(publicKey, key);
    return key;
  };
  return (publicKey, text, signature) => {
    try {
      return verify(null, Buffer.from(text, 'utf8'), keyOf(publicKey), Buffer.from(signature, 'base64'));
    } catch {
      return false; // a key or signature that is none
    }
  };
}
