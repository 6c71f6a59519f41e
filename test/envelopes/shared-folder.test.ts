import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  MAX_SEALED_BYTES,
  newOpeningKey,
  openSealed,
  sealForReaders,
} from '../../main/edges/age/age-files.ts';
import { DiskFolder } from '../../main/edges/folders/shared-folder.ts';
import type { FoundFile, SharedFolder } from '../../main/domain/requests/exchange-ports.ts';
import { admitted, type Admission } from '../../main/domain/envelopes/admit.ts';
import { readEnvelope, type OpenedEnvelope } from '../../main/domain/envelopes/envelope-file.ts';
import { answerFields, Author, ORGANIZATION, parts, requestFields } from './author.ts';
import { ON_WINDOWS } from '../fakes/platform.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-folder-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function all(folder: SharedFolder): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for await (const file of folder.look()) found.push(file);
  return found;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const at = (name: string) => path.join(dir, name);

/** Wine goes through the whole folder for each name, because names of Windows have no case. */
const MANY = ON_WINDOWS ? 2_000 : 20_000;

describe('a shared folder', () => {
  /** Source: https://github.com/mmnto-ai/totem/issues/2144. */
  it('gives all files at the first look, however many, and sees after the known ones in turns', async () => {
    const names = Array.from({ length: MANY + 50 }, (_, index) => `${index}.klyuchnik`);
    for (let from = 0; from < names.length; from += 500)
      await Promise.all(names.slice(from, from + 500).map((name) => writeFile(at(name), name)));
    const folder = new DiskFolder(dir);

    expect(await all(folder)).toHaveLength(MANY + 50);
    expect(await all(folder)).toEqual([]);
    await writeFile(at('new.klyuchnik'), 'new');
    expect((await all(folder)).map(({ name }) => name)).toEqual(['new.klyuchnik']);
    await writeFile(at(`${MANY - 1_000}.klyuchnik`), 'changed');
    const found: string[] = [];
    for (let look = 0; look < MANY / 1_000 + 2; look += 1)
      found.push(...(await all(folder)).map(({ name }) => name));
    expect(found).toEqual([`${MANY - 1_000}.klyuchnik`]);
  });

  it('sees files whose names are in capital letters', async () => {
    await writeFile(at('REQUEST.KLYUCHNIK'), 'one');
    await writeFile(at('Other.Klyuchnik'), 'two');
    await writeFile(at('PART.KLYUCHNIK-PART'), 'three');
    expect((await all(new DiskFolder(dir))).map(({ bytes }) => text(bytes)).sort()).toEqual(['one', 'two']);
  });

  it('gives each file once, and again only when it has changed', async () => {
    const [one, other] = [new DiskFolder(dir), new DiskFolder(dir)];
    const name = await one.put(Buffer.from('first'));

    expect((await all(other)).map(({ bytes }) => text(bytes))).toEqual(['first']);
    expect(await all(other)).toEqual([]);
    await writeFile(at(name), 'second');
    expect((await all(other)).map(({ bytes }) => text(bytes))).toEqual(['second']);
  });

  it('keeps the same bytes as one file, named by their hash, and leaves no half-written one', async () => {
    const folder = new DiskFolder(dir);
    const names = await Promise.all(['a', 'a', 'b'].map((bytes) => folder.put(Buffer.from(bytes))));

    expect(names[0]).toBe(names[1]);
    expect(await readdir(dir)).toEqual([...new Set(names)].sort());
  });

  it('passes over links, folders, empty, huge, half-written and foreign files', async () => {
    const outside = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-outside-'));
    await writeFile(path.join(outside, 'secret.klyuchnik'), 'outside');
    await symlink(path.join(outside, 'secret.klyuchnik'), at('link.klyuchnik'));
    await symlink(at('nowhere'), at('broken.klyuchnik'));
    await symlink('/dev/zero', at('endless.klyuchnik'));
    await mkdir(at('folder.klyuchnik'));
    await writeFile(at('empty.klyuchnik'), '');
    await writeFile(at('half.klyuchnik-part'), 'half');
    await writeFile(at('notes.txt'), 'notes');
    await writeFile(at('huge.klyuchnik'), '');
    await truncate(at('huge.klyuchnik'), MAX_SEALED_BYTES + 1);

    expect(await all(new DiskFolder(dir))).toEqual([]);
    await rm(outside, { recursive: true });
  });

  it.each([MAX_SEALED_BYTES - 1, MAX_SEALED_BYTES])('takes a file of %d bytes', async (size) => {
    await writeFile(at('large.klyuchnik'), Buffer.alloc(size, 1));
    expect((await all(new DiskFolder(dir))).map(({ bytes }) => bytes.byteLength)).toEqual([size]);
  });

  it('says when it cannot be written to, and leaves nothing behind', async () => {
    const folder = new DiskFolder(at('gone'));
    await expect(folder.put(Buffer.from('x'))).rejects.toThrow('ENOENT');
    await expect(all(folder)).rejects.toThrow('ENOENT');
  });

  it('finds one good file among thousands of junk', async () => {
    const folder = new DiskFolder(dir);
    await Promise.all(Array.from({ length: MANY / 200 }, (_, batch) => junk(batch)));
    const name = await folder.put(Buffer.from('good'));

    const found = await all(folder);
    expect(found).toHaveLength(MANY / 2 + 1);
    expect(found.filter((one) => one.name === name).map(({ bytes }) => text(bytes))).toEqual(['good']);
    expect(await all(folder)).toEqual([]);
  });
});

