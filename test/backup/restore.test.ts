import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  directorsWithoutKey,
  hasTokenTexts,
  misfitView,
  proveForRecords,
} from '../../main/domain/session/accept-records.ts';
import { restoreBackup } from '../../main/domain/session/restore-backup.ts';
import { backupPlace, finishRestore } from '../../main/edges/store/backup-place.ts';
import { openKeyedStore } from '../../main/edges/store/store-key.ts';
import { assertFitsFile } from '../../main/edges/store/fits-file.ts';
import { openStoreForReading } from '../../main/edges/store/open-store.ts';
import { deriveStoreKeys } from '../../main/edges/store/seal.ts';
import { storeFingerprints } from '../../main/edges/store/fingerprints.ts';
import { systemDigests } from '../../main/edges/system/system-ids.ts';
import { readSecret } from '../../main/ports/read-secret.ts';
import { Secret } from '../../main/ports/secret.ts';
import type { Keychain } from '../../main/ports/keychain-ports.ts';
import type { NamedSecret } from '../../main/domain/backup/backup-ports.ts';
import { RecentSecrets } from '../../main/edges/keychain/recent-secrets.ts';
import { FakeClock, FakeTimers } from '../fakes/fake-clock.ts';
import { MemoryKeychain } from '../fakes/memory-keychain.ts';
import { openedVault } from '../fakes/fake-workplace.ts';
import { codeOf, PAYING, passphraseOf } from '../fakes/vault-world.ts';
import { FileKeychain, quiet } from '../store/file-keychain.ts';
import { testFolder } from '../store/store-fixture.ts';
import { BackupBench } from './backup-bench.ts';

const TOKEN_TEXT = `t.${PAYING}-${'x'.repeat(40)}`;

/** Another computer: a folder for a profile, and a keychain with nothing in it. */
class Fresh {
  readonly dir = path.join(testFolder(), 'profile');
  readonly file = path.join(this.dir, 'store', 'vault.sqlite');
  readonly spareKeyFile = path.join(this.dir, 'spare-key.json');
  readonly clock = new FakeClock();
  readonly keychain: Keychain;

  constructor(keychain: Keychain = new MemoryKeychain()) {
    this.keychain = keychain;
  }

  /** What the first start of the app leaves. */
  async begin(): Promise<void> {
    (await openKeyedStore({ file: this.file, keychain: this.keychain, log: quiet }, true)).close();
  }

  restore(plain: Uint8Array) {
    const { file, spareKeyFile, clock, keychain } = this;
    return restoreBackup(
      {
        place: backupPlace({ file, spareKeyFile }),
        keychain: () => Promise.resolve(keychain),
        clock,
        digests: systemDigests,
      },
      plain,
    );
  }

  /** What the next start of the app finds. */
  async start(accepted?: Parameters<typeof openKeyedStore>[0]['accepted']) {
    const { file, spareKeyFile, keychain } = this;
    finishRestore({ file, spareKeyFile }, this.clock.now());
    const keyed = { file, keychain, log: quiet };
    return openKeyedStore(accepted === undefined ? keyed : { ...keyed, accepted }, false);
  }
}

async function withSecrets(bench: BackupBench): Promise<Uint8Array> {
  const secrets: NamedSecret[] = [];
  for (const name of [`token:${PAYING}`, 'certificate-key:certificate-1'] as const)
    secrets.push({ name, secret: await readSecret(bench.world.keychain, name) });
  return bench.plain(secrets);
}

