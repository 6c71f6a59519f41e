import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../ports/app-error.ts';
import { Secret } from '../../ports/secret.ts';
import { journalEntry, THE_APP } from '../../domain/audit/entry.ts';
import { readBackup } from '../../domain/backup/backup-file.ts';
import type { BackupPlace, BuiltRecords } from '../../domain/backup/backup-ports.ts';
import { RestoredRecords } from '../../domain/backup/restored-records.ts';
import { emptyLedger, loadBackup } from './backup-rows.ts';
import { translated } from './ledger.ts';
import { openDatabase } from './open-database.ts';
import { markRestored } from './open-store.ts';
import { deriveStoreKeys, STORE_KEY_BYTES } from './seal.ts';

/** Where the records of a profile lie. */
export interface RecordsPlace {
  /** The vault file; its folder is the store's alone. */
  readonly file: string;
  /** A copy of the key of the records; it opens those of before, and goes aside with them. */
  readonly spareKeyFile: string;
}

/**
 * Puts a backup in place of the records of a profile. The new ones are built whole in a folder of their own; a rename
 * says that they are to be used, and two more put the old ones aside and the new ones in their place
 * (`finishRestore`). Nothing is deleted.
 */
export function backupPlace(place: RecordsPlace): BackupPlace {
  const { building, ready } = foldersOf(place);
  return {
    build: async (plain, { above, keptUntil, ...facts }) => {
      rmSync(building, { recursive: true, force: true }); // left by a crash; nobody has used it
      const storeKey = newKey();
      const file = path.join(building, path.basename(place.file));
      const remove = () => rmSync(building, { recursive: true, force: true });
      try {
        const { contents, secrets } = await load(file, storeKey, { plain, above, keptUntil, facts });
        const takePlace = () => {
          moved(() => renameSync(building, ready));
          finishRestore(place, facts.at);
        };
        return { contents, storeKey, secrets, takePlace, remove } satisfies BuiltRecords;
      } catch (error) {
        storeKey.wipe();
        remove();
        throw error;
      }
    },
  };
}

/**
 * Goes on with a restore that was cut off after it was decided. Call it before the records are opened. Errors:
 * `store-io`; calling it again is safe. Effects: the old files lie in `set-aside` under the time.
 */
export function finishRestore(place: RecordsPlace, at: string): void {
  const { store, ready, aside } = foldersOf(place);
  if (!existsSync(ready)) return;
  moved(() => {
    const folder = freeFolder(path.join(aside, at.replaceAll(':', '-')));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const old of [store, place.spareKeyFile])
      if (existsSync(old)) renameSync(old, path.join(folder, path.basename(old)));
    renameSync(ready, store);
  });
}

/** A clock that was put back gives the same name twice. */
function freeFolder(wanted: string): string {
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? wanted : `${wanted}-${String(number)}`;
    if (!existsSync(folder)) return folder;
  }
}

function foldersOf({ file }: RecordsPlace) {
  const store = path.dirname(file);
  const profile = path.dirname(store);
  return {
    store,
    building: path.join(profile, 'restore-building'),
    ready: path.join(profile, 'restore-ready'),
    aside: path.join(profile, 'set-aside'),
  };
}

type Loading = Omit<Parameters<BackupPlace['build']>[1], 'madeAt' | 'at' | 'digests'> & {
  readonly plain: Uint8Array;
  readonly facts: ConstructorParameters<typeof RestoredRecords>[0];
};

async function load(file: string, storeKey: Secret, { plain, above, keptUntil, facts }: Loading) {
  const { head } = readBackup(plain);
  const db = translated(() => openDatabase({ file }));
  try {
    const ledger = emptyLedger(db, deriveStoreKeys(storeKey));
    const restored = new RestoredRecords(facts);
    const loaded = await loadBackup({ db, ledger }, plain, (table, record) => restored.change(table, record));
    const { seq, hash } = head.journal;
    const details = { madeAt: head.madeAt, journalEnd: seq, journalHash: hash, keptUntil };
    const entry = { at: facts.at, actor: THE_APP, companyId: null, subject: '', details };
    ledger.commit(() => markRestored(db, ledger, head.newestAt), journalEntry('backup-restored', entry));
    // Above every count that a checkpoint or an envelope of these records may name.
    translated(() => ledger.state.begin({ above: Math.max(above, head.counter) }));
    return loaded;
  } finally {
    translated(() => db.close());
  }
}

function newKey(): Secret {
  const bytes = randomBytes(STORE_KEY_BYTES);
  const key = Secret.fromBytes(bytes);
  bytes.fill(0);
  return key;
}

function moved(move: () => void): void {
  try {
    move();
  } catch (error) {
    throw new AppError('store-io', { what: 'restore' }, error);
  }
}
