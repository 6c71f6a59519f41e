/**
 * Stands for the app: `killed-app.ts <vault file>` fills a vault under the key of the tests, says `open` and keeps it
 * until it is killed.
 */
import { writeSync } from 'node:fs';
import { openDatabase } from '../../main/edges/store/open-database.ts';
import { checkStoreKey } from '../../main/edges/store/store-key-check.ts';
import { VaultWorld } from '../fakes/vault-world.ts';
import { testStoreKey } from './test-store-key.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');

const world = new VaultWorld(openDatabase({ file }), testStoreKey());
checkStoreKey(world.db, world.keys);
await world.furnish({ rules: null, environment: 'training' });
writeSync(1, 'open\n');
setInterval(() => world.db.isReadOnly, 1000);
