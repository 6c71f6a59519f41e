import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

/** An Ed25519 key that was just made. Source: RFC 8032, RFC 8410. */
export interface NewSigningKey {
  /** SPKI in base64. */
  readonly publicKey: string;
  /** PKCS#8, to be sealed or kept; the caller zeroes it. */
  readonly plain: Buffer;
}

/** Makes an Ed25519 key. */
export function newSigningKey(): NewSigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    plain: privateKey.export({ type: 'pkcs8', format: 'der' }),
  };
}

/**
 * Signs each text by itself with a private key (PKCS#8). Returns the public half and the signatures in base64, in
 * order.
 * Errors: throws for bytes that are no key. Effects: the bytes are zeroed, however it ends.
 */
export function signWith(
  plain: Uint8Array,
  texts: readonly string[],
): { readonly publicKey: string; readonly signatures: readonly string[] } {
  const bytes = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  try {
    const key = createPrivateKey({ key: bytes, type: 'pkcs8', format: 'der' });
    return {
      publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
      signatures: texts.map((text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64')),
    };
  } finally {
    bytes.fill(0);
  }
}
