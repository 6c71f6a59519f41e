import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { PACKED_DIR } from './packed-app.ts';

/**
 * Copies the packed app to `folder`, with a script of a stranger in the page of its main window. Linux does not check
 * the archive, so the rest is the release as it is.
 */
export async function packHostilePage(folder: string, script: string): Promise<void> {
  await cp(PACKED_DIR, folder, { recursive: true, verbatimSymlinks: true });
  const archive = path.join(folder, 'resources/app.asar');
  const unpacked = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-hostile-'));
  try {
    extractAll(archive, unpacked);
    const renderer = path.join(unpacked, 'out/renderer');
    const page = await readFile(path.join(renderer, 'index.html'), 'utf8');
    await writeFile(path.join(renderer, 'hostile.js'), script);
    await writeFile(
      path.join(renderer, 'index.html'),
      page.replace('</head>', '<script src="/hostile.js"></script></head>'),
    );
    await createPackageWithOptions(unpacked, archive, { unpack: '**/*.node' });
  } finally {
    await rm(unpacked, { recursive: true });
  }
}
