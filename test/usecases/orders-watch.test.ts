import { mkdir, mkdtemp, rename, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ORDERS_BYTES } from '../../contract/areas/orders.ts';
import { addMs } from '../../contract/values/dates.ts';
import { OrdersWatch } from '../../main/domain/payments/draft/orders-watch.ts';
import type { OrdersFolders } from '../../main/domain/payments/draft/orders-folder.ts';
import { diskOrdersFolders } from '../../main/edges/folders/orders-folder.ts';
import { orderHandlers } from '../../main/edges/ipc/orders-handlers.ts';
import { FolderError } from '../../main/ports/folder-ports.ts';
import { askThroughSchemas } from '../fakes/ask-through-schemas.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import { fakeWorkplace, openedVault } from '../fakes/fake-workplace.ts';
import { codeOf, COMPANY, STRICT_RULES, VaultWorld } from '../fakes/vault-world.ts';

const FILES = path.resolve(import.meta.dirname, '../onec/files');
const ORDERS_FILE = await readFile(path.join(FILES, '01-bp30-clean.txt'));
const STATEMENT_FILE = await readFile(path.join(FILES, '05-statement-three-days.txt'));
/** The same file in its own encoding, with only its first documents. */
const TEXT = new TextDecoder('windows-1251').decode(ORDERS_FILE);

/** An exchange file of the first `count` documents, in UTF-8. */
function first(count: number): Buffer {
  const [head = '', ...documents] = TEXT.replace('Кодировка=Windows', 'Кодировка=UTF-8').split(
    /(?=СекцияДокумент)/,
  );
  const own = documents.map((one) => one.replace(/КонецФайла\s*$/, ''));
  return Buffer.from(`${head}${own.slice(0, count).join('')}КонецФайла\r\n`);
}

let dir: string;
let stop: () => void = () => undefined;

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-from-1c-'));
});

afterEach(async () => {
  stop();
  await rm(dir, { recursive: true, force: true });
});

/** A vault that watches a real folder; time passes by the fake clock alone. */
async function bench(folders: OrdersFolders = diskOrdersFolders) {
  const world = new VaultWorld();
  const day = await world.furnish({ rules: STRICT_RULES });
  const announced: number[] = [];
  const published: string[] = [];
  const timers = new FakeTimers();
  const watch = new OrdersWatch({
    vault: {
      ...day.parts,
      ordersFolders: day.stores.ordersFolders,
      publish: (name) => void published.push(name),
    },
    folders,
    timers,
    announce: (orders) => void announced.push(orders),
  });
  stop = () => watch.stop();
  const vault = openedVault(world, day, { ordersWatch: watch });
  const { workplace } = fakeWorkplace(world, () => Promise.resolve(vault));
  await workplace.open();
  const person = day.stores.people.list().find(({ role }) => role === 'accountant');
  if (person === undefined) throw new Error('nobody');
  workplace.setPerson(person);
  const ordersPicker = { pick: () => Promise.resolve(null), pickFolder: () => Promise.resolve(dir) };
  const ask = askThroughSchemas(orderHandlers({ workplace, ordersPicker, ids: world.ids }), workplace);
  watch.start();
  await ask('orders.chooseFolder', { companyId: COMPANY });
  const put = async (name: string, bytes: Uint8Array, agoMs = 0) => {
    await writeFile(path.join(dir, name), bytes);
    const at = new Date(addMs(world.clock.now(), -agoMs));
    await utimes(path.join(dir, name), at, at);
  };
  const look = async () => {
    await watch.look();
    return ask('orders.folder', { companyId: COMPANY });
  };
  /** Long enough that what does not change is whole. */
  const settled = async () => {
    await look();
    world.clock.pass(2_000);
    return look();
  };
  const payments = () => day.parts.payments.list(COMPANY, null);
  return { world, day, ask, watch, put, look, settled, announced, published, timers, payments };
}

/** Orders of the whole file that may become payments. Source: the file has so many (test/onec/files). */
async function whole(): Promise<number> {
  const { put, settled } = await bench();
  await put('1c_to_kl.txt', ORDERS_FILE);
  return (await settled()).files[0]?.fresh ?? 0;
}

