import path from 'node:path';
import { Platform } from 'electron-builder';
import { buildBundles } from './build-bundles.ts';
import { packApp } from './packages/pack.ts';
import { resolveElectron } from './electron/electron-runtime.ts';
import { isMain } from './is-main.ts';

/**
 * Makes the unpacked Linux app in `<projectDir>/dist/linux-unpacked` from the bundles in `out/release/`, without a
 * network, and returns its folder.
 *
 * Effects: replaces what was there. With the registry runtime the result is for tests, never for a release.
 */
export async function packUnpacked(projectDir: string): Promise<string> {
  const output = path.join(projectDir, 'dist');
  const electron = await resolveElectron();
  await packApp(projectDir, { targets: Platform.LINUX.createTarget('dir'), output, electron });
  return path.join(output, 'linux-unpacked');
}

if (isMain(import.meta.url)) {
  const projectDir = path.resolve(import.meta.dirname, '..');
  await buildBundles(projectDir, 'release');
  process.stdout.write(`${await packUnpacked(projectDir)}\n`);
}
