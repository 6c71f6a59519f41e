/** The other process of the store's tests: `child-store.ts <what> <file>`; see child.ts for what each does. */
import { readSync } from 'node:fs';

import type { Database } from '../../main/edges/store/database.ts';
import { StoreError } from '../../main/edges/store/store-error.ts';
import { writeWhole } from '../../scripts/write-whole.ts';
import { addSample, journalOf, openReady, tokensOf } from './sample-store.ts';

const [what, file] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');

const say = (line: string | number): void => {
  writeWhole(1, `${line}\n`);
};

const db = openReady(file);
if (what === 'hold') hold(db);
else if (what === 'write') for (;;) addNext(db);
else if (what === 'fill') fill(db);
else throw new Error(`unknown: ${what}`);

function hold(store: Database): void {
  addSample(store, 1);
  say('open');
  setInterval(() => store.isReadOnly, 1000);
}

function addNext(store: Database): void {
  say(addSample(store, journalOf(store).head().seq + 1));
}

function fill(store: Database): void {
  const failed = codeOfNextFailure(store);
  const again = codeOfNextFailure(store);
  say(`failed ${failed} ${again}`);
  say(`whole ${tokensOf(store).count() === journalOf(store).head().seq}`);
  readSync(0, Buffer.alloc(10));
  for (let more = 0; more < 3; more += 1) addNext(store);
  store.close();
  say('closed');
}

function codeOfNextFailure(store: Database): string {
  try {
    for (;;) addNext(store);
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
}
