import { readFileSync, writeFileSync } from 'node:fs';
import { openDatabase } from '../../../../main/edges/store/open-database.ts';

/** Reads one value from a store file that no app has open. */
export function valueIn(file: string, query: string): Uint8Array {
  const db = openDatabase({ file, readOnly: true, mustExist: true });
  try {
    const value = Object.values(db.get(query) ?? {})[0];
    if (!(value instanceof Uint8Array)) throw new Error(`${query} gave no bytes`);
    return value;
  } finally {
    db.close();
  }
}

/** Carries out one statement, as another program could. */
export function changeFile(file: string, statement: string): void {
  const db = openDatabase({ file, mustExist: true });
  try {
    db.exec(statement);
  } finally {
    db.close();
  }
}

/** Flips one bit in the middle of these bytes, wherever they lie in the file. */
export function flipBit(file: string, bytes: Uint8Array): void {
  const content = readFileSync(file);
  // A long record goes on in other pages: its beginning is enough to find it.
  const start = content.indexOf(bytes.subarray(0, 64));
  if (start < 0) throw new Error('the bytes are not in the file');
  const at = start + 40;
  content[at] = (content[at] ?? 0) ^ 1;
  writeFileSync(file, content);
}
