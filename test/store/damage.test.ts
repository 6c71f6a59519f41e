import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { inspectStore } from '../../main/edges/store/check-store.ts';
import type { Database } from '../../main/edges/store/database.ts';
import { ALL_MIGRATIONS } from '../../main/edges/store/migrations/all-migrations.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { Salvage } from '../../main/edges/store/salvage.ts';
import { StoreError } from '../../main/edges/store/store-error.ts';
import {
  addSample,
  journalOf,
  openReady,
  sampleEntry,
  sampleToken,
  testKeys,
  tokensOf,
} from './sample-store.ts';
import type { SampleToken } from './sample-store.ts';
import { seededRandom, testFolder } from './store-fixture.ts';

const ROWS = 60;
const FLIPS = 330;
const PAGE_BYTES = 4096;

type Seen = { readonly tokens: readonly SampleToken[]; readonly entries: readonly string[] };

const byId = (one: SampleToken, other: SampleToken): number => (one.id < other.id ? -1 : 1);
const WRITTEN: Seen = {
  tokens: Array.from({ length: ROWS }, (_, index) => sampleToken(index + 1)).sort(byId),
  entries: Array.from({ length: ROWS }, (_, index) => sampleEntry(index + 1).text),
};

/**
 * The store's file when it was closed, its file and log when the process was killed, and on which pages each token
 * stands (an older page may still hold it too).
 */
type Images = {
  readonly closed: Buffer;
  readonly open: Buffer;
  readonly log: Buffer;
  readonly lastCommitAt: number;
  readonly pagesOf: ReadonlyMap<string, ReadonlySet<number>>;
};

describe('a store with one flipped bit', () => {
  let images: Images;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'klyuchnik-store-'));
    images = makeImages(join(folder, 'profile', 'store.sqlite'));
    rmSync(folder, { recursive: true });
  });

  it('gives a typed error or what was written, never anything else, and salvage gives every row of the other pages', () => {
    const file = join(testFolder(), 'store.sqlite');
    const random = seededRandom(1);
    const results = Array.from({ length: FLIPS }, () => {
      const bit = random(images.closed.byteLength * 8);
      writeFileSync(file, flipped(images.closed, bit));
      return judge(file, images, Math.floor(bit / 8 / PAGE_BYTES) + 1);
    });

    expect(results.filter((result) => result === 'refused').length).toBeGreaterThan(FLIPS / 8);
    expect(new Set(results)).toEqual(new Set(['refused', 'right']));
  });

  it.each(Array.from({ length: 100 }, (_, byte) => byte))(
    'is as safe when the bit is in byte %i of the header',
    (byte) => {
      const file = join(testFolder(), 'store.sqlite');
      for (const bit of [0, 3, 7]) {
        writeFileSync(file, flipped(images.closed, byte * 8 + bit));
        expect(['refused', 'right']).toContain(judge(file, images, 1));
      }
    },
  );

  it('in the log: gives a typed error, what was written, or all but the last commit', () => {
    const file = join(testFolder(), 'store.sqlite');
    const random = seededRandom(2);
    const results = Array.from({ length: FLIPS }, () => {
      writeFileSync(file, images.open);
      writeFileSync(`${file}-wal`, flipped(images.log, random(images.log.byteLength * 8)));
      return readAll(file);
    });

    const kept = results.map((seen) => (seen instanceof StoreError ? seen.code : seen.entries.length));
    expect(kept.filter((one) => !['store-corrupt', ROWS, ROWS - 1].includes(one))).toEqual([]);
    expect(kept.filter((one) => one === 'store-corrupt').length).toBeGreaterThan(FLIPS * 0.95);
  });

  it('in the last commit of the log: is like a power loss during that commit', () => {
    const file = join(testFolder(), 'store.sqlite');
    writeFileSync(file, images.open);
    writeFileSync(`${file}-wal`, flipped(images.log, (images.lastCommitAt + 100) * 8));

    expect(readAll(file)).toMatchObject({ entries: WRITTEN.entries.slice(0, ROWS - 1) });
  });

  it('in the commit before the last one of the log: is refused', () => {
    const file = join(testFolder(), 'store.sqlite');
    writeFileSync(file, images.open);
    writeFileSync(`${file}-wal`, flipped(images.log, (images.lastCommitAt - 100) * 8));

    expect(readAll(file)).toMatchObject({ code: 'store-corrupt' });
  });

  it('is as good as whole when no bit is flipped', () => {
    const file = join(testFolder(), 'store.sqlite');
    writeFileSync(file, images.open);
    writeFileSync(`${file}-wal`, images.log);

    expect(readAll(file)).toEqual(WRITTEN);
  });
});

