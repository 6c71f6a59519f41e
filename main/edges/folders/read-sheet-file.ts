import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../ports/app-error.ts';

/** Units: bytes. Own choice: ten thousand rows of five hundred characters. */
export const MAX_SHEET_BYTES = 5 * 1024 * 1024;

/** A pipe is not waited for; Windows has no such flag. Source: open(2). */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Reads the table that a person chose. Errors: `sheet-large`, `sheet-unreadable`. */
export async function readSheetFile(
  path: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const name = basename(path);
  try {
    const file = await open(path, AT_ONCE);
    try {
      if (!(await file.stat()).isFile()) throw new AppError('sheet-unreadable', { file: name });
      // What is read counts, not what the file says of itself: it may grow meanwhile.
      const room = Buffer.alloc(MAX_SHEET_BYTES + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < room.length; length += read)
        read = (await file.read(room, length, room.length - length, length)).bytesRead;
      if (length > MAX_SHEET_BYTES) throw new AppError('sheet-large', { file: name });
      return { name, bytes: room.subarray(0, length) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('sheet-unreadable', { file: name }, error);
  }
}
