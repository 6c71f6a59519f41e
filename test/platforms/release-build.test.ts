import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildBundles } from '../../scripts/build-bundles.ts';
import { billOfMaterials, LICENCES_FILE, shippedPackages } from '../../scripts/packages/shipped.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');

/** Licences under which the app may carry a package: each asks for its text and for nothing more. */
const ALLOWED = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-3-Clause',
  'Apache-2.0',
  'Unlicense',
  'OFL-1.1',
  'MIT AND OFL-1.1',
  '(BSD-3-Clause OR GPL-2.0)',
];

const Bom = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      hashes: z.array(z.object({ alg: z.string() })).optional(),
    }),
  ),
});

/** Digests of all files of the release bundles and of their licences. */
async function digests(): Promise<Readonly<Record<string, string>>> {
  const out = path.join(PROJECT_DIR, 'out/release');
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const found: Record<string, string> = {};
  for (const file of [...files, path.join(PROJECT_DIR, LICENCES_FILE)]) {
    const digest = createHash('sha256').update(await readFile(file));
    found[path.relative(PROJECT_DIR, file)] = digest.digest('hex');
  }
  return found;
}

describe('a release build', () => {
  it('gives the same bytes twice', async () => {
    await buildBundles(PROJECT_DIR, 'release');
    const first = await digests();
    await buildBundles(PROJECT_DIR, 'release');

    expect(Object.keys(first).length).toBeGreaterThan(50);
    expect(await digests()).toEqual(first);
  });

  it('carries packages with a text of their licence, all of them free', async () => {
    const shipped = await shippedPackages(PROJECT_DIR);

    expect(shipped.filter(({ licence }) => !ALLOWED.includes(licence))).toEqual([]);
    const names = shipped.map(({ name }) => name);
    for (const name of ['react', 'zod', 'undici', '@github/keytar', '@fontsource-variable/inter'])
      expect(names).toContain(name);
    expect(names).not.toContain('typescript');
  });

  it('has a bill of materials with Electron and the digest of every package, the same each time', async () => {
    const options = { electronVersion: '33.2.1', version: '0.1.0' };
    const text = await billOfMaterials(PROJECT_DIR, options);

    const { components } = Bom.parse(JSON.parse(text));
    expect(components).toContainEqual(expect.objectContaining({ name: 'electron', version: '33.2.1' }));
    const shipped = await shippedPackages(PROJECT_DIR);
    expect(new Set(components.map(({ purl }) => purl)).size).toBe(
      new Set(shipped.map(({ name, version }) => `${name}@${version}`)).size + 1,
    );
    const without = components.filter(({ hashes }) => hashes?.some(({ alg }) => alg === 'SHA-512') !== true);
    expect(without.map(({ name }) => name)).toEqual(['electron']);
    expect(await billOfMaterials(PROJECT_DIR, options)).toBe(text);
  });
});
