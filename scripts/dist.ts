import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Platform } from 'electron-builder';
import { buildBundles } from './build-bundles.ts';
import { packApp } from './packages/pack.ts';
import { resolveElectron } from './electron/electron-runtime.ts';
import { isMain } from './is-main.ts';
import { ensureSystemPackages, type Need } from './session/system-packages.ts';

/** What makes the packages: `rpmbuild`, and the packer of `tar.gz`; `dpkg-deb` is everywhere where apt is. */
const distNeeds: readonly Need[] = [['rpm'], ['p7zip-full', '7zip'], ['xz-utils']];

/** electron-builder would download both otherwise. Source: its toolsets 7zip.js and linux.js (26.17). */
const SEVEN_ZIP = '/usr/bin/7za';

/** At 9 the packer takes ten times as long for a hundredth less. Own choice. */
const GZIP_LEVEL = '5';

export interface PackageOptions {
  readonly targets: readonly ('deb' | 'rpm' | 'tar.gz')[];
  /** Another folder than `dist`. */
  readonly output?: string;
  /** Another version than that of package.json. */
  readonly version?: string;
  /** Packs quickly and larger. */
  readonly isQuick?: boolean;
}

/**
 * Makes packages for Linux from the bundles in `out/release/`, without a download but that of Electron, and returns
 * their paths.
 *
 * Effects: replaces what was there. With the registry runtime the result is for tests, never for a release.
 */
export async function packLinux(projectDir: string, options: PackageOptions): Promise<readonly string[]> {
  await ensureSystemPackages(distNeeds);
  const electron = await resolveElectron();
  const { targets, version, isQuick = false } = options;
  const output = options.output ?? path.join(projectDir, 'dist');
  const tools = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-tools-'));
  try {
    Object.assign(process.env, {
      CUSTOM_FPM_PATH: await writeFpm(projectDir, tools),
      ELECTRON_BUILDER_7ZIP_PATH: SEVEN_ZIP,
      ELECTRON_BUILDER_COMPRESSION_LEVEL: GZIP_LEVEL,
    });
    await packApp(projectDir, {
      targets: Platform.LINUX.createTarget([...targets]),
      output,
      electron,
      version,
      config: isQuick ? { deb: { compression: 'gz' }, rpm: { compression: 'gzip' } } : {},
    });
  } finally {
    await rm(tools, { recursive: true });
  }
  const made = (await readdir(output)).filter((name) =>
    targets.some((target) => name.endsWith(`.${target}`)),
  );
  return made.sort().map((name) => path.join(output, name));
}

/** Writes the program that stands in for `fpm`, and returns its path. */
async function writeFpm(projectDir: string, folder: string): Promise<string> {
  const file = path.join(folder, 'fpm');
  const tsx = path.join(projectDir, 'node_modules/.bin/tsx');
  const program = path.join(projectDir, 'scripts/packages/make-package.ts');
  await writeFile(file, `#!/bin/sh\nexec '${tsx}' '${program}' "$@"\n`);
  await chmod(file, 0o755);
  return file;
}

if (isMain(import.meta.url)) {
  const projectDir = path.resolve(import.meta.dirname, '..');
  // Of tests alone: what people download is packed as small as it can be.
  const isQuick = process.argv.includes('--quick');
  await buildBundles(projectDir, 'release');
  const made = await packLinux(projectDir, { targets: ['deb', 'rpm', 'tar.gz'], isQuick });
  process.stdout.write(`${made.join('\n')}\n`);
}
