import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Configuration, type PackagerOptions } from 'electron-builder';
import { z } from 'zod';
import { afterPack } from '../after-pack.ts';
import { electronPackage } from '../electron/electron-official.ts';
import { billOfMaterials } from './shipped.ts';

const Manifest = z.object({ version: z.string() });

export interface PackOptions {
  /** Made by electron-builder's `Platform`. */
  readonly targets: PackagerOptions['targets'];
  /** Where the result goes. */
  readonly output: string;
  /** A folder with an Electron for that platform; left out: the official one is downloaded. */
  readonly electron?: { readonly distDir: string; readonly version: string } | undefined;
  /** Another version than that of package.json. */
  readonly version?: string | undefined;
  /** What differs from electron-builder.yml. */
  readonly config?: Configuration;
}

/**
 * Packs the bundles in `out/release/` as electron-builder.yml says, and writes the bill of materials beside the result.
 * Nothing is published.
 * Effects: replaces what was in the output folder.
 */
export async function packApp(projectDir: string, options: PackOptions): Promise<void> {
  const { targets, output, electron, version, config = {} } = options;
  await build({
    projectDir,
    ...(targets === undefined ? {} : { targets }),
    config: {
      ...config,
      ...(version === undefined ? {} : { extraMetadata: { version } }),
      directories: { output },
      // The same as the file says; whoever runs this may not be able to load TypeScript by a path.
      afterPack,
      ...(electron === undefined
        ? {}
        : { electronDist: electron.distDir, electronVersion: electron.version }),
    },
    publish: 'never',
  });
  const packed = {
    version: version ?? (await projectVersion(projectDir)),
    electronVersion: electron?.version ?? (await electronPackage()).version,
  };
  const bom = path.join(output, `klyuchnik-${packed.version}.cdx.json`);
  await writeFile(bom, await billOfMaterials(projectDir, packed));
}

/** Returns the version in package.json. */
export async function projectVersion(projectDir: string): Promise<string> {
  const text = await readFile(path.join(projectDir, 'package.json'), 'utf8');
  return Manifest.parse(JSON.parse(text)).version;
}
