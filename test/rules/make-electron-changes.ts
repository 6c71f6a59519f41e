// Writes electron-changes.json: which members of Electron are not the same in the runtime of the tests and in that of
// releases. Give it the declarations of the former:
//   npm pack electron@33.2.1 && tar -xzf electron-33.2.1.tgz package/electron.d.ts
//   npx tsx test/rules/make-electron-changes.ts package/electron.d.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronPackage } from '../../scripts/electron/electron-official.ts';
import { registryRuntime } from '../../scripts/electron/electron-recipe.ts';
import { declaredMembers, INSTALLED_DECLARATIONS } from './electron-api.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('which electron.d.ts?');
const [before, after] = [declaredMembers(file), declaredMembers(INSTALLED_DECLARATIONS)];
const changes = {
  from: registryRuntime.electronVersion,
  to: (await electronPackage()).version,
  changed: [...before].filter(([key, text]) => after.has(key) && after.get(key) !== text).map(([key]) => key),
  removed: [...before.keys()].filter((key) => !after.has(key)),
  added: [...after.keys()].filter((key) => !before.has(key)),
};
writeFileSync(join(import.meta.dirname, 'electron-changes.json'), `${JSON.stringify(changes, null, 2)}\n`);
