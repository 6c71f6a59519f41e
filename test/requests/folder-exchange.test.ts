import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderExchange } from '../../main/domain/requests/folder-exchange.ts';
import { diskFolders } from '../../main/edges/folders/shared-folder.ts';
import { chooseFolder } from '../../main/domain/requests/choose-folder.ts';
import { undelivered } from '../../main/domain/requests/outbox.ts';
import type { TakenIn } from '../../main/domain/requests/take-in.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, payAt, paymentAt } from '../fakes/request-world.ts';

let dir: string;
let world: OrganizationWorld;
const exchanges: FolderExchange[] = [];

/** A computer that carries its files through the folder. */
function connect(seat: Seat, folder = dir) {
  const announced: TakenIn[] = [];
  const timers = new FakeTimers();
  chooseFolder(seat.parts, seat.actor, seat.companyId, folder);
  const announce = (taken: TakenIn) => void announced.push(taken);
  const exchange = new FolderExchange({
    vault: seat.parts,
    folders: diskFolders,
    timers,
    announce,
  });
  exchanges.push(exchange);
  return { exchange, announced, state: () => exchange.state(seat.companyId) };
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
