import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { SignedText } from '../../main/domain/updates/release.ts';

/** A private key for releases. Its text never leaves this object. */
export interface ReleaseSigner {
  /** SPKI in base64. */
  readonly publicKey: string;
  readonly sign: (text: string) => SignedText;
}

/**
 * Reads an Ed25519 private key (PKCS#8 as PEM), as `openssl genpkey -algorithm ed25519` writes it.
 * Errors: rejects when there is none, when it is another kind of key, and when other users of the computer may read it.
 */
export async function readSigner(file: string): Promise<ReleaseSigner> {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Error(`${file} may be read by others. Run: chmod 600 ${file}`);
  const key = parseKey(file, await readFile(file));
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  return {
    publicKey,
    sign: (text) => ({ text, signature: sign(null, Buffer.from(text, 'utf8'), key).toString('base64') }),
  };
}

function parseKey(file: string, pem: Buffer): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, without what the parser says of the text.
  } finally {
    pem.fill(0);
  }
  throw new Error(`${file} holds no Ed25519 private key without a passphrase (PEM)`);
}
