import type { Database } from './database.ts';
import { inTurns } from './in-turns.ts';
import type { TableHealth } from './salvage.ts';
import { StoreError } from './store-error.ts';

/** A table that can tell which of its rows are good. */
export type InspectableTable = { readonly table: string; readonly inspect: () => TableHealth };

/** A table whose rows are opened one by one. */
export type SteppedTable = {
  readonly table: string;
  readonly inspectInSteps: () => Generator<void, TableHealth>;
};

/** What is known about the store. `isReadable` false: rows of this table may be missing beyond those that are named. */
export type StoreHealth = {
  /** SQLite finds every page, tree and index in order. */
  readonly isFileIntact: boolean;
  readonly tables: readonly (TableHealth & { readonly isReadable: boolean })[];
};

/**
 * Opens every row of every table and counts the good and the damaged ones. On a store opened with `readOnly`, with
 * tables made with `salvage`, it tells what can still be seen. Errors: none for damage; disk errors.
 */
export function inspectStore(db: Database, tables: readonly InspectableTable[]): StoreHealth {
  return { isFileIntact: isFileIntact(db), tables: tables.map(inspectTable) };
}

/**
 * Opens every row of every table, in turns with whatever else this process has to do. The file itself was checked when
 * it was opened. `onRow` hears of each row. Errors: none for damage; disk errors.
 */
export async function inspectInTurns(
  tables: readonly SteppedTable[],
  onRow?: () => void,
): Promise<StoreHealth['tables']> {
  const found: StoreHealth['tables'][number][] = [];
  for (const { table, inspectInSteps } of tables) {
    try {
      found.push({ ...(await inTurns(inspectInSteps(), onRow)), isReadable: true });
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      found.push(unreadable(table));
    }
  }
  return found;
}

function unreadable(table: string): StoreHealth['tables'][number] {
  return { table, good: 0, damaged: [], isReadable: false };
}

function isFileIntact(db: Database): boolean {
  try {
    const rows = db.all('PRAGMA integrity_check(1)');
    return rows.length === 1 && rows[0]?.['integrity_check'] === 'ok';
  } catch (error) {
    if (isCorrupt(error)) return false;
    throw error;
  }
}

function inspectTable(table: InspectableTable): TableHealth & { readonly isReadable: boolean } {
  try {
    return { ...table.inspect(), isReadable: true };
  } catch (error) {
    if (isCorrupt(error)) return unreadable(table.table);
    throw error;
  }
}

function isCorrupt(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'store-corrupt';
}
