import { constants } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { lock } from 'proper-lockfile';

/** Where a machine's cache may be, in the order of reading: the shared folder first, then the person's own. */
export type CachePlaces = { readonly shared: string; readonly own: string };

/** Returns the cache folders of this machine and person. Source: XDG Base Directory Specification 0.8. */
export function cachePlaces(env: NodeJS.ProcessEnv = process.env, home: string = os.homedir()): CachePlaces {
  const xdg = env['XDG_CACHE_HOME'];
  const base = xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache');
  return { shared: '/var/cache/klyuchnik', own: path.join(base, 'klyuchnik') };
}

/**
 * Returns the folder to write to, and makes it: the shared one for root (so that ordinary users run the same runtime),
 * the person's own for everyone else and for a root that may not write there.
 */
export async function writableCache(places: CachePlaces, isRoot: boolean): Promise<string> {
  if (isRoot) {
    try {
      await mkdir(places.shared, { recursive: true });
      await access(places.shared, constants.W_OK);
      await chmod(places.shared, 0o755);
      return places.shared;
    } catch {
      // A read-only /var is no error: the person's own cache serves as well, only for root alone.
    }
  }
  await mkdir(places.own, { recursive: true });
  return places.own;
}

/**
 * Returns the first folder of that name that was finished, or null. A folder without the marker is passed by.
 * One that belongs to neither root nor this person is passed by too: nobody else's program is run.
 */
export async function findFinished(
  places: CachePlaces,
  name: string,
  marker: string,
): Promise<string | null> {
  for (const root of [places.shared, places.own]) {
    const dir = path.join(root, name);
    try {
      const { uid } = await stat(path.join(dir, marker));
      if (uid === 0 || uid === process.getuid?.()) return dir;
    } catch {
      // Not there or not readable: the next place is asked.
    }
  }
  return null;
}

/**
 * Returns the finished folder `cacheDir/name`, built by `build` in a temporary folder beside it and renamed when done.
 *
 * Effects: of two processes one builds and the other waits. A folder that a crash left half made is replaced.
 * Errors: those of `build`; then nothing stays behind.
 */
export async function buildOnce(
  { cacheDir, name, marker }: { readonly cacheDir: string; readonly name: string; readonly marker: string },
  build: (temporaryDir: string) => Promise<void>,
): Promise<string> {
  const finalDir = path.join(cacheDir, name);
  // The holder touches its lock every half of `stale`; a lock left by a killed process is taken over after it.
  const release = await lock(finalDir, {
    realpath: false,
    stale: 20_000,
    retries: { forever: true, factor: 1, minTimeout: 250, maxTimeout: 250 },
  });
  const prefix = `.making-${name}-`;
  const temporaryDir = await mkdtemp(path.join(cacheDir, prefix));
  try {
    if (await isFile(path.join(finalDir, marker))) return finalDir;
    // Whoever left these was killed: only the holder of the lock has one.
    for (const left of await readdir(cacheDir)) {
      const isOurs = left === path.basename(temporaryDir);
      if (left.startsWith(prefix) && !isOurs) await rm(path.join(cacheDir, left), { recursive: true });
    }
    await chmod(temporaryDir, 0o755);
    await build(temporaryDir);
    if (!(await isFile(path.join(temporaryDir, marker)))) throw new Error(`${name} was not finished`);
    await rm(finalDir, { recursive: true, force: true });
    await rename(temporaryDir, finalDir);
    return finalDir;
  } finally {
    await rm(temporaryDir, { recursive: true, force: true });
    await release();
  }
}

async function isFile(filePath: string): Promise<boolean> {
  try {
    return (await stat(filePath)).isFile();
  } catch {
    return false;
  }
}
