import { createPrivateKey, generateKeyPairSync, sign, createPublicKey } from 'node:crypto';
import { Decrypter, Encrypter } from 'age-encryption';
import { AppError } from '../app-error.ts';
import type { RecoveryFiles } from '../organizations/recovery.ts';
import { MAX_SEALED_BYTES } from './age-files.ts';

const HEAD = 'klyuchnik-recovery-v1';

/** The work of guessing a passphrase once. Units: powers of two. Source: C2SP age.md, the scrypt recipient; 18 is what the `age` program writes. */
const WORK = 18;

/** First bytes of an age file under a passphrase. Source: C2SP age.md, «The scrypt recipient type». */
const SCRYPT_HEAD = 'age-encryption.org/v1\n-> scrypt ';

/** Recovery files: an Ed25519 key (PKCS#8 in base64) under a passphrase, as `age --decrypt` opens them. */
export const recoveryFiles: RecoveryFiles = {
  make: async (passphrase) => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const own = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase.revealText());
    encrypter.setScryptWorkFactor(WORK);
    const file = await encrypter.encrypt(`${HEAD}\n${own}\n${secret.toString('base64')}\n`);
    secret.fill(0);
    return { publicKey: own, file };
  },
  sign: async (file, passphrase, text) => {
    const head = new TextDecoder().decode(file.subarray(0, SCRYPT_HEAD.length));
    if (file.byteLength > MAX_SEALED_BYTES || head !== SCRYPT_HEAD) throw new AppError('recovery-wrong');
    const [form, publicKey = '', secret = ''] = (await opened(file, passphrase.revealText())).split('\n');
    if (form !== HEAD) throw new AppError('recovery-wrong');
    const der = Buffer.from(secret, 'base64');
    try {
      const key = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
      const own = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
      if (own !== publicKey) throw new AppError('recovery-wrong');
      return { publicKey, signature: sign(null, Buffer.from(text, 'utf8'), key).toString('base64') };
    } finally {
      der.fill(0);
    }
  },
};

/** Errors: `passphrase-wrong`, also for a file that was damaged: the two cannot be told apart. */
async function opened(file: Uint8Array, passphrase: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(file, 'text');
  } catch {
    throw new AppError('passphrase-wrong');
  }
}
