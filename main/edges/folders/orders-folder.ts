import { constants, type BigIntStats } from 'node:fs';
import { lstat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { MAX_ORDERS_BYTES } from '../../../contract/areas/orders.ts';
import { Instant } from '../../../contract/values/dates.ts';
import type {
  FileReading,
  FolderFile,
  OrdersFolder,
  OrdersFolders,
  OrdersLook,
} from '../../domain/payments/draft/orders-folder.ts';
import { fail, listedNames, markOf, SEEN_AFTER_A_LOOK, watchFolder, type Mark } from './looked-at.ts';
import { openPlain } from './open-plain.ts';

/** The first line; before it stand a mark and white space at most. Source: v8.1c.ru/edi/edi_stnd/100. */
const FIRST_LINE = '1CClientBankExchange';

/** So much of a file tells whether it is an exchange file. Units: bytes. Own choice. */
const BEGINNING = 256;

/** Source: v8.1c.ru/edi/edi_stnd/100 (the names of the files end in `.txt`). */
function isOrdersName(name: string): boolean {
  return name.toLowerCase().endsWith('.txt');
}

/** A folder of the file system, local or shared. It is only ever read. */
export class DiskOrdersFolder implements OrdersFolder {
  readonly #dir: string;
  readonly #marks = new Map<string, Mark>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  async look(follow: ReadonlySet<string>): Promise<OrdersLook> {
    const present = await this.#list().catch(fail);
    for (const name of this.#marks.keys()) if (!present.has(name)) this.#marks.delete(name);
    // Oldest look first: whoever was seen after goes to the end of the map.
    const known = [...this.#marks.keys()].filter((name) => !follow.has(name)).slice(0, SEEN_AFTER_A_LOOK);
    const fresh = [...present].filter((name) => !this.#marks.has(name));
    const changed: FolderFile[] = [];
    for (const name of [...known, ...[...follow].filter((one) => present.has(one)), ...fresh]) {
      const file = await this.#ifChanged(name);
      if (file !== null) changed.push(file);
    }
    return { present, changed };
  }

  async read(name: string): Promise<FileReading> {
    try {
      const handle = await openPlain(path.join(this.#dir, name), constants.O_RDONLY);
      try {
        return await readIfStill(handle);
      } finally {
        await handle.close();
      }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return { kind: code === 'EACCES' || code === 'EPERM' ? 'refused' : 'changed' };
    }
  }

  async #list(): Promise<Set<string>> {
    const present = new Set<string>();
    for await (const name of listedNames(this.#dir)) if (isOrdersName(name)) present.add(name);
    return present;
  }

  async #ifChanged(name: string): Promise<FolderFile | null> {
    const before = this.#marks.get(name);
    this.#marks.delete(name);
    try {
      const seen = await lstat(path.join(this.#dir, name), { bigint: true });
      const mark = markOf(seen);
      this.#marks.set(name, mark);
      return before === mark || !seen.isFile() ? null : { name, mark, modifiedAt: modifiedAt(seen) };
    } catch {
      return null; // gone meanwhile: the next look tells
    }
  }
}

function modifiedAt({ mtime }: BigIntStats): Instant {
  // Dates before the year 0 and after 9999 are written otherwise; no file of 1C has one.
  return Instant.safeParse(mtime.toISOString()).data ?? '1970-01-01T00:00:00.000Z';
}

/** Nobody may have written while it was read. */
async function readIfStill(handle: FileHandle): Promise<FileReading> {
  const seen = await handle.stat({ bigint: true });
  if (!seen.isFile()) return { kind: 'other' };
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
  if (!isExchangeFile(buffer.subarray(0, bytesRead))) return { kind: 'other' };
  if (seen.size > BigInt(MAX_ORDERS_BYTES)) return { kind: 'large' };
  const bytes = Buffer.alloc(Number(seen.size));
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read)
    read = (await handle.read(bytes, length, bytes.length - length, length)).bytesRead;
  const isSame = markOf(await handle.stat({ bigint: true })) === markOf(seen) && length === bytes.length;
  return isSame ? { kind: 'exchange', bytes } : { kind: 'changed' };
}

/** In every encoding the first line is ASCII; in UTF-16 with a zero beside each character. */
function isExchangeFile(beginning: Buffer): boolean {
  const text = beginning.toString('latin1').replaceAll('\0', '');
  return text.toLowerCase().includes(FIRST_LINE.toLowerCase());
}

/** The folders of this computer and what is mounted on it. */
export const diskOrdersFolders: OrdersFolders = {
  open: (dir) => new DiskOrdersFolder(dir),
  watch: watchFolder,
};
