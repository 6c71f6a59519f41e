import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'vite';

/** One file that plain Node runs, made of an entry in TypeScript. */
export interface BuiltEntry {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Bundles `entry` (relative to this folder) as the app's build does. It lies in the project's `out`, so that Node finds
 * the packages; it starts in a tenth of the time that compiling on the fly takes.
 */
export async function buildEntry(entry: string): Promise<BuiltEntry> {
  const outRoot = fileURLToPath(new URL('../../out/', import.meta.url));
  await mkdir(outRoot, { recursive: true });
  const dir = await mkdtemp(join(outRoot, 'test-keychain-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL(entry, import.meta.url)),
      outDir: dir,
      target: 'node20',
      rolldownOptions: { external: ['electron'], output: { entryFileNames: 'entry.mjs' } },
    },
  });
  return { path: join(dir, 'entry.mjs'), remove: () => rm(dir, { recursive: true, force: true }) };
}
