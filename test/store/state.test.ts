import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RecordsProgress } from '../../contract/areas/session.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import { journalEntry, THE_APP } from '../../main/domain/audit/entry.ts';
import type { Company } from '../../main/domain/companies/company.ts';
import { Person } from '../../main/domain/people/person.ts';
import type { Checkpoint } from '../../main/ports/checkpoint-ports.ts';
import {
  checkBehind,
  checkRows,
  isTrustworthy,
  misfitOf,
  type KeptCheckpoint,
} from '../../main/edges/store/check-records.ts';
import type { Database, SqlRow, SqlValue } from '../../main/edges/store/database.ts';
import { openLedger, type Ledger } from '../../main/edges/store/ledger.ts';
import { openDatabase, openMemoryDatabase } from '../../main/edges/store/open-database.ts';
import { migrate } from '../../main/edges/store/migrate.ts';
import { ALL_MIGRATIONS } from '../../main/edges/store/migrations/all-migrations.ts';
import { openStore } from '../../main/edges/store/open-store.ts';
import { PAGE_BYTES } from '../../main/edges/store/page-records.ts';
import { clearOldPages, resealStore } from '../../main/edges/store/reseal-store.ts';
import { checkStoreKey } from '../../main/edges/store/store-key-check.ts';
import { testKeys } from './sample-store.ts';
import { quiet } from './file-keychain.ts';
import { seededRandom, testFolder } from './store-fixture.ts';

const AT = '2026-11-29T09:00:00.000Z';
const TABLES = ['companies', 'times'];

/** What an editor of the file can have: every version of every row, and the state of the file after each write. */
interface History {
  readonly versions: { readonly table: string; readonly row: SqlRow }[];
  readonly moments: Readonly<Record<string, readonly SqlRow[]>>[];
  readonly checkpoints: Checkpoint[];
}

function company(number: number, name: string): Company {
  return {
    companyId: CompanyId.parse(`company-${number}`),
    name,
    inn: '9999000006',
    kpp: '999901001',
    environment: 'production',
    createdAt: AT,
  };
}

const SOMEBODY = Person.parse({
  personId: 'person-1',
  name: 'Иванова А. П.',
  role: 'accountant',
  isTraining: false,
  publicKey: null,
  createdAt: AT,
});

function line(subject: string) {
  return journalEntry('company-added', { at: AT, actor: THE_APP, companyId: null, subject });
}

/** Writes at random, as the app does: one row or several, with a line or without, new ones and changed ones. */
function writeSomething(ledger: Ledger, random: (below: number) => number): void {
  const { companies, times } = ledger;
  const put = () => {
    const number = random(12);
    const kind = random(4);
    if (kind === 0) {
      times.upsert({
        realm: random(2) === 0 ? 'bank' : 'training',
        heardAt: null,
        latest: [AT],
        firstSpan: number,
      });
    } else {
      companies.upsert(company(number, `ООО «${random(1_000)}»`));
    }
  };
  const entry = () => (random(3) === 0 ? null : line(`строка ${random(1_000)}`));
  const kind = random(8);
  if (kind === 0) {
    ledger.together(() => {
      for (let count = random(5); count >= 0; count -= 1) ledger.commit(put, entry());
    });
  } else if (kind === 1) {
    const fail = () => {
      put();
      throw new Error('half way');
    };
    expect(() => ledger.commit(fail, entry())).toThrow('half way');
  } else {
    ledger.commit(put, entry());
  }
}

async function found(ledger: Ledger, kept: KeptCheckpoint): Promise<boolean> {
  const { damaged } = await checkRows(ledger);
  return damaged > 0 || misfitOf(ledger, kept) !== null;
}

function readTables(db: Database): Readonly<Record<string, readonly SqlRow[]>> {
  return Object.fromEntries(
    [...TABLES, 'states', 'journal', 'meta'].map((table) => [
      table,
      db.all(`SELECT * FROM ${table} ORDER BY 1`),
    ]),
  );
}

function makeHistory(db: Database, ledger: Ledger, random: (below: number) => number): History {
  const history: History = { versions: [], moments: [], checkpoints: [] };
  for (let write = 0; write < 25; write += 1) {
    writeSomething(ledger, random);
    const tables = readTables(db);
    history.moments.push(tables);
    history.checkpoints.push(ledger.state.current());
    for (const table of TABLES) for (const row of tables[table] ?? []) history.versions.push({ table, row });
  }
  return history;
}

