import { readFileSync, rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { SpareKeyView } from '../../../contract/areas/spare-key.ts';
import { Instant } from '../../../contract/values/dates.ts';
import { AppError } from '../../ports/app-error.ts';
import type { SpareKeyFile } from '../../ports/keychain-ports.ts';
import { Secret } from '../../ports/secret.ts';
import { replaceDurably } from '../system/durable-file.ts';
import { openUnder, sealUnder, withBytes } from './passphrase-seal.ts';

/** `training` is outside the seal: it only says that the passphrase is the one that everybody knows. */
const fileSchema = z.strictObject({
  format: z.literal('klyuchnik-spare-key'),
  version: z.literal(1),
  training: z.boolean(),
  madeAt: Instant,
  /** The key of the records, sealed as in vault-seal.ts (Argon2id, AES-256-GCM). */
  sealed: z.unknown(),
});

/** Looked at before anything is read. Own choice: the file has less than one KiB. */
const MAX_BYTES = 16_384;

type Read = z.infer<typeof fileSchema> | 'absent' | 'damaged';

/** Keeps the spare key in one small file of the profile, readable by its owner only. */
export function spareKeyFile(path: string): SpareKeyFile {
  return {
    look: () => viewOf(read(path)),
    keep: async (storeKey, passphrase, { isTraining, madeAt }) => {
      const sealed: unknown = JSON.parse(await seal(storeKey, passphrase));
      const file = { format: 'klyuchnik-spare-key', version: 1, training: isTraining, madeAt, sealed };
      await written(replaceDurably(path, `${JSON.stringify(file, undefined, 2)}\n`));
    },
    open: async (passphrase) => {
      const file = read(path);
      if (file === 'absent') throw new AppError('not-found', { what: 'spare-key' });
      if (file === 'damaged') throw new AppError('spare-key-damaged');
      const plain = await openUnder(passphrase, JSON.stringify(file.sealed), 'spare-key-damaged');
      const storeKey = Secret.fromBytes(plain);
      plain.fill(0);
      return storeKey;
    },
    remove: () => rmSync(path, { force: true }),
  };
}

function read(path: string): Read {
  try {
    if (statSync(path).size > MAX_BYTES) return 'damaged';
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : 'damaged';
  }
}

function viewOf(file: Read): SpareKeyView {
  if (file === 'absent') return { state: 'none', madeAt: null };
  if (file === 'damaged') return { state: 'damaged', madeAt: null };
  return { state: file.training ? 'training' : 'own', madeAt: file.madeAt };
}

async function seal(storeKey: Secret, passphrase: Secret): Promise<string> {
  return withBytes(storeKey, (plain) => sealUnder(passphrase, plain));
}

/** Errors: `store-full`, `store-io`. */
async function written(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    throw new AppError(isFull ? 'store-full' : 'store-io', {}, error);
  }
}
