import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { z } from 'zod';

/** Where a release build notes which packages it took in, a file for each bundle. */
export const BUNDLED_DIR = 'out/bundled';

const Names = z.array(z.string());

/**
 * Vite's plugin that notes from which packages a bundle has modules, those that were shaken out included: a list of
 * licences rather has one too many.
 */
export function noteBundledPackages(projectDir: string): Plugin {
  return {
    name: 'klyuchnik-bundled-packages',
    generateBundle(_, bundle) {
      // Fonts come by style sheets, which are no modules.
      const assets = Object.values(bundle).flatMap((one) =>
        one.type === 'asset' ? one.originalFileNames : [],
      );
      const files = [
        ...this.getModuleIds(),
        ...assets.map((file) => path.resolve(this.environment.config.root, file)),
      ];
      const names = files.map((file) => packageOf(file)).filter((name) => name !== null);
      const entries = Object.values(bundle).filter((one) => one.type === 'chunk' && one.isEntry);
      const file = path.join(
        projectDir,
        BUNDLED_DIR,
        `${entries.map(({ fileName }) => fileKey(fileName)).join('+')}.json`,
      );
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify([...new Set(names)].sort()));
    },
  };
}

function fileKey(fileName: string): string {
  return path
    .basename(fileName)
    .replace(/\.c?js$/, '')
    .replace(/-[\w-]{8}$/, '');
}

/**
 * Returns the folder below `node_modules` of the package that a module belongs to, or `null` for our own modules and
 * for what the builder makes up.
 */
export function packageOf(moduleId: string): string | null {
  const [file = ''] = moduleId.replace(/^\0/, '').split('?');
  return /\/node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? null;
}

/**
 * Returns the folders below `node_modules` of all packages of the last release build, in order.
 * Errors: rejects when there was none.
 */
export async function bundledPackages(projectDir: string): Promise<readonly string[]> {
  const dir = path.join(projectDir, BUNDLED_DIR);
  const names = new Set<string>();
  for (const file of await readdir(dir)) {
    const text = await readFile(path.join(dir, file), 'utf8');
    for (const name of Names.parse(JSON.parse(text))) names.add(name);
  }
  return [...names].sort();
}
