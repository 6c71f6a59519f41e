import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { AppError } from '../../ports/app-error.ts';
import { replaceDurably } from '../system/durable-file.ts';

/** No room: on the disk, in the quota, or for a file of this size. Source: open(2), write(2). */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/**
 * Writes where a person said; an older file there stays whole until the new one is on the disk.
 * Errors: `store-full`, `store-io`; nothing of ours is left then.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await replaceDurably(path, content, join(dirname(path), `.${randomUUID()}.klyuchnik`));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new AppError(FULL.includes(code) ? 'store-full' : 'store-io', { what: 'saved-file' }, error);
  }
}
