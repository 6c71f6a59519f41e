import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Platform } from 'electron-builder';
import { buildBundles } from '../build-bundles.ts';
import { isMain } from '../is-main.ts';
import { makeInstaller } from './installer.ts';
import { packApp, projectVersion } from './pack.ts';

export interface WindowsOptions {
  /** A folder with an Electron for Windows, and its version; left out: electron-builder downloads the official one. */
  readonly electron?: { readonly distDir: string; readonly version: string };
  readonly output: string;
}

/**
 * Packs the app for 64-bit Windows from the bundles in `out/release/`, and returns its folder. Nothing is signed.
 * Effects: replaces what was there.
 */
export async function packWindows(projectDir: string, { electron, output }: WindowsOptions): Promise<string> {
  await packApp(projectDir, { targets: Platform.WINDOWS.createTarget('dir'), output, electron });
  return path.join(output, 'win-unpacked');
}

async function main(projectDir: string): Promise<void> {
  const version = await projectVersion(projectDir);
  await buildBundles(projectDir, 'release');
  const output = path.join(projectDir, 'dist');
  await mkdir(output, { recursive: true });
  const appDir = await packWindows(projectDir, { output });
  const outFile = path.join(output, `klyuchnik-${version}-setup.exe`);
  await makeInstaller(projectDir, { appDir, version, outFile });
  process.stdout.write(`${outFile}\n`);
}

if (isMain(import.meta.url)) await main(path.resolve(import.meta.dirname, '../..'));