describe('the folder into which 1C exports', () => {
  it('is chosen with a line of the journal, and left with another', async () => {
    const { ask, day, look } = await bench();
    expect((await look()).folder).toBe(dir);
    expect((await ask('orders.leaveFolder', { companyId: COMPANY })).folder).toBeNull();
    const kinds = day.stores.audit
      .page({ companyId: COMPANY, before: null, limit: 200 })
      .filter(({ entry }) => entry.kind === 'orders-folder-chosen')
      .map(({ entry }) => entry.details);
    expect(kinds).toHaveLength(2);
    expect(kinds).toEqual(expect.arrayContaining([{ on: true }, { on: false }]));
  });

  it('offers a new file when it is whole, tells of it once, and takes nothing in by itself', async () => {
    const { put, look, settled, announced, payments, world } = await bench();
    await settled();
    await put('1c_to_kl.txt', ORDERS_FILE);
    expect((await look()).files).toEqual([]);
    world.clock.pass(1_999);
    expect((await look()).files).toEqual([]);
    world.clock.pass(1);
    const { files } = await look();
    expect(files).toMatchObject([{ name: '1c_to_kl.txt', isThere: true }]);
    expect(announced).toEqual([files[0]?.fresh]);
    for (let again = 0; again < 5; again += 1) await settled();
    expect(announced).toHaveLength(1);
    expect(payments()).toEqual([]);
  });

  it('says nothing of files that lay there at the opening, but offers them', async () => {
    const { put, settled, announced } = await bench();
    await put('1c_to_kl.txt', ORDERS_FILE);
    expect((await settled()).files).toHaveLength(1);
    expect(announced).toEqual([]);
  });

  it('waits while the file grows, and never shows a part of it as broken', async () => {
    const { put, settled, look, world } = await bench();
    for (let size = 100; size < ORDERS_FILE.length; size += Math.ceil(ORDERS_FILE.length / 7)) {
      await put('1c_to_kl.txt', ORDERS_FILE.subarray(0, size));
      world.clock.pass(1_000);
      const { files, waiting } = await look();
      expect({ files, waiting }).toEqual({ files: [], waiting: [] });
    }
    // 1C hangs in the middle: the file stands still, and has no end.
    const half = await settled();
    expect(half).toMatchObject({ files: [], waiting: [{ name: '1c_to_kl.txt', why: 'unfinished' }] });
    await put('1c_to_kl.txt', ORDERS_FILE);
    expect(await settled()).toMatchObject({ files: [{ name: '1c_to_kl.txt' }], waiting: [] });
  });

  it('opens what it offers, and offers no longer what became payments', async () => {
    const { put, settled, ask, payments } = await bench();
    await put('1c_to_kl.txt', ORDERS_FILE);
    const [file] = (await settled()).files;
    const draft = await ask('orders.openFound', { companyId: COMPANY, fileId: file?.fileId ?? '' });
    const orders = draft.orders.filter(({ state }) => state === 'ready' || state === 'mend');
    expect(orders).toHaveLength(file?.fresh ?? -1);
    const [one, ...others] = orders.map(({ index }) => index);
    const take = (which: readonly number[], draftId: string) =>
      ask('orders.import', {
        companyId: COMPANY,
        draftId,
        orders: [...which],
        route: 'direct',
        isSubmitted: false,
      });
    await take([one ?? 0], draft.draftId);
    expect((await settled()).files).toMatchObject([{ fresh: orders.length - 1, orders: orders.length }]);
    const again = await ask('orders.openFound', { companyId: COMPANY, fileId: file?.fileId ?? '' });
    await take(others, again.draftId);
    expect(payments()).toHaveLength(orders.length);
    expect((await settled()).files).toEqual([]);
    // The same export once more, under another name.
    await put('again.txt', ORDERS_FILE);
    expect((await settled()).files).toEqual([]);
  });

  it('keeps what it has read of a file that is replaced or removed, until it became payments', async () => {
    const { put, settled, ask } = await bench();
    await put('1c_to_kl.txt', first(1));
    const [before] = (await settled()).files;
    expect(before?.fresh).toBeGreaterThan(0);
    await put('1c_to_kl.txt', STATEMENT_FILE);
    expect((await settled()).files).toEqual([{ ...before, isThere: false }]);
    await rm(path.join(dir, '1c_to_kl.txt'));
    expect((await settled()).files).toEqual([{ ...before, isThere: false }]);
    const draft = await ask('orders.openFound', { companyId: COMPANY, fileId: before?.fileId ?? '' });
    expect(draft.orders).toHaveLength(1);
  });

  it('offers one export once where a later one holds all of it', async () => {
    const { put, settled, world } = await bench();
    const all = await whole();
    await put('1c_to_kl.txt', first(1));
    await settled();
    world.clock.pass(60_000);
    await put('1c_to_kl.txt', ORDERS_FILE);
    expect((await settled()).files).toMatchObject([{ fresh: all, isThere: true }]);
  });

  it('does not offer again what a person has set aside, after the next opening either', async () => {
    const { put, look, settled, ask, watch, announced } = await bench();
    await look(); // what lies there before the first look is no news
    await put('1c_to_kl.txt', ORDERS_FILE);
    const [file] = (await settled()).files;
    const view = await ask('orders.setAside', { companyId: COMPANY, fileId: file?.fileId ?? '' });
    expect(view.files).toEqual([]);
    watch.stop();
    watch.start();
    expect((await settled()).files).toEqual([]);
    await put('1c_to_kl.txt', first(1));
    expect((await settled()).files).toHaveLength(1);
    expect(announced).toEqual([2, 1]);
  });

  it('passes over files that are no orders: statements, texts, pictures, links, folders', async () => {
    const { put, settled } = await bench();
    await put('kl_to_1c.txt', STATEMENT_FILE);
    await put('readme.txt', Buffer.from('1CClientBank'));
    await put('empty.txt', Buffer.alloc(0));
    await put('1c_to_kl.pdf', ORDERS_FILE);
    await mkdir(path.join(dir, 'folder.txt'));
    expect(await settled()).toMatchObject({ files: [], waiting: [], problem: null, old: 0 });
  });

  it('says of a file that is too large or too old', async () => {
    const { put, settled, world } = await bench();
    await put('large.txt', ORDERS_FILE);
    await truncate(path.join(dir, 'large.txt'), MAX_ORDERS_BYTES + 1);
    await put('old.txt', ORDERS_FILE, 30 * 24 * 3_600_000 + 1_000_000);
    // Truncating has touched it.
    const now = new Date(world.clock.now());
    await utimes(path.join(dir, 'large.txt'), now, now);
    expect(await settled()).toMatchObject({
      files: [],
      waiting: [{ name: 'large.txt', why: 'large' }],
      old: 1,
    });
  });

  it('says of rights that are missing, and goes on when they are given, which changes nothing in the file', async () => {
    const file = { name: '1c_to_kl.txt', mark: '1', modifiedAt: new VaultWorld().clock.now() };
    let [mayRead, isFirst] = [false, true];
    const guarded: OrdersFolders = {
      watch: () => () => undefined,
      open: () => ({
        look: () => {
          const changed = isFirst ? [file] : [];
          isFirst = false;
          return Promise.resolve({ present: new Set([file.name]), changed });
        },
        read: () =>
          Promise.resolve(
            mayRead ? { kind: 'exchange' as const, bytes: ORDERS_FILE } : { kind: 'refused' as const },
          ),
      }),
    };
    const { settled } = await bench(guarded);
    expect((await settled()).waiting).toEqual([{ name: '1c_to_kl.txt', why: 'refused' }]);
    mayRead = true;
    expect(await settled()).toMatchObject({ files: [{ name: '1c_to_kl.txt' }], waiting: [] });
  });

  it('goes on by itself when a folder that was away is back', async () => {
    const { put, settled, published } = await bench();
    await put('1c_to_kl.txt', ORDERS_FILE);
    const before = await settled();
    await rename(dir, `${dir}-away`);
    expect(await settled()).toMatchObject({ problem: 'missing', files: before.files });
    expect(published).toContain('orders.changed');
    await rename(`${dir}-away`, dir);
    expect(await settled()).toMatchObject({ problem: null, files: before.files });
  });

  it('finds one new file among ten thousand others', async () => {
    const { put, settled } = await bench();
    const names = Array.from({ length: 10_000 }, (_, at) => `${at}.txt`);
    for (let from = 0; from < names.length; from += 500)
      await Promise.all(names.slice(from, from + 500).map((name) => put(name, Buffer.from('text'), 60_000)));
    await put('1c_to_kl.txt', ORDERS_FILE);
    expect((await settled()).files).toHaveLength(1);
  });

  it('says that a folder is away which does not answer, and asks it only once at a time', async () => {
    let looks = 0;
    let answer: (error: Error) => void = () => undefined;
    const hanging: OrdersFolders = {
      watch: () => () => undefined,
      open: () => ({
        look: () => {
          looks += 1;
          return new Promise((_, reject) => {
            answer = reject;
          });
        },
        read: () => Promise.resolve({ kind: 'other' }),
      }),
    };
    const { ask, timers, watch, world } = await bench(hanging);
    const view = () => ask('orders.folder', { companyId: COMPANY });
    await new Promise(setImmediate);
    for (let at = 0; at < 10; at += 1) {
      world.clock.pass(15_000);
      timers.pass(15_000);
      await new Promise(setImmediate);
    }
    expect(looks).toBe(1);
    expect((await view()).problem).toBe('missing');
    answer(new FolderError('refused', new Error('EACCES')));
    await new Promise(setImmediate);
    expect((await view()).problem).toBe('refused');
    watch.stop();
  });

  it('does nothing between two looks while nothing changes', async () => {
    let looks = 0;
    const still: OrdersFolders = {
      watch: () => () => undefined,
      open: () => ({
        look: () => {
          looks += 1;
          return Promise.resolve({ present: new Set<string>(), changed: [] });
        },
        read: () => Promise.reject(new Error('nothing to read')),
      }),
    };
    const { timers, world, published } = await bench(still);
    timers.pass(0);
    await new Promise(setImmediate);
    looks = 0;
    published.length = 0;
    for (let second = 0; second < 600; second += 1) {
      world.clock.pass(1_000);
      timers.pass(1_000);
      await new Promise(setImmediate);
    }
    expect(looks).toBe(40);
    expect(published).toEqual([]);
  });

  it('looks no oftener than usual while another program writes all the time', async () => {
    let looks = 0;
    let hint: () => void = () => undefined;
    const restless: OrdersFolders = {
      watch: (_, changed) => {
        hint = changed;
        return () => undefined;
      },
      open: () => ({
        look: () => {
          looks += 1;
          const log = { name: 'log.txt', mark: String(looks), modifiedAt: new VaultWorld().clock.now() };
          return Promise.resolve({ present: new Set(['log.txt']), changed: [log] });
        },
        read: () => Promise.resolve({ kind: 'other' }),
      }),
    };
    const { timers, world } = await bench(restless);
    for (let second = 0; second < 600; second += 1) {
      hint();
      world.clock.pass(1_000);
      timers.pass(1_000);
      await new Promise(setImmediate);
    }
    // Twice the forty of a folder that is still, and a few until it is clear that somebody goes on writing.
    expect(looks).toBeLessThan(90);
  });

  it('tells of news also where a file cannot be read at all', async () => {
    const at = new VaultWorld().clock.now();
    let round = 0;
    const guarded: OrdersFolders = {
      watch: () => () => undefined,
      open: () => ({
        look: () => {
          round += 1;
          const files = { 1: 'locked.txt', 4: '1c_to_kl.txt' } as const;
          const name = round === 1 || round === 4 ? files[round] : null;
          const changed = name === null ? [] : [{ name, mark: '1', modifiedAt: at }];
          return Promise.resolve({ present: new Set(Object.values(files)), changed });
        },
        read: (name) =>
          Promise.resolve(
            name === 'locked.txt'
              ? { kind: 'refused' as const }
              : { kind: 'exchange' as const, bytes: ORDERS_FILE },
          ),
      }),
    };
    const { settled, announced } = await bench(guarded);
    for (let turn = 0; turn < 4; turn += 1) await settled();
    expect(announced).toHaveLength(1);
  });

  it('refuses to open what it does not offer', async () => {
    const { ask } = await bench();
    expect(
      await codeOf(() => ask('orders.openFound', { companyId: COMPANY, fileId: '../../etc/passwd' })),
    ).toBe('not-found');
  });
});
