import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { BUNDLED_DIR } from './packages/bundled-packages.ts';
import { writeLicences } from './packages/shipped.ts';
import { runOrThrow } from './run-command.ts';

/** What goes into the bundles. A change in any of it makes them old. */
const sources = [
  'contract',
  'docs/guide',
  'main',
  'preload',
  'renderer',
  'training-bank',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Written last by a build, so it is as old as the whole. */
const lastOutputs = ['out/main/main.js', 'out/renderer/index.html'];

/** For development and tests, or what is packed: it knows no development setting and no strange switch. */
export type BuildKind = 'development' | 'release';

/**
 * Builds main, preload and renderer with electron-vite: for development into `out/`, a release into `out/release/`,
 * together with the licences of what it took in.
 *
 * Errors: rejects with the builder's words.
 */
export async function buildBundles(projectDir: string, kind: BuildKind): Promise<void> {
  const program = path.join(projectDir, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const mode = kind === 'release' ? ['--mode', 'release'] : [];
  process.stderr.write(`build: electron-vite build ${mode.join(' ')}\n`);
  if (kind === 'release') await rm(path.join(projectDir, BUNDLED_DIR), { recursive: true, force: true });
  await runOrThrow(process.execPath, [program, 'build', ...mode], { cwd: projectDir });
  if (kind === 'release') await writeLicences(projectDir);
}

/** Builds only when a source is newer than the bundles, or there are none. */
export async function buildBundlesIfOld(projectDir: string): Promise<void> {
  if (!(await isBuilt(projectDir))) await buildBundles(projectDir, 'development');
}

/** Returns true when all bundles are there and younger than every source. */
export async function isBuilt(projectDir: string): Promise<boolean> {
  const built = await Promise.all(lastOutputs.map((file) => newestMs(path.join(projectDir, file))));
  const changed = await Promise.all(sources.map((name) => newestMs(path.join(projectDir, name))));
  return Math.min(...built) > Math.max(...changed);
}

/**
 * Returns when the file, or the youngest in the folder, was changed; 0 when there is none. Units: epoch milliseconds.
 */
async function newestMs(target: string): Promise<number> {
  try {
    const info = await stat(target);
    if (!info.isDirectory()) return info.mtimeMs;
    const entries = await readdir(target, { recursive: true });
    const times = await Promise.all(
      entries.map(async (name) => (await stat(path.join(target, name))).mtimeMs),
    );
    return Math.max(info.mtimeMs, ...times);
  } catch {
    return 0;
  }
}
