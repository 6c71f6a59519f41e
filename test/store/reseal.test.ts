import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CompanyId } from '../../contract/values/ids.ts';
import type { Company } from '../../main/domain/companies/company.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import { storeFingerprints } from '../../main/edges/store/fingerprints.ts';
import { openLedger, type Ledger } from '../../main/edges/store/ledger.ts';
import { migrate } from '../../main/edges/store/migrate.ts';
import { ALL_MIGRATIONS } from '../../main/edges/store/migrations/all-migrations.ts';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { resealStore, takeKeptKey } from '../../main/edges/store/reseal-store.ts';
import { Salvage } from '../../main/edges/store/salvage.ts';
import { deriveStoreKeys } from '../../main/edges/store/seal.ts';
import { checkStoreKey } from '../../main/edges/store/store-key-check.ts';
import type { OpenedStore } from '../../main/edges/store/open-store.ts';
import { Secret } from '../../main/ports/secret.ts';
import { currentStoreKey, openKeyedStore, renewStoreKey } from '../../main/edges/store/store-key.ts';
import { approvedNew, FREE_RULES, VaultWorld } from '../fakes/vault-world.ts';
import { FileKeychain, quiet } from './file-keychain.ts';
import { storeErrorOf, testFolder } from './store-fixture.ts';
import { KILLED, NODE_FOR_TYPESCRIPT } from '../fakes/platform.ts';

const keysOf = (fill: number) => deriveStoreKeys(Secret.fromBytes(new Uint8Array(32).fill(fill)));

/** Everything that the tables and the journal hold. */
function contentOf(ledger: Ledger): unknown {
  const { journal, inspectable } = ledger;
  const tables = inspectable.map((table) => ('list' in table ? [table.table, table.list()] : table.table));
  return { tables, journal: journal.page({ limit: 1_000 }), head: journal.head(), verdict: journal.verify() };
}

describe('a store that gets a new key', () => {
  it('holds the same records, journal and revisions, and opens by the new key alone', async () => {
    const world = new VaultWorld();
    checkStoreKey(world.db, world.keys);
    const day = await world.furnish({ rules: FREE_RULES });
    await approvedNew(world, day);
    const { db } = world;
    const ledger = openLedger({ db, keys: world.keys });
    const before = contentOf(ledger);
    const revisions = db.all('SELECT id, revision FROM payments');
    const likeness = db.all('SELECT fingerprint FROM payments');
    const old = { ...world.keys };
    const secret = Secret.fromText('t.secret');
    const fingerprint = storeFingerprints(world.keys).ofSecret(secret);

    resealStore({ db, keys: world.keys, tables: ledger.inspectable, state: ledger.state }, keysOf(9));

    expect(contentOf(ledger)).toEqual(before);
    expect(db.all('SELECT id, revision FROM payments')).toEqual(revisions);
    expect(db.all('SELECT fingerprint FROM payments')).not.toEqual(likeness);
    const again = keysOf(9);
    checkStoreKey(db, again);
    expect(takeKeptKey(db, again)).toBe(true);
    expect(contentOf(openLedger({ db, keys: again }))).toEqual(before);
    expect(storeFingerprints(again).ofSecret(secret)).toBe(fingerprint);
    expect(storeErrorOf(() => checkStoreKey(db, old)).code).toBe('store-key-wrong');
    for (const table of openLedger({ db, keys: old }).inspectable) expect(table.inspect().good).toBe(0);
    migrate(db, ALL_MIGRATIONS); // the schema is word for word what it was
    expect(() => db.run("UPDATE journal SET kind = 'x'")).toThrow();
  });

  it('keeps the old one when one row does not open', async () => {
    const world = new VaultWorld();
    checkStoreKey(world.db, world.keys);
    await world.furnish({ rules: FREE_RULES });
    const { db } = world;
    const ledger = openLedger({ db, keys: world.keys });
    db.run('UPDATE policies SET version = version + 1');
    const old = { ...world.keys };

    expect(
      storeErrorOf(() =>
        resealStore({ db, keys: world.keys, tables: ledger.inspectable, state: ledger.state }, keysOf(9)),
      ).code,
    ).toBe('store-corrupt');

    expect(world.keys).toEqual(old);
    checkStoreKey(db, world.keys);
    expect(ledger.people.list()).toHaveLength(3);
    expect(ledger.journal.verify().ok).toBe(true);
  });
});

/** A store in a file with so many companies, and its keychain. */
async function storeWith(companies: number) {
  const folder = testFolder();
  const keys = join(folder, 'keys.json');
  const place = { file: join(folder, 'store', 'vault.sqlite'), keychain: new FileKeychain(keys), log: quiet };
  const store = await openKeyedStore(place, true);
  for (let number = 0; number < companies; number += 1) addCompany(store, number);
  return { keys, place, store };
}

const AT = '2026-11-16T09:00:00.000Z';

function companyOf(number: number, name = `ООО ${number}`): Company {
  const companyId = CompanyId.parse(`company-${number}`);
  return { companyId, name, inn: '', kpp: '0', environment: 'training', createdAt: AT };
}

function addCompany({ ledger }: OpenedStore, number: number): void {
  const company = companyOf(number);
  const facts = { at: AT, actor: THE_APP, companyId: company.companyId, subject: company.name };
  ledger.commit(() => ledger.companies.insert(company), journalEntry('company-added', facts));
}

