import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { MAX_DIRECTORY_BYTES } from '../../../contract/areas/banks.ts';
import { MAX_ORDERS_BYTES } from '../../../contract/areas/orders.ts';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import { AppError } from '../../ports/app-error.ts';
import { AT_ONCE } from './open-plain.ts';

/** Units: bytes. Own choice: ten thousand rows of five hundred characters. */
export const MAX_SHEET_BYTES = 5 * 1024 * 1024;

interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How large a file of a kind may be, and how it is told that it is no such file. */
interface FileKind {
  /** Units: bytes. */
  readonly most: number;
  readonly large: ErrorCode;
  readonly unreadable: ErrorCode;
}

const SHEET: FileKind = { most: MAX_SHEET_BYTES, large: 'sheet-large', unreadable: 'sheet-unreadable' };
const ORDERS: FileKind = { most: MAX_ORDERS_BYTES, large: 'orders-large', unreadable: 'orders-unreadable' };
const DIRECTORY: FileKind = {
  most: MAX_DIRECTORY_BYTES,
  large: 'bank-directory-large',
  unreadable: 'bank-directory-unreadable',
};

/** Reads the table that a person chose. Errors: `sheet-large`, `sheet-unreadable`. */
export function readSheetFile(path: string): Promise<ChosenFile> {
  return readWhole(path, SHEET);
}

/** Reads the exchange file of 1C that a person chose. Errors: `orders-large`, `orders-unreadable`. */
export function readOrdersFile(path: string): Promise<ChosenFile> {
  return readWhole(path, ORDERS);
}

/** Reads the file of the directory of banks that a person chose. Errors: `bank-directory-large`, `-unreadable`. */
export function readDirectoryFile(path: string): Promise<ChosenFile> {
  return readWhole(path, DIRECTORY);
}

async function readWhole(path: string, { most, large, unreadable }: FileKind): Promise<ChosenFile> {
  const name = basename(path);
  try {
    const file = await open(path, constants.O_RDONLY | AT_ONCE);
    try {
      if (!(await file.stat()).isFile()) throw new AppError(unreadable, { file: name });
      // What is read counts, not what the file says of itself: it may grow meanwhile.
      const room = Buffer.alloc(most + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < room.length; length += read)
        read = (await file.read(room, length, room.length - length, length)).bytesRead;
      if (length > most) throw new AppError(large, { file: name });
      return { name, bytes: room.subarray(0, length) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(unreadable, { file: name }, error);
  }
}
