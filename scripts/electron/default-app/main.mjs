// Electron runs this file when it was started with no packaged app: `electron [switches] <app folder> [arguments]`. The
// import below is awaited at the top level on purpose: Electron holds back `ready` until this module is evaluated, so
// that the app can still do what must come before it (schemes, switches).
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The app folder and the modules to load before it. `-r` is how Playwright puts its loader in. */
function parseArguments(argv) {
  const required = [];
  for (let index = 1; index < argv.length; index += 1) {
    const argument = argv[index];
    if (argument === '-r' || argument === '--require') {
      index += 1;
      required.push(argv[index]);
    } else if (!argument.startsWith('-')) {
      return { required, folder: path.resolve(argument) };
    }
  }
  return { required, folder: null };
}

const { required, folder } = parseArguments(process.argv);
if (folder === null) {
  process.stderr.write('Name the folder of the app to run.\n');
  app.exit(64);
} else {
  const description = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  app.setName(description.productName ?? description.name);
  app.setVersion(description.version);
  app.setAppPath(folder);
  for (const name of required) createRequire(path.join(folder, 'package.json'))(name);
  await import(pathToFileURL(path.join(folder, description.main)).href);
}