describe('a copy of the key that was made before', () => {
  it('opens no row, and the key of now opens all', async () => {
    const { place, store } = await storeWith(200);
    const copy = await currentStoreKey(place.keychain, store);
    await renewStoreKey(place, store);
    addCompany(store, 1_000);
    const now = await currentStoreKey(place.keychain, store);
    store.close();

    const db = openDatabase({ file: place.file, readOnly: true, mustExist: true });
    onTestFinished(() => db.close());
    const salvage = new Salvage(db, ALL_MIGRATIONS);
    const goodFor = (key: Secret) =>
      openLedger({ db, keys: deriveStoreKeys(key), salvage })
        .inspectable.map((table) => table.inspect().good)
        .reduce((sum, good) => sum + good, 0);
    expect(goodFor(copy)).toBe(0);
    expect(goodFor(now)).toBe(201 + 202);
  });

  it('finds nothing in pages that are free by now', async () => {
    const { place, store } = await storeWith(100);
    const rename = ({ ledger }: OpenedStore, name: string) => {
      for (let number = 0; number < 100; number += 1)
        ledger.commit(() => void ledger.companies.replace(companyOf(number, name)), null);
    };
    rename(store, 'длинное имя '.repeat(700));
    store.close();
    const db = openDatabase({ file: place.file, readOnly: true, mustExist: true });
    const rows = db
      .all('SELECT sealed FROM companies')
      .map(({ sealed }) => Buffer.from(sealed as Uint8Array));
    db.close();
    const traces = () => {
      const bytes = readFileSync(place.file);
      return rows.filter((row) => bytes.includes(row.subarray(6_000, 6_064))).length;
    };
    expect(traces()).toBe(100);

    const again = await openKeyedStore(place, false);
    rename(again, 'короткое');
    again.close();
    expect(traces()).toBeGreaterThan(0);
    const last = await openKeyedStore(place, false);
    await renewStoreKey(place, last);
    last.close();

    expect(traces()).toBe(0);
  });

  it('finds nothing after the next opening when the app was killed before such pages were cleared', async () => {
    const { place, store } = await storeWith(3);
    const key = await currentStoreKey(place.keychain, store);
    store.ledger.commit(() => void store.ledger.companies.replace(companyOf(1, 'имя '.repeat(2_000))), null);
    const next = Secret.fromBytes(new Uint8Array(32).fill(9));
    store.close();
    const db = openDatabase({ file: place.file, mustExist: true });
    const row = db.get("SELECT sealed FROM companies WHERE id = 'company-1'");
    const trace = Buffer.from(row?.['sealed'] as Uint8Array).subarray(6_000, 6_064);
    const keys = deriveStoreKeys(key);
    const ledger = openLedger({ db, keys });
    ledger.commit(() => void ledger.companies.replace(companyOf(1)), null);
    resealStore({ db, keys, tables: ledger.inspectable, state: ledger.state }, deriveStoreKeys(next));
    db.close();
    expect(readFileSync(place.file).includes(trace)).toBe(true);
    await place.keychain.write('store-key', next);

    (await openKeyedStore(place, false)).close();

    expect(readFileSync(place.file).includes(trace)).toBe(false);
  });

  it('is of no use to a spare key that is set later: the key of now is handed out', async () => {
    const { place, store } = await storeWith(1);
    const before = await currentStoreKey(place.keychain, store);
    await renewStoreKey(place, store);
    const after = await currentStoreKey(place.keychain, store);
    await renewStoreKey(place, store);

    expect(after.revealBytes()).not.toEqual(before.revealBytes());
    expect((await currentStoreKey(place.keychain, store)).revealBytes()).toEqual(after.revealBytes());
    expect((await place.keychain.read('store-key-next')).state).toBe('absent');
    store.close();
  });
});

describe('killed with -9 while the key changes', () => {
  const SCRIPT = fileURLToPath(new URL('./child-renewal.ts', import.meta.url));

  it.each([
    ['before write store-key-next', false],
    ['after write store-key-next', false],
    ['rows', false],
    ['before write store-key', true],
    ['after write store-key', true],
    ['before remove store-key-next', true],
    ['after remove store-key-next', true],
    ['cleared', true],
  ])('at «%s» the store opens again with every row; it has its new key: %s', async (step, hasNewKey) => {
    const { keys, place, store } = await storeWith(20);
    store.close();

    const [node = '', ...args] = NODE_FOR_TYPESCRIPT;
    const child = spawnSync(node, [...args, SCRIPT, place.file, keys, step]);
    expect([child.signal ?? child.status, String(child.stderr)]).toEqual([KILLED, '']);

    const again = await openKeyedStore(place, false);
    expect(again.damagedRecords).toBe(0);
    expect(again.ledger.companies.list()).toHaveLength(20);
    expect(again.ledger.journal.verify().ok).toBe(true);
    expect(again.renewal?.isDone()).toBe(hasNewKey);
    await renewStoreKey(place, again);
    addCompany(again, 20);
    again.close();
    const last = await openKeyedStore(place, false);
    expect(last.ledger.companies.list()).toHaveLength(21);
    expect(last.renewal?.isDone()).toBe(true);
    last.close();
  });
});