describe('a store with a destroyed page', () => {
  it('still shows every row of all other pages, whichever page it is', () => {
    const folder = testFolder();
    const images = makeImages(join(folder, 'profile', 'store.sqlite'));
    const file = join(folder, 'store.sqlite');
    const pages = images.closed.byteLength / PAGE_BYTES;

    for (let page = 1; page <= pages; page += 1) {
      const bytes = Buffer.from(images.closed).fill(0xa5, (page - 1) * PAGE_BYTES, page * PAGE_BYTES);
      writeFileSync(file, bytes);
      expect(['refused', 'right']).toContain(judge(file, images, page));
    }
  });

  it('counts the good rows and names the lost ones', () => {
    const folder = testFolder();
    const images = makeImages(join(folder, 'profile', 'store.sqlite'));
    const file = join(folder, 'store.sqlite');
    const page = Math.max(...(images.pagesOf.get('token-30') ?? []));
    const lost = [...images.pagesOf].filter(([, pages]) => pages.has(page)).map(([id]) => id);
    writeFileSync(file, Buffer.from(images.closed).fill(0, (page - 1) * PAGE_BYTES, page * PAGE_BYTES));

    const db = openDatabase({ file, readOnly: true });
    const salvage = new Salvage(db, ALL_MIGRATIONS);
    const health = inspectStore(db, [tokensOf(db, testKeys(), salvage), journalOf(db, testKeys(), salvage)]);
    db.close();

    expect(lost).toContain('token-30');
    expect(health.isFileIntact).toBe(false);
    expect(health.tables.map(({ table, good }) => ({ table, good }))).toEqual([
      { table: 'tokens', good: ROWS - lost.length },
      { table: 'journal', good: ROWS },
    ]);
    expect(health.tables[0]?.damaged.map(({ id }) => id).sort()).toEqual([...lost].sort());
  });
});

describe('a whole store', () => {
  it('is told to be whole, opened for writing or for salvage', () => {
    const file = join(testFolder(), 'profile', 'store.sqlite');
    makeImages(file);
    const good = [ROWS, ROWS];

    const db = openReady(file);
    const health = inspectStore(db, [tokensOf(db), journalOf(db)]);
    db.close();
    const reader = openDatabase({ file, readOnly: true });
    const salvage = new Salvage(reader, ALL_MIGRATIONS);
    const tables = [tokensOf(reader, testKeys(), salvage), journalOf(reader, testKeys(), salvage)];
    const salvaged = inspectStore(reader, tables);
    reader.close();

    for (const one of [health, salvaged]) {
      expect(one.isFileIntact).toBe(true);
      expect(one.tables.map((table) => table.good)).toEqual(good);
      expect(one.tables.flatMap((table) => table.damaged)).toEqual([]);
    }
  });
});

describe('salvage', () => {
  it('answers the same questions with the same rows in the same order as the store itself', () => {
    const file = join(testFolder(), 'profile', 'store.sqlite');
    makeImages(file);
    const questions = [
      {},
      { where: { status: 'active' } },
      { where: { status: ['active', 'dead'], company_id: 'company-1' }, orderBy: 'status' },
      { orderBy: ['status', 'company_id'], direction: 'descending', limit: 7, offset: 3 },
      { where: { company_id: null } },
      { limit: 0 },
    ] as const;

    const db = openReady(file);
    const own = [
      ...questions.map((question) => tokensOf(db).list(question)),
      journalOf(db).page({ limit: 9, before: 20 }),
    ];
    db.close();
    const reader = openDatabase({ file, readOnly: true });
    const salvage = new Salvage(reader, ALL_MIGRATIONS);
    const tokens = tokensOf(reader, testKeys(), salvage);
    const journal = journalOf(reader, testKeys(), salvage);
    const salvaged = [
      ...questions.map((question) => tokens.list(question)),
      journal.page({ limit: 9, before: 20 }),
    ];
    reader.close();

    expect(salvaged).toEqual(own);
  });

  it('takes what stands only in the log, and writes nothing at all', () => {
    const images = makeImages(join(testFolder(), 'profile', 'store.sqlite'));
    const file = join(testFolder(), 'store.sqlite');
    const damaged = Buffer.from(images.open).fill(0, 0, PAGE_BYTES);
    writeFileSync(file, damaged);
    writeFileSync(`${file}-wal`, images.log);

    expect(salvageAll(file).tokens).toEqual(WRITTEN.tokens);

    expect(readFileSync(file).equals(damaged)).toBe(true);
    expect(readFileSync(`${file}-wal`).equals(images.log)).toBe(true);
    expect(readdirSync(dirname(file)).sort()).toEqual(['store.sqlite', 'store.sqlite-wal']);
  });

  it('shows the newest version of a row that was replaced and has grown over several pages', () => {
    const file = join(testFolder(), 'profile', 'store.sqlite');
    const db = openReady(file);
    addSample(db, 1);
    for (let version = 2; version <= 9; version += 1) {
      tokensOf(db).replace({ ...sampleToken(1), label: `${version}`.repeat(version * 3000) });
    }
    db.close();

    const reader = openDatabase({ file, readOnly: true });
    const found = tokensOf(reader, testKeys(), new Salvage(reader, ALL_MIGRATIONS)).getRevised('token-1');
    reader.close();

    expect(found).toEqual({ record: { ...sampleToken(1), label: '9'.repeat(27_000) }, revision: 9 });
  });
});

