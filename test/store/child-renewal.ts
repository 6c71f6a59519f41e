/**
 * Gives a store a new key and kills itself on the way: `child-renewal.ts <store> <keys> <step>`. The steps are the
 * calls of the keychain, before and after each, `rows` in the middle of the transaction, and `cleared` at the end.
 */
import { openKeyedStore, renewStoreKey } from '../../main/edges/store/store-key.ts';
import { FileKeychain, quiet } from './file-keychain.ts';

const [file, keys, fatal] = process.argv.slice(2);
if (file === undefined || keys === undefined) throw new Error('which files?');

const step = (name: string): void => {
  if (name === fatal) process.kill(process.pid, 'SIGKILL');
};
const keychain = new FileKeychain(keys);
const place = { file, keychain, log: quiet };
const store = await openKeyedStore(place, false);
keychain.onStep = step;
const { journal } = store.ledger;
const reseal = journal.resealFrom.bind(journal);
journal.resealFrom = (before) => {
  step('rows');
  reseal(before);
};
await renewStoreKey(place, store);
step('cleared');
store.close();