function put(db: Database, table: string, row: SqlRow): void {
  const names = Object.keys(row);
  const sql = `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  db.run(sql, Object.values(row));
}

/** Without its triggers the journal takes everything; whoever edits the file puts them back. */
function pastTriggers(db: Database, edit: () => void): void {
  const triggers = db.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
  for (const { name } of triggers) db.run(`DROP TRIGGER ${String(name)}`);
  edit();
  for (const { sql } of triggers) db.run(String(sql));
}

/** One edit without the key. */
function editSomething(
  db: Database,
  { versions, moments }: History,
  random: (below: number) => number,
): string {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const filled = TABLES.filter((table) => db.get(`SELECT 1 FROM ${table}`) !== undefined);
  const table = pick(filled);
  const row = pick(db.all(`SELECT id FROM ${table}`));
  const moment = pick(moments);
  const lines = Number(db.get('SELECT max(seq) AS n FROM journal')?.['n']);
  const states = Number(db.get('SELECT max(counter) AS n FROM states')?.['n']);
  const edits: Readonly<Record<string, () => void>> = {
    'deletes a row': () => void db.run(`DELETE FROM ${table} WHERE id = ?`, [row['id'] as SqlValue]),
    'empties a table': () => void db.run(`DELETE FROM ${table}`),
    'puts a version of a row back': () => {
      const version = pick(versions);
      put(db, version.table, version.row);
    },
    'puts a table back': () => {
      db.run(`DELETE FROM ${table}`);
      for (const old of moment[table] ?? []) put(db, table, old);
    },
    'puts everything back': () => {
      for (const [name, rows] of Object.entries(moment)) {
        db.run(`DELETE FROM ${name}`);
        for (const old of rows) put(db, name, old);
      }
    },
    'puts everything but the states back': () => {
      for (const [name, rows] of Object.entries(moment)) {
        if (name === 'states') continue;
        db.run(`DELETE FROM ${name}`);
        for (const old of rows) put(db, name, old);
      }
    },
    'cuts the journal': () =>
      void db.run('DELETE FROM journal WHERE seq > (SELECT max(seq) FROM journal) - ?', [1 + random(3)]),
    'takes a line out of the journal': () =>
      void db.run('DELETE FROM journal WHERE seq = ?', [1 + random(lines)]),
    'takes the last states away': () =>
      void db.run('DELETE FROM states WHERE counter > (SELECT max(counter) FROM states) - ?', [
        1 + random(5),
      ]),
    'takes a state away': () => void db.run('DELETE FROM states WHERE counter = ?', [1 + random(states)]),
    'gives a row the seal of another': () => {
      const [one, other] = [pick(db.all(`SELECT * FROM ${table}`)), pick(db.all(`SELECT * FROM ${table}`))];
      db.run(`UPDATE ${table} SET sealed = ? WHERE id = ?`, [
        other['sealed'] as SqlValue,
        one['id'] as SqlValue,
      ]);
    },
    'changes a setting': () => void db.run("UPDATE meta SET value = value || 'x'"),
    'renames a row': () =>
      void db.run(`UPDATE ${table} SET id = id || '-2' WHERE id = ?`, [row['id'] as SqlValue]),
    'moves the counters on': () =>
      void db.run(
        'UPDATE states SET counter = counter + 1000 WHERE counter = (SELECT max(counter) FROM states)',
      ),
  };
  const name = pick(Object.keys(edits));
  pastTriggers(db, edits[name] ?? (() => undefined));
  return name;
}

function isSameAs(db: Database, before: string): boolean {
  return JSON.stringify(readTables(db)) === before;
}

function freshMemory() {
  const db = openMemoryDatabase();
  const keys = testKeys();
  migrate(db, ALL_MIGRATIONS);
  checkStoreKey(db, keys);
  return { db, keys, ledger: openLedger({ db, keys }) };
}

describe('the state of the store', () => {
  it('finds every one of 10,000 edits of a real file, and says where', async () => {
    const file = join(testFolder(), 'vault.db');
    const db = openDatabase({ file });
    const keys = testKeys();
    migrate(db, ALL_MIGRATIONS);
    checkStoreKey(db, keys);
    const random = seededRandom(20261129);
    const history = makeHistory(db, openLedger({ db, keys }), random);
    const kept = history.checkpoints.at(-1) as Checkpoint;
    const before = JSON.stringify(readTables(db));
    expect(await found(openLedger({ db, keys }), kept)).toBe(false);
    const missed: string[] = [];
    const byEdit = new Map<string, number>();

    for (let edits = 0; edits < 10_000;) {
      db.run('SAVEPOINT edit');
      const name = editSomething(db, history, random);
      if (!isSameAs(db, before)) {
        edits += 1;
        byEdit.set(name, (byEdit.get(name) ?? 0) + 1);
        if (!(await found(openLedger({ db, keys }), kept))) missed.push(name);
      }
      db.run('ROLLBACK TO edit');
      db.run('RELEASE edit');
    }
    db.close();

    expect(missed).toEqual([]);
    expect(Math.min(...byEdit.values())).toBeGreaterThan(200);
    expect(byEdit.size).toBe(14);
  });

  it('names the row, what became of it, and since when', async () => {
    const cases: readonly (readonly [string, (db: Database) => void, object])[] = [
      [
        'a row that is gone',
        (db) => void db.run("DELETE FROM companies WHERE id = 'company-2'"),
        { rows: [{ table: 'companies', id: 'company-2', is: 'missing' }], count: 1 },
      ],
      [
        'a row that is older',
        (db) => put(db, 'companies', OLD.row),
        { rows: [{ table: 'companies', id: 'company-1', is: 'changed' }], count: 1 },
      ],
      [
        'a line of the journal',
        (db) => pastTriggers(db, () => void db.run('DELETE FROM journal WHERE seq = 2')),
        { rows: [{ table: 'journal', id: '2', is: 'missing' }], count: 1 },
      ],
      [
        'the end of the journal',
        (db) => pastTriggers(db, () => void db.run('DELETE FROM journal WHERE seq = 3')),
        { rows: [{ table: 'journal', id: '3', is: 'missing' }], count: 1 },
      ],
      [
        'a state',
        (db) => void db.run('DELETE FROM states WHERE counter = 2'),
        { rows: [{ table: 'states', id: '2', is: 'missing' }], count: 1 },
      ],
    ];
    const OLD = { row: {} as SqlRow };
    for (const [name, edit, expected] of cases) {
      const { db, keys, ledger } = freshMemory();
      ledger.commit(() => ledger.companies.insert(company(1, 'ООО «Раз»')), line('1'));
      OLD.row = db.get("SELECT * FROM companies WHERE id = 'company-1'") as SqlRow;
      ledger.commit(() => ledger.companies.insert(company(2, 'ООО «Два»')), line('2'));
      ledger.commit(() => void ledger.companies.replace(company(1, 'ООО «Три»')), line('3'));
      const { at } = ledger.state.current();
      edit(db);
      const again = openLedger({ db, keys });
      await checkRows(again);

      expect(misfitOf(again, 'none'), name).toEqual({
        kind: 'changed',
        since: at,
        newest: null,
        ...expected,
      });
    }
  });

  it('raises no false alarm in 1,000 histories of the app', async () => {
    const random = seededRandom(9);
    for (let history = 0; history < 1_000; history += 1) {
      const { db, keys, ledger: first } = freshMemory();
      let ledger = first;
      let kept: KeptCheckpoint = 'none';
      for (let step = random(12); step >= 0; step -= 1) {
        const kind = random(10);
        if (kind === 0) {
          const isRead = await checkRows(ledger);
          expect(isRead.damaged).toBe(0);
          ledger.state.tidy();
        } else if (kind === 1) {
          kept = ledger.state.current();
          if (kept.counter === 0) kept = 'none';
          else ledger.state.noteKept();
        } else if (kind === 2) {
          ledger = openLedger({ db, keys });
        } else if (kind === 3) {
          const next = testKeys(1 + random(200));
          resealStore({ db, keys, tables: ledger.inspectable, state: ledger.state }, next);
          clearOldPages(db, ledger.state);
        } else {
          writeSomething(ledger, random);
        }
      }
      if (ledger.state.current().counter === 0) ledger.commit(() => undefined, line('x'));
      const again = openLedger({ db, keys });
      const { damaged } = await checkRows(again);

      expect(damaged).toBe(0);
      expect(misfitOf(again, kept), `history ${history}`).toBeNull();
      db.close();
    }
  });

  it('tells many states in one, and what was kept before still fits', async () => {
    const { db, keys, ledger } = freshMemory();
    for (let number = 0; number < 1_200; number += 1)
      ledger.commit(() => ledger.companies.insert(company(number, 'ООО «Раз»')), null);
    const { counter } = ledger.state.current();
    const kept = ledger.state.current();

    ledger.state.begin({ isKept: true });

    expect(db.get('SELECT count(*) AS n FROM states')?.['n']).toBe(3);
    expect(ledger.state.current().counter).toBe(counter + 3);
    const again = openLedger({ db, keys });
    await checkRows(again);
    expect(misfitOf(again, kept)).toBeNull();
    expect(misfitOf(again, 'none')).toMatchObject({ kind: 'unkept' });
    db.run("DELETE FROM companies WHERE id = 'company-700'");
    await checkRows(again);
    expect(misfitOf(again, kept)).toMatchObject({
      rows: [{ table: 'companies', id: 'company-700', is: 'missing' }],
    });
  });
});

describe('the check at opening', () => {
  afterEach(() => vi.restoreAllMocks());

  it('tells how many of all rows it has read, and lets others work in between', async () => {
    const file = join(testFolder(), 'vault.db');
    const place = { file, keys: testKeys(), log: quiet, kept: 'not-looked' } as const;
    const { ledger, close } = await openStore(place, true);
    ledger.together(() => {
      for (let number = 0; number < 300; number += 1)
        ledger.commit(() => ledger.companies.insert(company(number, `ООО «${number}»`)), line('новая'));
    });
    const all = 300 + ledger.journal.count();
    close();
    let ms = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (ms += 1)); // a look a millisecond
    let turns = 0;
    let isOpening = true;
    const others = () => {
      turns += 1;
      if (isOpening) setImmediate(others);
    };
    setImmediate(others);

    const told: RecordsProgress[] = [];
    const store = await openStore({ ...place, onProgress: (progress) => told.push(progress) }, false);
    isOpening = false;
    store.close();

    expect(turns).toBeGreaterThan(100);
    expect(told.length).toBeGreaterThan(5);
    expect(new Set(told.map((one) => one.all))).toEqual(new Set([all]));
    const counts = told.map(({ checked }) => checked);
    expect(counts).toEqual([...new Set(counts)].sort((one, other) => one - other));
    expect(counts.at(-1)).toBeLessThanOrEqual(all);
    expect(counts.at(-1)).toBeGreaterThan(all - 100);
  });
});

describe('records that are checked behind the screen', () => {
  afterEach(() => vi.restoreAllMocks());

  /** A store with thirty lines, which somebody else edits before it is opened again. */
  async function written(edit: (db: Database) => void) {
    const file = join(testFolder(), 'vault.db');
    const place = { file, keys: testKeys(), log: quiet, kept: 'none' } as const;
    const { ledger, close } = await openStore(place, true);
    ledger.commit(() => ledger.people.insert(SOMEBODY), line('кто-то'));
    for (let number = 1; number < 29; number += 1)
      ledger.commit(() => ledger.companies.upsert(company(number, 'ООО «Раз»')), line(`строка ${number}`));
    ledger.commit(() => ledger.companies.upsert(company(1, 'ООО «Два»')), null);
    close();
    const db = openDatabase({ file, mustExist: true });
    pastTriggers(db, () => edit(db));
    db.close();
    return { file, place };
  }

  async function edited(edit: (db: Database) => void) {
    const { place } = await written(edit);
    return openStore({ ...place, isTrusting: true }, false);
  }

  it('are open at once and found whole, also when rows and lines are written meanwhile', async () => {
    const store = await edited(() => undefined);
    const { ledger } = store;
    const checking = store.check?.();
    for (let number = 0; number < 50; number += 1)
      ledger.commit(() => ledger.companies.upsert(company(number, 'ООО «Три»')), line(`ещё ${number}`));

    expect(await checking).toBeGreaterThan(30);
    store.close();
  });

  it.each([
    ['a line was changed', 'UPDATE journal SET sealed = zeroblob(80) WHERE seq = 7'],
    ['a line was taken out', 'DELETE FROM journal WHERE seq = 7'],
    ['a line tells of another company', "UPDATE journal SET company_id = 'other' WHERE seq = 7"],
    [
      'a line has the text of another',
      'UPDATE journal SET sealed = (SELECT sealed FROM journal WHERE seq = 19) WHERE seq = 18',
    ],
    ['a row was taken out', "DELETE FROM companies WHERE id = 'company-7'"],
    ['a row was changed', "UPDATE companies SET sealed = zeroblob(80) WHERE id = 'company-7'"],
    ['a setting was added', "INSERT INTO meta (key, value, checksum) VALUES ('y', '1', 'x')"],
    [
      'the newest state was taken off',
      'DELETE FROM states WHERE counter = (SELECT max(counter) FROM states)',
    ],
    ['an earlier state was taken out', 'DELETE FROM states WHERE counter = 3'],
  ])('are found wrong behind the screen when %s', async (_name, sql) => {
    const store = await edited((db) => void db.run(sql));
    expect([store.misfit, store.damagedRecords]).toEqual([null, 0]);

    expect(await store.check?.()).toBeNull();
    expect(() => store.renewal?.reseal(testKeys(9))).toThrow('not checked');
    store.close();
  });

  it.each([
    ['the last line was taken off', 'DELETE FROM journal WHERE seq = 30'],
    ['the last line was changed', 'UPDATE journal SET sealed = zeroblob(80) WHERE seq = 30'],
    ['the last line has another hash', "UPDATE journal SET hash = replace(hash, 'a', 'b') WHERE seq = 30"],
    ['every company is gone', 'DELETE FROM companies'],
    ['everybody is gone', 'DELETE FROM people'],
  ])('are checked before it when %s', async (_name, sql) => {
    const store = await edited((db) => void db.run(sql));

    expect(store.check).toBeNull();
    expect(store.misfit?.kind ?? `${store.damagedRecords} damaged`).not.toBe('0 damaged');
    store.close();
  });

  it.each([
    ['a guard of the journal was dropped', 'DROP TRIGGER journal_no_update'],
    ['an index was dropped', 'DROP INDEX plans_by_status'],
    ['a guard was added', 'CREATE TRIGGER own AFTER DELETE ON people BEGIN SELECT 1; END'],
    ['a column was added', 'ALTER TABLE people ADD COLUMN more TEXT'],
  ])('are found wrong behind the screen when %s', async (_name, sql) => {
    const { file, place } = await written(() => undefined);
    const db = openDatabase({ file, mustExist: true });
    db.exec(sql);
    db.close();
    const store = await openStore({ ...place, isTrusting: true }, false);
    expect([store.misfit, store.damagedRecords]).toEqual([null, 0]);

    expect(await store.check?.()).toBeNull();
    store.close();
  });

  it('are never taken for whole when a page is gone, and the file stays as it is until the check', async () => {
    const { file, place } = await written(() => undefined);
    const whole = readFileSync(file);
    const answers = new Set<string>();
    for (let page = 1; page < whole.byteLength / PAGE_BYTES; page += 1) {
      const damaged = Buffer.from(whole).fill(0xff, page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
      writeFileSync(file, damaged);
      const store = await openStore({ ...place, isTrusting: true }, false);
      if (store.check === null) {
        expect(store.damagedRecords, `page ${page}`).toBeGreaterThan(0);
        answers.add('before the screen');
      } else {
        expect(readFileSync(file).equals(damaged)).toBe(true);
        expect(await store.check(), `page ${page}`).toBeNull();
        answers.add('behind the screen');
      }
      store.close();
    }
    expect(answers).toEqual(new Set(['before the screen', 'behind the screen']));
  });

  it('tells of a row that is asked for before the check comes to it', async () => {
    const store = await edited(
      (db) => void db.run("UPDATE companies SET sealed = zeroblob(80) WHERE id = 'company-7'"),
    );
    const told = vi.fn();
    store.ledger.state.onDamaged(told);

    expect(() => store.ledger.companies.get('company-7')).toThrow();
    expect(told).toHaveBeenCalledOnce();
    store.close();
  });

  it('are told whole or wrong in 300 histories, whatever the app writes during the check', async () => {
    vi.spyOn(performance, 'now').mockImplementation(ticking());
    const random = seededRandom(20261130);
    const edits = new Set<string>();
    let left = 0;
    for (let history = 0; history < 300; history += 1) {
      const { db, keys, ledger: before } = freshMemory();
      before.commit(() => before.people.insert(SOMEBODY), null);
      const made = makeHistory(db, before, random);
      const kept = made.checkpoints.at(-1) as Checkpoint;
      const untouched = JSON.stringify(readTables(db));
      if (history % 2 === 0) edits.add(editSomething(db, made, random));
      const isSame = isSameAs(db, untouched);
      const ledger = openLedger({ db, keys });
      if (!isTrustworthy(ledger, kept)) {
        expect(isSame).toBe(false);
        continue;
      }
      left += 1;
      let isChecking = true;
      const others = () => {
        if (random(6) === 0 && isChecking) writeSomething(ledger, random);
        if (isChecking) setImmediate(others);
      };
      setImmediate(others);
      const rows = await checkBehind(ledger);
      isChecking = false;

      expect(rows !== null, `history ${history} ${[...edits].at(-1)}`).toBe(isSame);
      db.close();
    }
    expect(left).toBeGreaterThan(170);
    expect(edits.size).toBe(14);
  });

  /** Each look at the clock is later than a turn may last. */
  function ticking(): () => number {
    let ms = 0;
    return () => (ms += 5);
  }
});

describe('a file of its own history', () => {
  async function opened(
    file: string,
    kept: KeptCheckpoint,
    accepted?: Parameters<typeof openStore>[0]['accepted'],
  ) {
    const place = { file, keys: testKeys(), log: quiet, kept };
    return openStore(accepted === undefined ? place : { ...place, accepted }, !existsSync(file));
  }

  it('that was put back opens for reading, until somebody accepts it, which the journal tells', async () => {
    const file = join(testFolder(), 'vault.db');
    const store = await opened(file, 'none');
    const { ledger } = store;
    ledger.commit(() => ledger.companies.insert(company(1, 'ООО «Раз»')), line('1'));
    ledger.state.noteKept();
    const old = ledger.state.current();
    store.close();
    copyFileSync(file, `${file}.old`);
    const later = await opened(file, old);
    later.ledger.commit(() => later.ledger.companies.insert(company(2, 'ООО «Два»')), line('2'));
    const kept = later.ledger.state.current();
    later.close();
    copyFileSync(`${file}.old`, file);

    const shown = await opened(file, kept);
    const { misfit } = shown;

    expect(misfit).toEqual({ kind: 'older', rows: [], count: 0, since: old.at, newest: kept.at });
    expect(shown.ledger.isReadOnly).toBe(true);
    expect(shown.ledger.companies.list()).toHaveLength(1);
    shown.close();
    if (misfit === null) throw new Error('no misfit');
    const other = await opened(file, kept, { actor: THE_APP, misfit: { ...misfit, since: AT } });
    expect(other.misfit).toEqual(misfit); // Not what was shown.
    other.close();
    const accepted = await opened(file, kept, { actor: THE_APP, misfit });
    expect(accepted.misfit).toBeNull();
    expect(accepted.ledger.state.current().counter).toBeGreaterThan(kept.counter);
    expect(accepted.ledger.journal.page({ limit: 1 })[0]?.entry).toMatchObject({
      kind: 'records-accepted',
      details: { misfit: 'older', since: old.at, newest: kept.at },
    });
    const newest = accepted.ledger.state.current();
    accepted.close();
    const again = await opened(file, newest);
    expect(again.misfit).toBeNull();
    again.close();
  });

  it('of which another copy was worked with is another history', async () => {
    const file = join(testFolder(), 'vault.db');
    const store = await opened(file, 'none');
    store.close();
    copyFileSync(file, `${file}.copy`);
    const write = async (path: string, name: string) => {
      const one = await opened(path, 'not-looked');
      one.ledger.commit(() => one.ledger.companies.insert(company(1, name)), line(name));
      const checkpoint = one.ledger.state.current();
      one.close();
      return checkpoint;
    };
    const kept = await write(`${file}.copy`, 'ООО «Там»');
    await write(file, 'ООО «Тут»');

    const shown = await opened(file, kept);

    expect(shown.misfit).toMatchObject({ kind: 'other' });
    shown.close();
  });

  it('that was written before states were, gets its first at the next opening, once', async () => {
    const file = join(testFolder(), 'vault.db');
    const fromBefore = () => {
      const db = openDatabase({ file });
      migrate(db, ALL_MIGRATIONS.slice(0, 5));
      checkStoreKey(db, testKeys());
      db.close();
    };
    fromBefore();

    const store = await opened(file, 'none');
    expect(store.misfit).toBeNull();
    const { counter } = store.ledger.state.current();
    const kept = store.ledger.state.current();
    expect(counter).toBeGreaterThan(0);
    store.close();
    rmSync(file);
    fromBefore();

    const shown = await opened(file, kept);
    expect(shown.misfit).toMatchObject({ kind: 'older', newest: kept.at });
    shown.close();
  });
});
