import { build, type Configuration, type PackagerOptions } from 'electron-builder';
import { afterPack } from '../after-pack.ts';

export interface PackOptions {
  /** Made by electron-builder's `Platform`. */
  readonly targets: PackagerOptions['targets'];
  /** Where the result goes. */
  readonly output: string;
  /** A folder with an Electron for that platform; left out: the official one is downloaded. */
  readonly electron?: { readonly distDir: string; readonly version: string } | undefined;
  /** What differs from electron-builder.yml. */
  readonly config?: Configuration;
}

/**
 * Packs the bundles in `out/release/` as electron-builder.yml says. Nothing is published.
 * Effects: replaces what was in the output folder.
 */
export async function packApp(projectDir: string, options: PackOptions): Promise<void> {
  const { targets, output, electron, config = {} } = options;
  await build({
    projectDir,
    ...(targets === undefined ? {} : { targets }),
    config: {
      ...config,
      directories: { output },
      // The same as the file says; whoever runs this may not be able to load TypeScript by a path.
      afterPack,
      ...(electron === undefined
        ? {}
        : { electronDist: electron.distDir, electronVersion: electron.version }),
    },
    publish: 'never',
  });
}
