import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What is run on Windows: everything that meets its keychain, files, paths, sockets and cryptography. A folder means
 * the files of tests right in it.
 */
const PLACES = [
  'test/keychain',
  'test/store',
  'test/system',
  'test/tapi',
  'test/x509',
  'test/envelopes',
  'test/windows',
  'test/requests/folder-exchange.test.ts',
  'test/unit/csv-file.test.ts',
  'test/unit/damaged-profile.test.ts',
];

/** How the first line of a file says that nothing in it means anything on Windows. */
const NOT_ON_WINDOWS = /^\/\/ @not-on-windows: (.+)\n/;

/** Files of tests for Windows, and those that told themselves apart, with their reason. */
export interface WindowsFiles {
  readonly run: readonly string[];
  readonly apart: readonly { readonly file: string; readonly why: string }[];
}

/** Returns the files of tests for Windows, from the root of the repository. */
export function windowsFiles(root: string): WindowsFiles {
  const files = PLACES.flatMap((place) =>
    place.endsWith('.ts') ? [place] : readdirSync(path.join(root, place)).map((name) => `${place}/${name}`),
  );
  const all = files
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => ({ file, why: whyNotOnWindows(readFileSync(path.join(root, file), 'utf8')) }));
  return {
    run: all.filter(({ why }) => why === null).map(({ file }) => file),
    apart: all.flatMap(({ file, why }) => (why === null ? [] : [{ file, why }])),
  };
}

/** Returns the reason that a file of tests gives in its first line for not being run on Windows; `null` for none. */
export function whyNotOnWindows(text: string): string | null {
  return NOT_ON_WINDOWS.exec(text)?.[1] ?? null;
}
