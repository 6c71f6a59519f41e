import { AppError } from '../../ports/app-error.ts';
import type { Secret } from '../../ports/secret.ts';
import type { BackupSealing } from '../../domain/backup/backup-ports.ts';
import { age } from './age-library.ts';

/** First bytes of every age file. Source: C2SP age.md, «Header». */
const HEAD = new TextEncoder().encode('age-encryption.org/v1\n');

/** What the library says when no key opens the head: the only error that another passphrase may mend. */
const NO_KEY_FITS = "no identity matched any of the file's recipients";

/**
 * Encrypts backups under a passphrase, as `age --passphrase` does: `age --decrypt` opens them. Source: C2SP age.md, the
 * scrypt recipient; the work of one guess is that of the `age` program (2^18).
 */
export const backupSealing: BackupSealing = {
  seal: async (plain, passphrase) => {
    const { Encrypter } = await age();
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase.revealText());
    return encrypter.encrypt(plain);
  },
  open: async (file, passphrase) => {
    const { Decrypter } = await age();
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase.revealText());
    return decrypted(file, (sealed) => decrypter.decrypt(sealed));
  },
};

/** Opens a backup that somebody has encrypted anew to a key, by its identity. Errors: as `BackupSealing.open`. */
export async function openBackupByIdentity(file: Uint8Array, identity: Secret): Promise<Uint8Array> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.revealText());
  return decrypted(file, (sealed) => decrypter.decrypt(sealed));
}

async function decrypted(
  file: Uint8Array,
  open: (file: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (!HEAD.every((byte, index) => file[index] === byte)) throw new AppError('backup-not-one');
  try {
    return await open(file);
  } catch (error) {
    const isWrong = error instanceof Error && error.message === NO_KEY_FITS;
    throw new AppError(isWrong ? 'passphrase-wrong' : 'backup-damaged', isWrong ? {} : { line: null }, error);
  }
}
