import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderExchange } from '../../main/domain/requests/folder-exchange.ts';
import { diskFolders } from '../../main/edges/folders/shared-folder.ts';
import { chooseFolder } from '../../main/domain/requests/choose-folder.ts';
import type { FoundFile, SharedFolder, SharedFolders } from '../../main/domain/requests/exchange-ports.ts';
import { FolderError } from '../../main/ports/folder-ports.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { undelivered } from '../../main/domain/requests/outbox.ts';
import type { TakenIn } from '../../main/domain/requests/take-in.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, payAt, paymentAt } from '../fakes/request-world.ts';

let dir: string;
let world: OrganizationWorld;
const exchanges: FolderExchange[] = [];

/** A computer that carries its files through the folder. */
function connect(seat: Seat, folder: string | null = dir, folders: SharedFolders = diskFolders) {
  const announced: TakenIn[] = [];
  const timers = new FakeTimers();
  if (folder !== null) chooseFolder(seat.parts, seat.actor, seat.companyId, folder);
  const announce = (taken: TakenIn) => void announced.push(taken);
  const exchange = new FolderExchange({
    vault: seat.parts,
    folders,
    timers,
    announce,
  });
  exchanges.push(exchange);
  return { exchange, announced, timers, state: () => exchange.state(seat.companyId) };
}

/** A folder in which a test says what happens. */
class ScriptedFolder implements SharedFolder, SharedFolders {
  /** Runs at the beginning of each look and each put. */
  whenLooking: () => void | Promise<void> = () => undefined;
  whenPutting: () => void = () => undefined;
  looks = 0;
  puts = 0;
  isWatched = false;

  open(): SharedFolder {
    return this;
  }

  watch(): () => void {
    this.isWatched = true;
    return () => {
      this.isWatched = false;
    };
  }

  put(): Promise<string> {
    this.whenPutting();
    this.puts += 1;
    return Promise.resolve('file');
  }

  async *look(): AsyncIterable<FoundFile> {
    this.looks += 1;
    await this.whenLooking();
    yield* [];
  }
}

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-exchange-'));
  world = await OrganizationWorld.found();
});

afterEach(async () => {
  for (const exchange of exchanges.splice(0)) exchange.stop();
  await rm(dir, { recursive: true, force: true });
});

describe('the exchange through a folder', () => {
  it('carries a request there, the approval back, and what became of the payment', async () => {
    const { maker, founder } = world;
    const [anna, boris] = [connect(maker), connect(founder)];
    const asked = await ask(maker);
    await anna.exchange.look();
    expect(undelivered(maker.parts, maker.companyId)).toEqual([]);

    await boris.exchange.look();
    expect(boris.announced.at(-1)).toMatchObject({ requests: 1 });
    await approveAt(founder, asked);
    await boris.exchange.look();
    await anna.exchange.look();
    expect(anna.announced.at(-1)).toMatchObject({ answers: 1 });
    await payAt(maker, asked);
    await anna.exchange.look();
    await boris.exchange.look();
    expect(paymentAt(founder, asked).status).toBe('in-progress');
    expect(anna.state()).toMatchObject({ problem: null, taken: { unfit: 0 } });
  });

  it('announces each arrival once, and nothing of its own', async () => {
    const { maker, founder } = world;
    const [anna, boris] = [connect(maker), connect(founder)];
    await ask(maker);
    for (let turn = 0; turn < 3; turn += 1) {
      await anna.exchange.look();
      await boris.exchange.look();
    }
    expect(boris.announced.filter(({ requests }) => requests > 0)).toHaveLength(1);
    expect(anna.announced).toEqual([]);
  });

  it('keeps what it cannot put while the folder is away, and puts it when it is back', async () => {
    const { maker } = world;
    const anna = connect(maker);
    await rename(dir, `${dir}-away`);
    await ask(maker);
    await anna.exchange.look();
    expect(anna.state().problem).toBe('missing');
    expect(undelivered(maker.parts, maker.companyId)).toHaveLength(1);

    await rename(`${dir}-away`, dir);
    await anna.exchange.look();
    expect(anna.state().problem).toBeNull();
    expect(undelivered(maker.parts, maker.companyId)).toEqual([]);
  });

  it('counts what does not fit and goes on', async () => {
    const { maker, founder } = world;
    const [anna, boris] = [connect(maker), connect(founder)];
    await ask(maker);
    await anna.exchange.look();
    for (const name of ['a', 'b', 'c']) await writeFile(path.join(dir, `${name}.klyuchnik`), `junk ${name}`);
    await boris.exchange.look();
    expect(boris.state().taken).toMatchObject({ requests: 1, unfit: 3 });
  });

  it('puts the documents of the organization into the folder once, whoever is first', async () => {
    const { maker, founder } = world;
    const [anna, boris] = [connect(maker), connect(founder)];
    await anna.exchange.look();
    const files = (await readdir(dir)).length;
    expect(files).toBeGreaterThan(0);
    for (let turn = 0; turn < 2; turn += 1) {
      await boris.exchange.look();
      await anna.exchange.look();
    }
    expect((await readdir(dir)).length).toBe(files);
  });
});

