import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { FoundFile, SharedFolder, SharedFolders } from '../../domain/requests/exchange-ports.ts';
import { replaceDurably } from '../system/durable-file.ts';
import { MAX_SEALED_BYTES } from '../age/age-files.ts';
import { fail, listedNames, markOf, SEEN_AFTER_A_LOOK, watchFolder, type Mark } from './looked-at.ts';
import { openPlain } from './open-plain.ts';

/** Files of ours end so; all others in the folder are somebody else's. */
export const ENVELOPE_EXTENSION = '.klyuchnik';

/** While a file is being written it has another end, so that no reader takes it for whole. */
const PART_EXTENSION = '.klyuchnik-part';

/** Mail programs, Windows and FAT change the case of names. */
export function isEnvelopeName(name: string): boolean {
  return name.toLowerCase().endsWith(ENVELOPE_EXTENSION);
}

/** A folder of the file system: SMB, Syncthing, Dropbox or a USB stick. */
export class DiskFolder implements SharedFolder {
  readonly #dir: string;
  readonly #marks = new Map<string, Mark>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** The name is the hash of the bytes. */
  async put(bytes: Uint8Array): Promise<string> {
    const name = `${createHash('sha256').update(bytes).digest('hex')}${ENVELOPE_EXTENSION}`;
    const part = `${randomBytes(16).toString('hex')}${PART_EXTENSION}`;
    await replaceDurably(path.join(this.#dir, name), bytes, path.join(this.#dir, part)).catch(fail);
    return name;
  }

  async *look(): AsyncGenerator<FoundFile> {
    const { present, fresh } = await this.#list().catch(fail);
    for (const name of this.#marks.keys()) if (!present.has(name)) this.#marks.delete(name);
    // Oldest look first: whoever was seen after goes to the end of the map.
    const known = [...this.#marks.keys()].slice(0, SEEN_AFTER_A_LOOK);
    for (const name of [...known, ...fresh]) {
      const file = await this.#readIfNew(name);
      if (file !== null) yield file;
    }
  }

  async #list(): Promise<{ readonly present: ReadonlySet<string>; readonly fresh: readonly string[] }> {
    const present = new Set<string>();
    const fresh: string[] = [];
    for await (const name of listedNames(this.#dir)) {
      if (!isEnvelopeName(name)) continue;
      present.add(name);
      if (!this.#marks.has(name)) fresh.push(name);
    }
    return { present, fresh };
  }

  async #readIfNew(name: string): Promise<FoundFile | null> {
    const file = path.join(this.#dir, name);
    try {
      const seen = await lstat(file, { bigint: true });
      const mark = markOf(seen);
      const isOurs = seen.isFile() && seen.size > 0n && seen.size <= BigInt(MAX_SEALED_BYTES);
      const before = this.#marks.get(name);
      this.#marks.delete(name);
      if (!isOurs) return null;
      if (before === mark) {
        this.#marks.set(name, mark);
        return null;
      }
      const bytes = await readBounded(file);
      this.#marks.set(name, mark);
      return bytes === null ? null : { name, bytes };
    } catch {
      return null; // gone, locked or unreadable: the next look tries again
    }
  }
}

/**
 * Reads no more than an envelope may hold, and no link, whatever the file has become since it was looked at. Returns
 * `null` for anything else.
 */
export async function readBounded(file: string): Promise<Uint8Array | null> {
  const handle = await openPlain(file, constants.O_RDONLY);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return null;
    const buffer = new Uint8Array(Math.min(stat.size, MAX_SEALED_BYTES) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.byteLength - length, null);
      length += bytesRead;
      if (length > MAX_SEALED_BYTES) return null;
      if (bytesRead === 0) return buffer.slice(0, length);
    }
  } finally {
    await handle.close();
  }
}

/** The folders of this computer and what is mounted on it. */
export const diskFolders: SharedFolders = {
  open: (dir) => new DiskFolder(dir),
  watch: watchFolder,
};