describe('a backup on a new computer', () => {
  it('brings the records and its secrets, whose fingerprints fit', async () => {
    const bench = await BackupBench.open();
    const fresh = new Fresh();
    await fresh.begin();
    const contents = await fresh.restore(await withSecrets(bench));
    expect(contents).toMatchObject({ secrets: 2, tokens: 2 });

    const store = await fresh.start();
    expect(store.misfit).toMatchObject({ kind: 'restored' });
    expect(store.ledger.companies.list()).toEqual(bench.day.stores.companies.list());
    const token = store.ledger.tokens.get(PAYING);
    const text = await readSecret(fresh.keychain, `token:${PAYING}`);
    expect(text.revealText()).toBe(TOKEN_TEXT);
    expect(storeFingerprints(store.ledger.keys).ofSecret(text)).toBe(token?.fingerprint);
    store.close();
    const key = await readSecret(fresh.keychain, 'store-key');
    expect(() => assertFitsFile(fresh.file, key)).not.toThrow();
  });

  it('waits to be taken in also where records are checked behind the screen', async () => {
    const bench = await BackupBench.open();
    const fresh = new Fresh();
    await fresh.restore(await bench.plain());
    const { file, keychain } = fresh;
    const store = await openKeyedStore({ file, keychain, log: quiet, isTrusting: true }, false);
    expect(store.misfit).toMatchObject({ kind: 'restored' });
    expect(store.ledger.isReadOnly).toBe(true);
    store.close();
  });

  it('writes over no secret that is there, and brings none that is not its own', async () => {
    const bench = await BackupBench.open();
    const fresh = new Fresh();
    await fresh.keychain.write(`token:${PAYING}`, Secret.fromText('newer'));
    await fresh.restore(await withSecrets(bench));
    expect((await readSecret(fresh.keychain, `token:${PAYING}`)).revealText()).toBe('newer');

    const other = new Fresh();
    await other.begin();
    const before = (await readSecret(other.keychain, 'store-key')).revealBytes();
    const named: NamedSecret[] = [{ name: 'store-key', secret: Secret.fromText('x'.repeat(32)) }];
    const evil = await bench.plain(named);
    expect(await codeOf(() => other.restore(evil))).toBe('backup-damaged');
    expect((await readSecret(other.keychain, 'store-key')).revealBytes()).toEqual(before);
    expect((await other.start()).misfit).toBeNull();
  });

  it('puts the files of before aside with their key, and another restore does so again', async () => {
    const bench = await BackupBench.open();
    const plain = await bench.plain();
    const fresh = new Fresh();
    await fresh.begin();
    writeFileSync(fresh.spareKeyFile, '{}');
    for (let time = 1; time <= 2; time += 1) {
      fresh.clock.pass(60_000);
      await fresh.restore(plain);
      (await fresh.start()).close();
      expect(readdirSync(path.join(fresh.dir, 'set-aside'))).toHaveLength(time);
    }
    for (const stamp of readdirSync(path.join(fresh.dir, 'set-aside'))) {
      const key = await readSecret(fresh.keychain, `store-key-before:${stamp}`);
      const file = path.join(fresh.dir, 'set-aside', stamp, 'store', 'vault.sqlite');
      const old = await openStoreForReading({
        file,
        keys: deriveStoreKeys(key),
        log: quiet,
        kept: 'not-looked',
      });
      expect(old.damagedRecords).toBe(0);
      old.close();
    }
    expect(existsSync(fresh.spareKeyFile)).toBe(false);
  });

  it('leaves everything as it was when the keychain is shut', async () => {
    const bench = await BackupBench.open();
    const keychain = new MemoryKeychain();
    const fresh = new Fresh(keychain);
    await fresh.begin();
    const plain = await bench.plain();
    keychain.failWith('locked');
    expect(await codeOf(() => fresh.restore(plain))).toBe('keychain-locked');
    expect(readdirSync(fresh.dir)).toEqual(['store']);
  });

  it('goes into a keychain that was emptied', async () => {
    const bench = await BackupBench.open();
    const keychain = new MemoryKeychain();
    const fresh = new Fresh(keychain);
    await fresh.begin();
    keychain.empty();
    await fresh.restore(await bench.plain());
    const store = await fresh.start();
    expect(store.misfit).toMatchObject({ kind: 'restored' });
    store.close();
  });
});

describe('a restore that is killed', () => {
  const STEPS = [
    'before write token:token-paying',
    'after write token:token-paying',
    'before write store-key-before',
    'after write store-key-before',
    'before write store-key-next',
    'after write store-key-next',
  ];

  it.each(STEPS)('%s has not happened', async (step) => {
    const bench = await BackupBench.open();
    const plain = await withSecrets(bench);
    const keychain = new FileKeychain(path.join(testFolder(), 'keys.json'));
    const fresh = new Fresh(keychain);
    await fresh.begin();
    const { file, spareKeyFile, clock } = fresh;
    const place = backupPlace({ file, spareKeyFile });
    keychain.onStep = (name) => {
      if (name.startsWith(step)) throw new Error('killed');
    };
    const killed = restoreBackup(
      {
        // Whoever is killed removes nothing.
        place: { build: async (...given) => ({ ...(await place.build(...given)), remove: () => undefined }) },
        keychain: () => Promise.resolve(keychain),
        clock,
        digests: systemDigests,
      },
      plain,
    );
    await expect(killed).rejects.toThrow('killed');
    keychain.onStep = () => undefined;

    const store = await fresh.start();
    expect(store.misfit).toBeNull();
    expect(store.ledger.companies.list()).toEqual([]);
    store.close();
    await fresh.restore(plain);
    const again = await fresh.start();
    expect(again.ledger.companies.list()).toHaveLength(1);
    again.close();
  });

  it.each(['decided', 'with the old files aside', 'with the old files half aside'])(
    'once it was %s, has happened at the next start',
    async (moment) => {
      const bench = await BackupBench.open();
      const keychain = new FileKeychain(path.join(testFolder(), 'keys.json'));
      const fresh = new Fresh(keychain);
      await fresh.begin();
      writeFileSync(fresh.spareKeyFile, '{}');
      const { file, spareKeyFile, clock } = fresh;
      const place = backupPlace({ file, spareKeyFile });
      const store = path.dirname(file);
      const ready = path.join(fresh.dir, 'restore-ready');
      const takePlace = () => {
        renameSync(path.join(fresh.dir, 'restore-building'), ready);
        if (moment === 'decided') return;
        renameSync(store, `${store}-aside`);
        if (moment === 'with the old files aside') rmSync(spareKeyFile);
      };
      await restoreBackup(
        {
          place: { build: async (...given) => ({ ...(await place.build(...given)), takePlace }) },
          keychain: () => Promise.resolve(keychain),
          clock,
          digests: systemDigests,
        },
        await bench.plain(),
      );

      const opened = await fresh.start();
      expect(opened.misfit).toMatchObject({ kind: 'restored' });
      expect(opened.ledger.companies.list()).toHaveLength(1);
      opened.close();
      expect(existsSync(ready)).toBe(false);
      expect(existsSync(spareKeyFile)).toBe(false);
    },
  );
});