describe('the rounds of the exchange', () => {
  it('begin with the start, come again every quarter of a minute, and end with the stop', async () => {
    const folder = new ScriptedFolder();
    const { exchange, timers } = connect(world.maker, dir, folder);
    exchange.start();
    expect(folder.looks).toBe(0);

    timers.pass(0);
    await expect.poll(() => folder.looks).toBe(1);
    for (const looks of [2, 3]) {
      await expect.poll(() => timers.count).toBe(1);
      timers.pass(14_999);
      timers.pass(1);
      await expect.poll(() => folder.looks).toBe(looks);
    }
    await expect.poll(() => timers.count).toBe(1);
    exchange.stop();

    expect(timers.count).toBe(0);
    expect(folder.isWatched).toBe(false);
    timers.pass(60_000);
    await exchange.look();
    expect(folder.looks).toBe(3);
  });

  it('put what was signed soon after, without reading everything', async () => {
    const folder = new ScriptedFolder();
    const { maker } = world;
    const { exchange, timers, state } = connect(maker, dir, folder);
    await ask(maker);

    exchange.wake();
    timers.pass(299);
    expect(folder.puts).toBe(0);
    timers.pass(1);
    await expect.poll(() => undelivered(maker.parts, maker.companyId)).toEqual([]);
    await exchange.takeFiles([]); // the round has ended

    expect([folder.puts, folder.looks]).toEqual([1, 0]);
    expect(state().lastLookAt).toBeNull();
  });

  it('go on without a folder: what waits for its time is looked at, and nothing is wrong', async () => {
    const { maker, founder } = world;
    const asked = await ask(maker);
    const { exchange, state } = connect(founder, null, new ScriptedFolder());
    founder.parts.envelopes.add(
      maker.parts.envelopes.list(maker.companyId).map((one) => ({ ...one, isOwn: false })),
      null,
    );

    await exchange.look();

    expect(paymentAt(founder, asked).status).toBe('submitted');
    expect(state().problem).toBeNull();
    expect(founder.world.logged).toEqual([]);
  });

  it.each([
    ['that is away', new FolderError('missing', 'no such folder'), 'missing'],
    ['that is full', new FolderError('full', 'no space'), 'full'],
    ['while the keychain is shut', new AppError('keychain-locked'), 'keychain'],
  ] as const)('say what is wrong with a folder %s, and log no failure', async (_, error, problem) => {
    const folder = new ScriptedFolder();
    const { exchange, state } = connect(world.maker, dir, folder);
    folder.whenLooking = () => Promise.reject(error);

    await exchange.look();

    expect(state()).toMatchObject({ problem, lastLookAt: null });
    expect(world.maker.world.logged).toEqual([]);
    folder.whenLooking = () => undefined;
    await exchange.look();
    expect(state().problem).toBeNull();
  });

  it.each([
    ['a failing disk', new AppError('store-full')],
    ['a bug', new TypeError('a bug')],
    [
      'something that only looks like a keychain',
      Object.assign(new Error('no'), { code: 'keychain-locked' }),
    ],
  ])('log %s with the company that it is about', async (_, error) => {
    const folder = new ScriptedFolder();
    const { maker } = world;
    const { exchange, state } = connect(maker, dir, folder);
    folder.whenLooking = () => Promise.reject(error);

    await exchange.look();

    expect(state().problem).toBe('other');
    expect(maker.world.logged).toEqual([
      { event: 'exchange-failed', error, facts: { companyId: maker.companyId } },
    ]);
  });

  it('that fail because the vault was closed meanwhile are told to nobody', async () => {
    const folder = new ScriptedFolder();
    const { maker } = world;
    const { exchange, state } = connect(maker, dir, folder);
    await exchange.look();
    const told = maker.world.told.length;
    folder.whenLooking = () => {
      exchange.stop();
      throw new TypeError('the database is closed');
    };

    await exchange.look();

    expect(state().problem).toBeNull();
    expect(maker.world.told).toHaveLength(told);
    expect(maker.world.logged).toEqual([]);
  });
});
