import { AppError } from '../../ports/app-error.ts';
import type { RecoveryFiles } from '../../domain/organizations/recovery.ts';
import { newSigningKey, signWith } from '../keychain/signing-key.ts';
import { MAX_SEALED_BYTES } from './age-files.ts';
import { age } from './age-library.ts';

const HEAD = 'klyuchnik-recovery-v1';

/**
 * The work of guessing a passphrase once. Units: powers of two. Source: C2SP age.md, the scrypt recipient; 18 is what
 * the `age` program writes.
 */
const WORK = 18;

/** First bytes of an age file under a passphrase. Source: C2SP age.md, «The scrypt recipient type». */
const SCRYPT_HEAD = 'age-encryption.org/v1\n-> scrypt ';

/** Recovery files: an Ed25519 key (PKCS#8 in base64) under a passphrase, as `age --decrypt` opens them. */
export const recoveryFiles: RecoveryFiles = {
  make: async (passphrase) => {
    const { publicKey, plain } = newSigningKey();
    const { Encrypter } = await age();
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase.revealText());
    encrypter.setScryptWorkFactor(WORK);
    const file = await encrypter.encrypt(`${HEAD}\n${publicKey}\n${plain.toString('base64')}\n`);
    plain.fill(0);
    return { publicKey, file };
  },
  sign: async (file, passphrase, text) => {
    const head = new TextDecoder().decode(file.subarray(0, SCRYPT_HEAD.length));
    if (file.byteLength > MAX_SEALED_BYTES || head !== SCRYPT_HEAD) throw new AppError('recovery-wrong');
    const [form, publicKey = '', secret = ''] = (await opened(file, passphrase.revealText())).split('\n');
    if (form !== HEAD) throw new AppError('recovery-wrong');
    const signed = signWith(Buffer.from(secret, 'base64'), [text]);
    if (signed.publicKey !== publicKey) throw new AppError('recovery-wrong');
    return { publicKey, signature: signed.signatures[0] ?? '' };
  },
};

/** Errors: `passphrase-wrong`, also for a file that was damaged: the two cannot be told apart. */
async function opened(file: Uint8Array, passphrase: string): Promise<string> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(file, 'text');
  } catch {
    throw new AppError('passphrase-wrong');
  }
}
