import type { Database } from '../../main/edges/store/database.ts';
import type { SqlValue } from '../../main/edges/store/database.ts';

/** A copy of the records of a vault file, as somebody keeps one to put it back later. */
export interface VaultCopy {
  /**
   * Puts every record back as it was. The journal goes on and the states begin anew above it, as after a director has
   * accepted the records as they are; nothing of what is tested here compares them.
   */
  restore(): void;
}

/** Copies every record of the file. The app that has it open must be started anew after `restore`. */
export function copyVault(db: Database): VaultCopy {
  const names = db
    .all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('meta', 'journal', 'states')")
    .map(({ name }) => String(name));
  const tables = names.map((name) => ({ name, rows: db.all(`SELECT * FROM ${name}`) }));
  const restore = () => {
    db.transaction(() => {
      db.run('DELETE FROM states WHERE counter < (SELECT max(counter) FROM states)');
      for (const { name, rows } of tables) {
        db.run(`DELETE FROM ${name}`);
        for (const row of rows) {
          const columns = Object.keys(row);
          const places = columns.map(() => '?').join(', ');
          const values: SqlValue[] = columns.map((column) => row[column] ?? null);
          db.run(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places})`, values);
        }
      }
    });
  };
  return { restore };
}
