import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../main/ports/app-error.ts';
import type { PassphraseSeal } from '../../main/edges/age/sealing-keys.ts';
import type { Secret } from '../../main/ports/secret.ts';

/** Seals under a passphrase with real AES-GCM and no Argon2, which would take the time of the whole suite. */
export const QUICK_SEAL: PassphraseSeal = {
  sealUnder: (passphrase, plain) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase), nonce);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'));
  },
  openUnder: (passphrase, sealed) => {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    try {
      return Promise.resolve(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]));
    } catch {
      return Promise.reject(new AppError('passphrase-wrong'));
    }
  },
};

function keyOf(passphrase: Secret): Buffer {
  return createHash('sha256').update(passphrase.revealBytes()).digest();
}