describe('restored records of which no director has a key here', () => {
  async function shown(change: (fresh: Fresh) => Promise<void> = () => Promise.resolve()) {
    const bench = await BackupBench.open();
    const fresh = new Fresh();
    await change(fresh);
    await fresh.restore(await bench.plain());
    const store = await fresh.start();
    const { world, day } = bench;
    const vault = openedVault(world, day, { misfit: store.misfit, isReadOnly: true });
    store.close();
    const looked = { ...vault, keychain: new RecentSecrets(fresh.keychain, new FakeTimers()) };
    const keyless = await directorsWithoutKey(looked);
    const here = { ...vault, keyless, hasTokenTexts: await hasTokenTexts(looked) };
    return { bench, fresh, here };
  }

  it('are taken in by a director who chooses a new passphrase, with a line for both', async () => {
    const { bench, fresh, here } = await shown();
    const { world } = bench;
    const { personId } = world.people.director;
    if (personId === null) throw new Error('no id');
    expect(misfitView(here)).toMatchObject({ directors: [], renewable: [{}, {}], recoveryOf: null });
    world.prompt.answer(passphraseOf('новый'));
    const recoveryFiles = { sign: () => Promise.reject(new Error('no file')) };
    const accepted = await proveForRecords({ ...here, recoveryFiles }, { kind: 'new-key', personId });

    const store = await fresh.start(accepted);
    expect(store.misfit).toBeNull();
    const kept = store.ledger.people.get(personId);
    expect(kept?.publicKey).toBe(accepted.renewed?.publicKey);
    expect(kept?.publicKey).not.toBe(bench.day.stores.people.get(personId)?.publicKey);
    const kinds = store.ledger.journal.page({ limit: 3 }).map(({ entry }) => entry.kind);
    expect(kinds).toEqual(['director-key-renewed', 'records-accepted', 'backup-restored']);
    store.close();
    const again = await fresh.start();
    expect(again.misfit).toBeNull();
    again.close();
  });

  it('are not, while one of them has his key, or while a token lies here', async () => {
    const { bench, here } = await shown();
    const { personId } = bench.world.people.director;
    if (personId === null) throw new Error('no id');
    expect(misfitView({ ...here, keyless: new Set([personId]) })).toMatchObject({ renewable: [] });
    const withToken = await shown((fresh) =>
      fresh.keychain.write(`token:${PAYING}`, Secret.fromText(TOKEN_TEXT)).then(() => undefined),
    );
    expect(misfitView(withToken.here)).toMatchObject({ renewable: [], directors: [] });
    const proof = { kind: 'new-key', personId } as const;
    const recoveryFiles = { sign: () => Promise.reject(new Error('no file')) };
    expect(await codeOf(() => proveForRecords({ ...withToken.here, recoveryFiles }, proof))).toBe(
      'not-found',
    );
  });
});

describe('an open vault', () => {
  it('takes no restored one for its own: the kept count is lower', async () => {
    const bench = await BackupBench.open();
    const keychain = new MemoryKeychain();
    const fresh = new Fresh(keychain);
    await fresh.begin();
    // The keychain knows a far newer state of these records than the backup has.
    const checkpoint = { counter: 5_000, root: 'a'.repeat(64), at: '2026-11-29T09:00:00.000Z' };
    await keychain.write('checkpoint', Secret.fromText(JSON.stringify(checkpoint)));
    await fresh.restore(await bench.plain());
    const store = await fresh.start();
    expect(store.misfit).toMatchObject({ kind: 'restored' });
    expect(store.ledger.state.current().counter).toBeGreaterThan(5_000);
    const [seam] = store.ledger.journal.page({ limit: 1 });
    expect(seam?.entry).toMatchObject({
      kind: 'backup-restored',
      details: { keptUntil: '2026-11-29T09:00:00.000Z' },
    });
    store.close();
  });
});
