import { createHash } from 'node:crypto';
import {
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';

/** Files of the app end so. Source: docs/format/envelope.md, main/edges/folders/shared-folder.ts. */
const EXTENSION = '.klyuchnik';

/** Between two deeds. Units: ms. Own choice: several in the time of one look of the app. */
const PAUSE_MS = 60;

/** What a third party with access to the folder does there. */
const DEEDS = [
  'flip',
  'copy',
  'rename',
  'remove',
  'cut',
  'append',
  'swap',
  'replay',
  'junk',
  'huge',
  'empty',
  'link',
  'folder',
  'half',
  'upper',
  'hard-link',
] as const;
type Deed = (typeof DEEDS)[number];

/**
 * Somebody else who can write into the shared folder and does all he can, one deed after another in an order that a
 * number gives. He keeps a copy of every true file before he touches anything: a test of what happens when they come
 * back needs them.
 */
export class Vandal {
  readonly #dir: string;
  /** True files by their name, the hash of their bytes. */
  readonly #kept = new Map<string, Buffer>();
  #random: number;
  #deeds = 0;
  #work: Promise<void> | null = null;
  #isStopping = false;
  /** A deed that failed otherwise than for want of a file. */
  #trouble: unknown = null;

  constructor(dir: string, seed: number) {
    this.#dir = dir;
    this.#random = seed;
  }

  /** How much he has done. */
  get deeds(): number {
    return this.#deeds;
  }

  /** Names of the true files that he has seen. */
  get seen(): readonly string[] {
    return [...this.#kept.keys()];
  }

  /** Effects: works in the folder until `stop`. */
  start(): void {
    this.#isStopping = false;
    this.#work = this.#rage();
  }

  /** Errors: rejects when he could not do his work. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#work;
    this.#work = null;
    if (this.#trouble !== null) throw this.#trouble;
  }

  /** Does one deed of each kind, whatever is in the folder. */
  async doEverything(): Promise<void> {
    for (const deed of DEEDS) await this.#do(deed);
  }

  /**
   * Puts every true file back under its own name, as the owner of the folder does from his backup. The rubbish stays.
   */
  async putBack(): Promise<void> {
    await this.#keep();
    for (const [name, bytes] of this.#kept) {
      const part = path.join(this.#dir, `.${name}.part`);
      await rm(path.join(this.#dir, name), { recursive: true, force: true });
      await writeFile(part, bytes);
      await rename(part, path.join(this.#dir, name));
    }
  }

  /** Leaves the folder empty. */
  async clear(): Promise<void> {
    await this.#keep();
    for (const name of await readdir(this.#dir)) await rm(path.join(this.#dir, name), { recursive: true });
  }

  async #rage(): Promise<void> {
    while (!this.#isStopping) {
      try {
        await this.#do(DEEDS[this.#next(DEEDS.length)] ?? 'flip');
      } catch (error) {
        this.#trouble ??= error;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  async #do(deed: Deed): Promise<void> {
    await this.#keep();
    const names = [...this.#kept.keys()];
    const name = names[this.#next(Math.max(1, names.length))];
    if (name === undefined) return;
    this.#deeds += 1;
    try {
      await this.#carryOut(deed, { name, other: names[this.#next(names.length)] ?? name });
    } catch (error) {
      // The file may have been removed by an earlier deed, or be a folder now.
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (!['ENOENT', 'EEXIST', 'EISDIR', 'ENOTDIR', 'ENOTEMPTY', 'EINVAL'].includes(String(code)))
        throw error;
    }
  }

  async #carryOut(
    deed: Deed,
    { name, other }: { readonly name: string; readonly other: string },
  ): Promise<void> {
    const at = (file: string) => path.join(this.#dir, file);
    const bytes = this.#kept.get(name) ?? Buffer.alloc(0);
    const fresh = at(`${String(this.#next(1_000_000))}${EXTENSION}`);
    const flipped = Buffer.from(bytes);
    const place = this.#next(Math.max(1, bytes.length));
    flipped[place] = (flipped[place] ?? 0) ^ (1 << this.#next(8));
    const deeds: Readonly<Record<Deed, () => Promise<unknown>>> = {
      // Under its own name: what was good a moment ago is not what it says any more.
      flip: () => writeFile(at(name), flipped),
      copy: () => writeFile(at(`${name.replace(EXTENSION, '')} (conflicted copy)${EXTENSION}`), bytes),
      rename: () => rename(at(name), fresh),
      remove: () => rm(at(name), { recursive: true }),
      cut: () => truncate(at(name), place),
      append: () => writeFile(fresh, Buffer.concat([bytes, this.#kept.get(other) ?? bytes])),
      swap: () => writeFile(at(name), this.#kept.get(other) ?? bytes),
      replay: () => writeFile(fresh, bytes),
      junk: () => writeFile(fresh, Buffer.alloc(1 + this.#next(5_000), this.#next(256))),
      huge: () => writeFile(fresh, '').then(() => truncate(fresh, 1024 ** 3)),
      empty: () => writeFile(at(name), ''),
      link: () => symlink('/etc/passwd', fresh),
      folder: () => mkdir(fresh),
      half: () => writeFile(at(`${String(place)}.klyuchnik-part`), bytes.subarray(0, place)),
      upper: () => writeFile(at(name.toUpperCase()), flipped),
      'hard-link': () => link(at(name), fresh),
    };
    await deeds[deed]();
  }

  /** A true file is one whose name is the hash of its bytes: only the app makes such, and nobody can make another. */
  async #keep(): Promise<void> {
    for (const name of await readdir(this.#dir)) {
      if (this.#kept.has(name) || !/^[0-9a-f]{64}\.klyuchnik$/.test(name)) continue;
      const file = path.join(this.#dir, name);
      const state = await lstat(file).catch(() => null);
      if (state === null || !state.isFile()) continue;
      const bytes = await readFile(file);
      if (`${createHash('sha256').update(bytes).digest('hex')}${EXTENSION}` === name)
        this.#kept.set(name, bytes);
    }
  }

  /**
   * A number below `limit`, the same each time for the same seed. Source: Numerical Recipes, §7.1, linear congruential
   * generator.
   */
  #next(limit: number): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#random / 2 ** 32) * limit);
  }
}