async function junk(batch: number): Promise<void> {
  for (let index = 0; index < 100; index += 1)
    await writeFile(at(`${batch}-${index}.klyuchnik`), `junk ${batch} ${index}`);
}

const maker = new Author();
const directors = [new Author(), new Author()] as const;
const [first, second] = directors;
const request = maker.opened(requestFields(maker, directors));
const files = [
  maker.file(requestFields(maker, directors)),
  first.file(answerFields('approval', first, request)),
  second.file(answerFields('approval', second, request)),
];
const organization: Admission = {
  organization: ORGANIZATION,
  members: [
    { key: maker.key, role: 'accountant', validThrough: null },
    ...directors.map(({ key }) => ({ key, role: 'director' as const, validThrough: null })),
  ],
  readers: [maker.key],
};
const hashes = files.flatMap((file) => {
  const reading = readEnvelope(parts, file);
  return reading.ok ? [reading.hash] : [];
});
hashes.sort();

/** What a third party with access to the folder can do to it. */
type Deed = {
  readonly kind: 'copy' | 'rename' | 'cut' | 'flip' | 'junk' | 'link' | 'deny' | 'look';
  readonly pick: number;
};

describe('a hostile folder', () => {
  it('gives the same state whatever is done in it, as long as the three files were in it once', async () => {
    const { openingKey, identity } = await newOpeningKey();
    const sealed = await Promise.all(files.map((file) => sealForReaders(file, [openingKey])));
    const deed = fc.record({
      kind: fc.constantFrom('copy', 'rename', 'cut', 'flip', 'junk', 'link', 'deny', 'look'),
      pick: fc.nat(10_000),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { maxLength: 12 }),
        fc.shuffledSubarray(sealed, { minLength: 3 }),
        async (deeds, order) => {
          const place = await mkdtemp(path.join(dir, 'run-'));
          const [reader, writer] = [new DiskFolder(place), new DiskFolder(place)];
          const known: OpenedEnvelope[] = [];
          const look = async () => {
            for await (const { bytes } of reader.look()) {
              const reading = readEnvelope(parts, (await openSealed(bytes, identity)) ?? '');
              if (reading.ok) known.push(reading);
            }
          };
          for (const bytes of order) {
            await writer.put(bytes);
            await look();
            for (const one of deeds) await (one.kind === 'look' ? look() : harm(place, one));
          }
          const { counting, flaws } = admitted(known, organization);
          expect(flaws.size).toBe(0);
          expect(counting.map(({ hash }) => hash).sort()).toEqual(hashes);
        },
      ),
      { numRuns: 100 },
    );
  }, 120_000);
});

async function harm(place: string, { kind, pick }: Deed): Promise<void> {
  const names = await readdir(place);
  const name = names[pick % Math.max(1, names.length)];
  const file = path.join(place, name ?? 'none.klyuchnik');
  const other = path.join(place, `${pick} (conflicted copy).klyuchnik`);
  const deeds: Readonly<Record<Exclude<Deed['kind'], 'look'>, () => Promise<void>>> = {
    copy: () => link(file, other),
    rename: () => rename(file, other),
    cut: () => truncate(file, pick % 100),
    flip: () => writeFile(file, Buffer.alloc(pick % 300, pick)),
    junk: () => writeFile(other, Buffer.alloc(pick, 65)),
    link: () => symlink('/etc/passwd', other),
    deny: () => chmod(file, 0),
  };
  if (kind === 'look') return;
  await deeds[kind]().catch(() => undefined); // what cannot be done changes nothing
}
