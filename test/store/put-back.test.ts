import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Keychain } from '../../main/ports/keychain-ports.ts';
import { readSecret } from '../../main/ports/read-secret.ts';
import { Secret } from '../../main/ports/secret.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { chooseFolder } from '../../main/domain/requests/choose-folder.ts';
import { FolderExchange } from '../../main/domain/requests/folder-exchange.ts';
import { sendRequest } from '../../main/domain/requests/send-request.ts';
import { takeIn } from '../../main/domain/requests/take-in.ts';
import { KeychainCheckpoints } from '../../main/domain/session/keychain-checkpoints.ts';
import { diskFolders } from '../../main/edges/folders/shared-folder.ts';
import { createPassphraseVault, openPassphraseVault } from '../../main/edges/keychain/passphrase-vault.ts';
import type { Database } from '../../main/edges/store/database.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { openKeyedStore } from '../../main/edges/store/store-key.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { approveAt, ask, MemoryFolder, payAt } from '../fakes/request-world.ts';
import { codeOf, draftFields, seenOf } from '../fakes/vault-world.ts';
import { quiet } from './file-keychain.ts';
import { WHOLE_TEST_MS } from '../../scripts/patience.ts';
import { seededRandom, testFolder } from './store-fixture.ts';

/** The computer of an accountant whose records and keychain lie in one folder, in real files. */
class Profile {
  readonly dir: string;
  readonly shared: string;
  #db: Database | null = null;
  #seat: Seat | null = null;
  #keychain: Keychain | null = null;
  putBacks = 0;