function judge(file: string, images: Images, damagedPage: number): 'refused' | 'right' {
  const seen = readAll(file);
  if (!(seen instanceof StoreError)) {
    expect(seen).toEqual(WRITTEN);
    return 'right';
  }
  const { tokens, entries } = salvageAll(file);
  const writtenById = new Map(WRITTEN.tokens.map((token) => [token.id, token]));
  for (const token of tokens) expect(token).toEqual(writtenById.get(token.id));
  for (const entry of entries) expect(WRITTEN.entries).toContain(entry);
  const found = new Set(tokens.map(({ id }) => id));
  const missing = [...images.pagesOf].filter(([id, pages]) => !pages.has(damagedPage) && !found.has(id));
  expect(missing).toEqual([]);
  return 'refused';
}

/** Reads as the app does. Anything thrown that is no StoreError fails the test. */
function readAll(file: string): Seen | StoreError {
  let db: Database | undefined;
  try {
    db = openReady(file);
    const journal = journalOf(db);
    // At opening the app reads every row once: a filter alone would pass over one whose plain column was changed.
    const { tables } = inspectStore(db, [tokensOf(db), journal]);
    if (tables.some(({ damaged }) => damaged.length > 0)) return new StoreError('store-corrupt');
    if (!journal.verify().ok) return new StoreError('store-corrupt');
    const active = tokensOf(db).list({ where: { status: 'active' } });
    const planned = tokensOf(db).list({ where: { status: 'planned' } });
    const entries = journal.page({ limit: 1000 }).map(({ entry }) => entry.text);
    return { tokens: [...active, ...planned].sort(byId), entries: [...entries].reverse() };
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  } finally {
    db?.close();
  }
}

function salvageAll(file: string): Seen {
  const db = openDatabase({ file, readOnly: true });
  try {
    const salvage = new Salvage(db, ALL_MIGRATIONS);
    const entries = journalOf(db, testKeys(), salvage).page({ limit: 1000 });
    return {
      tokens: tokensOf(db, testKeys(), salvage).list(),
      entries: entries.map(({ entry }) => entry.text),
    };
  } finally {
    db.close();
  }
}

function makeImages(file: string): Images {
  mkdirSync(dirname(file), { recursive: true });
  const db = openReady(file);
  for (let number = 1; number < ROWS; number += 1) addSample(db, number);
  const lastCommitAt = statSync(`${file}-wal`).size;
  addSample(db, ROWS);
  const copy = `${file}.copy`;
  copyFileSync(file, copy);
  const log = readFileSync(`${file}-wal`);
  const sealed = db.all('SELECT id, sealed FROM tokens');
  db.close();
  if (existsSync(`${file}-wal`)) throw new Error('the log should be gone');
  const closed = readFileSync(file);
  const pagesOf = new Map(
    sealed.map(({ id, sealed: blob }) => [
      String(id),
      blob instanceof Uint8Array ? pagesWith(closed, blob) : new Set<number>(),
    ]),
  );
  return { closed, open: readFileSync(copy), log, lastCommitAt, pagesOf };
}

function pagesWith(bytes: Buffer, wanted: Uint8Array): ReadonlySet<number> {
  const pages = new Set<number>();
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1))
    pages.add(Math.floor(at / PAGE_BYTES) + 1);
  if (pages.size === 0) throw new Error('a sealed record is not in one piece');
  return pages;
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(bit / 8);
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}
