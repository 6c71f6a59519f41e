import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { Arch, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nativeFaults, nativeFilesIn } from '../../scripts/packages/native-files.ts';
import { packApp } from '../../scripts/packages/pack.ts';
import { packWindows } from '../../scripts/packages/windows.ts';
import { macStandIn, windowsStandIn } from './stand-ins.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');

describe('machine code in the packages of every target', () => {
  let work: string;

  beforeAll(async () => {
    work = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-targets-'));
  });
  afterAll(async () => rm(work, { recursive: true }));

  /** What lies beside the archive, and what lies in it. */
  async function native(appDir: string, archive: string): Promise<readonly string[]> {
    const inside = await mkdtemp(path.join(work, 'asar-'));
    extractAll(archive, inside);
    const files = [...(await nativeFilesIn(appDir)), ...(await nativeFilesIn(inside))];
    return files.map((one) => `${path.basename(one.file)} ${one.platform} ${one.machines.join('+')}`);
  }

  it('is for Linux in the packages for Linux', async () => {
    const appDir = path.join(PROJECT_DIR, 'dist/linux-unpacked');

    expect(nativeFaults(await nativeFilesIn(appDir), { platform: 'linux', machine: 'x64' })).toEqual([]);
    const found = await native(appDir, path.join(appDir, 'resources/app.asar'));
    expect(found).toContain('klyuchnik linux x64');
    expect(found.filter((line) => line.startsWith('keytar'))).toEqual([
      'keytar.node linux x64',
      'keytar.node linux x64',
    ]);
  });

  /** A list of files that went wrong packs sources and tests as well. */
  function topLevelOf(archive: string): readonly string[] {
    const packed = listPackage(archive, { isPack: false });
    return [...new Set(packed.map((name) => name.split('/')[1] ?? ''))].sort();
  }

  it('is for Windows in the package for Windows, though Linux packs it', async () => {
    const electron = await windowsStandIn(path.join(work, 'electron-win'));

    const appDir = await packWindows(PROJECT_DIR, { electron, output: path.join(work, 'win') });

    const archive = path.join(appDir, 'resources/app.asar');
    expect(topLevelOf(archive)).toEqual(['node_modules', 'out', 'package.json']);
    expect(await native(appDir, archive)).toEqual([
      'Klyuchnik.exe win32 x64',
      'keytar.node win32 x64',
      'keytar.node win32 x64',
    ]);
  });

  it.each(['x64', 'arm64'] as const)('is for macOS on %s in that package', async (machine) => {
    const electron = await macStandIn(path.join(work, `electron-${machine}`), {
      projectDir: PROJECT_DIR,
      machine,
    });
    const output = path.join(work, `mac-${machine}`);

    await packApp(PROJECT_DIR, {
      targets: Platform.MAC.createTarget('dir', Arch[machine]),
      output,
      electron,
      // Signing needs a Mac.
      config: { mac: { identity: null } },
    });

    const folder = machine === 'x64' ? 'mac' : 'mac-arm64';
    const appDir = path.join(output, folder, 'Klyuchnik.app');
    const archive = path.join(appDir, 'Contents/Resources/app.asar');
    const addons = (await native(appDir, archive)).filter((line) => line.startsWith('keytar'));
    expect(addons).toEqual([`keytar.node darwin ${machine}`, `keytar.node darwin ${machine}`]);
    expect(topLevelOf(archive)).toEqual(['node_modules', 'out', 'package.json']);
  });
});
