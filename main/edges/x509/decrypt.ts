import { createDecipheriv } from 'node:crypto';
import forge from 'node-forge';

/** Ciphers that key files are locked with. `rc2` has a strength of its own beside the length of its key. */
export type Cipher =
  | { readonly kind: 'aes'; readonly bits: 128 | 192 | 256 }
  | { readonly kind: '3des' }
  | { readonly kind: 'des' }
  | { readonly kind: 'rc2'; readonly bits: number };

/** Units: bytes. */
export function keyLength(cipher: Cipher): number {
  switch (cipher.kind) {
    case 'aes':
      return cipher.bits / 8;
    case '3des':
      return 24;
    case 'des':
      return 8;
    case 'rc2':
      return Math.ceil(cipher.bits / 8);
  }
}

/** Units: bytes. */
export function ivLength(cipher: Cipher): number {
  return cipher.kind === 'aes' ? 16 : 8;
}

/**
 * Unlocks in CBC mode with PKCS#7 padding; `null` when the padding says that key or bytes are wrong. The older ciphers
 * come from node-forge, because the runtimes differ: OpenSSL 3 keeps RC2 and DES apart as «legacy», BoringSSL has no
 * RC2.
 */
export function decrypt(cipher: Cipher, key: Buffer, iv: Buffer, locked: Buffer): Buffer | null {
  if (locked.length === 0 || locked.length % ivLength(cipher) !== 0 || iv.length !== ivLength(cipher))
    return null;
  if (cipher.kind !== 'aes') return decryptByForge(cipher, key, iv, locked);
  try {
    const decipher = createDecipheriv(`aes-${cipher.bits}-cbc`, key, iv);
    return Buffer.concat([decipher.update(locked), decipher.final()]);
  } catch {
    return null; // wrong padding
  }
}

function decryptByForge(
  cipher: Exclude<Cipher, { readonly kind: 'aes' }>,
  key: Buffer,
  iv: Buffer,
  locked: Buffer,
): Buffer | null {
  const [keyText, ivText] = [key.toString('binary'), iv.toString('binary')];
  const input = forge.util.createBuffer(locked.toString('binary'));
  if (cipher.kind === 'rc2') {
    const rc2 = forge.rc2.createDecryptionCipher(keyText, cipher.bits);
    rc2.start(ivText);
    rc2.update(input);
    return rc2.finish() ? outputOf(rc2.output) : null;
  }
  const des = forge.cipher.createDecipher(cipher.kind === 'des' ? 'DES-CBC' : '3DES-CBC', keyText);
  des.start({ iv: ivText });
  des.update(input);
  return des.finish() ? outputOf(des.output) : null;
}

function outputOf(output: forge.util.ByteStringBuffer): Buffer {
  return Buffer.from(output.getBytes(), 'binary');
}