  constructor() {
    const root = testFolder();
    this.dir = path.join(root, 'profile');
    this.shared = path.join(root, 'shared');
    mkdirSync(this.shared);
    onTestFinished(() => this.#db?.close());
  }

  get file(): string {
    return path.join(this.dir, 'vault.sqlite');
  }

  get seat(): Seat {
    if (this.#seat === null) throw new Error('not founded');
    return this.#seat;
  }

  async found(): Promise<OrganizationWorld> {
    mkdirSync(this.dir);
    const passphrase = Secret.fromText('пароль хранилища');
    const made = await createPassphraseVault({ file: path.join(this.dir, 'passphrase.json'), passphrase });
    if (made.state !== 'ok') throw new Error(made.state);
    this.#keychain = made.keychain;
    const place = { file: this.file, keychain: made.keychain, log: quiet };
    (await openKeyedStore(place, true)).close();
    this.#db = openDatabase({ file: this.file, mustExist: true });
    const makerAt = { db: this.#db, storeKey: await readSecret(made.keychain, 'store-key') };
    const world = await OrganizationWorld.found({ makerAt });
    this.#seat = world.maker;
    chooseFolder(this.seat.parts, this.seat.actor, this.seat.companyId, this.shared);
    await this.end();
    await this.start();
    return world;
  }

  /** Starts the app on the files as they lie there. */
  async start(): Promise<void> {
    this.#db = openDatabase({ file: this.file, mustExist: true });
    const day = this.seat.world.start({}, this.#db);
    const checkpoints = new KeychainCheckpoints({
      isChecked: () => true,
      keychain: await this.keychain(),
      checkpoints: day.stores.ledger.state,
      timers: new FakeTimers(),
      log: quiet,
      putBack: () => (this.putBacks += 1),
    });
    this.seat.day = { ...day, parts: { ...day.parts, checkpoints } };
    await checkpoints.keep();
  }

  /** Ends it as the lock does. */
  async end(): Promise<void> {
    const { checkpoints } = this.seat.parts;
    if (checkpoints instanceof KeychainCheckpoints) await checkpoints.close();
    this.#db?.close();
    this.#db = null;
  }

  async keychain(): Promise<Keychain> {
    if (this.#keychain !== null) return this.#keychain;
    const passphrase = Secret.fromText('пароль хранилища');
    const opened = await openPassphraseVault({ file: path.join(this.dir, 'passphrase.json'), passphrase });
    if (opened.state !== 'ok') throw new Error(opened.state);
    this.#keychain = opened.keychain;
    return opened.keychain;
  }

  /** Reads the shared folder, as the open vault does by itself. */
  async look(): Promise<void> {
    const { parts } = this.seat;
    const timers = new FakeTimers();
    const exchange = new FolderExchange({
      vault: parts,
      folders: diskFolders,
      timers,
      announce: () => undefined,
    });
    await exchange.look();
    exchange.stop();
  }

  copy(name: string): void {
    cpSync(this.dir, `${this.dir}-${name}`, { recursive: true });
  }

  /** Puts everything back: the records, and the keychain with its checkpoint. */
  putBack(name: string): void {
    rmSync(this.dir, { recursive: true });
    cpSync(`${this.dir}-${name}`, this.dir, { recursive: true });
    this.#keychain = null;
  }

  /** What the opening of the app says of the files. */
  async opened(accepted?: Parameters<typeof openKeyedStore>[0]['accepted']) {
    const place = { file: this.file, keychain: await this.keychain(), log: quiet };
    const store = await openKeyedStore(accepted === undefined ? place : { ...place, accepted }, false);
    store.close();
    expect(store.damagedRecords).toBe(0);
    return store.misfit;
  }
}

async function submitted(seat: Seat) {
  const { parts, actor, companyId } = seat;
  const draft = saveDraft(parts, actor, { companyId, seen: null, fields: draftFields({}) });
  return submitPayment(parts, actor, seenOf(draft));
}

describe('a profile whose keychain is a file in it', { timeout: WHOLE_TEST_MS }, () => {
  it.each(['before the payment', 'at the very state that the envelope names'] as const)(
    'that was put back %s is found by the shared folder, and accepted once',
    async (when) => {
      const profile = new Profile();
      await profile.found();
      await profile.look();
      if (when === 'before the payment') {
        await profile.end();
        profile.copy('old');
        await profile.start();
      }
      const payment = await submitted(profile.seat);
      if (when !== 'before the payment') {
        await profile.end();
        profile.copy('old');
        await profile.start();
      }
      const { parts, actor } = profile.seat;
      await sendRequest(parts, actor, payment.paymentId);
      const [own] = parts.envelopes.list(profile.seat.companyId).slice(-1);
      const signedAt = own?.receivedAt ?? '';
      profile.seat.world.clock.pass(60_000);
      await profile.look();
      await profile.end();
      expect(await profile.opened()).toBeNull();

      profile.putBack('old');

      // Records and checkpoint went back together: nothing in the folder of the profile tells.
      expect(await profile.opened()).toBeNull();
      await profile.start();
      expect(profile.putBacks).toBe(0);
      await profile.look();
      expect(profile.putBacks).toBe(1);
      // Nothing is kept and so nothing is paid, before the vault has opened anew.
      expect(await codeOf(() => profile.seat.parts.checkpoints.keep())).toBe('store-read-only');
      await profile.end();
      const misfit = await profile.opened();
      expect(misfit).toMatchObject({ newest: signedAt, rows: [] });
      expect(['older', 'other']).toContain(misfit?.kind);
      if (misfit === null) throw new Error('nothing was found');
      // Each later opening finds it again, without the folder.
      expect(await profile.opened()).toEqual(misfit);

      const director = { personId: null, name: 'Борис', role: 'director' } as const;
      expect(await profile.opened({ actor: director, misfit })).toBeNull();

      await profile.start();
      await profile.look();
      await profile.look();
      expect(profile.putBacks).toBe(1);
      await profile.seat.parts.checkpoints.keep();
      await profile.end();
      expect(await profile.opened()).toBeNull();
    },
  );

  it('is found wherever it is put back to, if it signed anything since, and never otherwise', async () => {
    const random = seededRandom(20261129);
    const profile = new Profile();
    await profile.found();
    const signed = () => profile.seat.parts.envelopes.list(profile.seat.companyId).length;
    let found = 0;
    for (let round = 0; round < 12; round += 1) {
      await profile.end();
      profile.copy(`round-${round}`);
      await profile.start();
      const before = signed();
      for (let step = random(4); step > 0; step -= 1) {
        if (random(2) === 0) await submitted(profile.seat);
        else {
          const { parts, actor } = profile.seat;
          const payment = await submitted(profile.seat);
          await sendRequest(parts, actor, payment.paymentId);
        }
        if (random(3) === 0) await profile.look();
      }
      await profile.look();
      expect(profile.putBacks, `round ${round}`).toBe(found);
      // A request that was owed is signed by the look itself.
      const isSignedSince = signed() > before;
      await profile.end();

      profile.putBack(`round-${round}`);
      await profile.start();
      await profile.look();

      if (isSignedSince) found += 1;
      expect(profile.putBacks, `round ${round}`).toBe(found);
      await profile.end();
      const misfit = await profile.opened();
      expect(misfit !== null, `round ${round}`).toBe(isSignedSince);
      const director = { personId: null, name: 'Борис', role: 'director' } as const;
      if (misfit !== null) expect(await profile.opened({ actor: director, misfit })).toBeNull();
      await profile.start();
    }
    expect(found).toBeGreaterThan(3);
    await profile.end();
  });
});

describe('files of an organization', { timeout: WHOLE_TEST_MS }, () => {
  it('raise no false alarm at any computer, in whatever order they are read, however often', async () => {
    const random = seededRandom(9);
    const world = await OrganizationWorld.found({ directors: ['Борис', 'Вера'] });
    const folder = new MemoryFolder();
    let asked = await ask(world.maker);
    for (let step = 0; step < 150; step += 1) {
      const seat = world.seats[random(3)] ?? world.maker;
      const kind = random(7);
      try {
        if (kind === 0) asked = await ask(world.maker, { purpose: `Оплата по счёту № ${step}` });
        else if (kind === 1) await approveAt(world.founder, asked);
        else if (kind === 2) await payAt(world.maker, asked);
        else if (kind === 3) seat.restart();
        else if (kind === 4) seat.day.stores.ledger.state.begin();
        else if (kind === 5) await takeIn(seat.parts, [...folder.files].reverse());
        else await folder.round(seat);
      } catch {
        // An approval that is not wanted any more, a payment that waits: the history goes on.
      }
      for (const one of world.seats) {
        expect(await one.parts.checkpoints.tellPutBack(), `step ${step} at ${one.name}`).toBe(false);
      }
    }
    expect(folder.files.length).toBeGreaterThan(10);
  });

  it('of others say nothing about the records here', async () => {
    const world = await OrganizationWorld.found({ directors: ['Борис'] });
    const folder = new MemoryFolder();
    for (let count = 0; count < 5; count += 1) await ask(world.maker, { purpose: `Счёт № ${count}` });
    await folder.take(world.maker);
    await takeIn(world.founder.parts, folder.files);

    expect(await world.founder.parts.checkpoints.tellPutBack()).toBe(false);
  });
});
