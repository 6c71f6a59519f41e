import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { runOrThrow } from '../run-command.ts';
import { bundledPackages } from './bundled-packages.ts';

/** The list of licences that lies in the app, as a release build writes it. */
export const LICENCES_FILE = 'out/licences.txt';

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

/** Licences that a package states in words alone. Source: the file LICENSE of each. */
const IN_WORDS: ReadonlyMap<string, string> = new Map([['png-js', 'MIT']]);

/** A package that the app carries, in a bundle or as it is. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** The texts of its licence, as it ships them; none when it has only the name. */
  readonly texts: readonly string[];
}

/**
 * Returns every package that the last release build took in, and those that come along as they are.
 * Errors: rejects when a package does not say its licence.
 */
export async function shippedPackages(projectDir: string): Promise<readonly ShippedPackage[]> {
  const own = await readManifest(projectDir);
  const names = new Set([...(await bundledPackages(projectDir)), ...Object.keys(own.dependencies ?? {})]);
  return Promise.all([...names].sort().map((name) => readPackage(projectDir, name)));
}

async function readPackage(projectDir: string, folder: string): Promise<ShippedPackage> {
  const dir = path.join(projectDir, 'node_modules', folder);
  const { name, version, license = IN_WORDS.get(name) } = await readManifest(dir);
  if (license === undefined) throw new Error(`${name} does not say its licence`);
  const files = (await readdir(dir)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(dir, file), 'utf8')));
  return { name, version, licence: license, texts: texts.map((text) => text.trim()) };
}

async function readManifest(dir: string): Promise<z.infer<typeof Manifest>> {
  return Manifest.parse(JSON.parse(await readFile(path.join(dir, 'package.json'), 'utf8')));
}

/** Writes the licences of what the app carries to `LICENCES_FILE`. */
export async function writeLicences(projectDir: string): Promise<void> {
  const own = await readFile(path.join(projectDir, 'LICENSE'), 'utf8');
  const parts = (await shippedPackages(projectDir)).map(({ name, version, licence, texts }) =>
    [`${name} ${version} (${licence})`, ...texts].join('\n\n'),
  );
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  const text = ['Klyuchnik', own.trim(), 'It carries these packages:', ...parts].join(line);
  await writeFile(path.join(projectDir, LICENCES_FILE), `${text}\n`);
}

const Component = z.looseObject({ 'bom-ref': z.string(), purl: z.string() });
const Bom = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  version: z.int(),
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(Component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

export interface BomOptions {
  readonly electronVersion: string;
  readonly version: string;
}

/**
 * Returns the bill of materials (CycloneDX JSON) of what the app carries, from npm's own of the whole checkout: without
 * the tools that built it, with Electron, and without moment and number, so that the same build has the same.
 * Errors: rejects when a package of the app is not in npm's.
 */
export async function billOfMaterials(projectDir: string, options: BomOptions): Promise<string> {
  const printed = await runOrThrow('npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: projectDir });
  const { bomFormat, specVersion, version, components, dependencies } = Bom.parse(JSON.parse(printed));
  const shipped = await shippedPackages(projectDir);
  const licences = new Map(shipped.map((one) => [`${one.name}@${one.version}`, one.licence]));
  const refs = new Set(licences.keys());
  const kept = components.filter((component) => refs.has(component['bom-ref']));
  const missing = [...refs].filter((ref) => !kept.some((component) => component['bom-ref'] === ref));
  if (missing.length > 0) throw new Error(`npm sbom does not know ${missing.join(', ')}`);
  const electron = `electron@${options.electronVersion}`;
  const app = `klyuchnik@${options.version}`;
  const bom = {
    $schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
    bomFormat,
    specVersion,
    version,
    metadata: {
      component: {
        'bom-ref': app,
        type: 'application',
        name: 'klyuchnik',
        version: options.version,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: [
      {
        'bom-ref': electron,
        type: 'framework',
        name: 'electron',
        version: options.electronVersion,
        purl: `pkg:npm/${electron}`,
        licenses: [{ license: { id: 'MIT' } }],
      },
      ...kept.map((component) => ({
        ...component,
        scope: 'required',
        licenses: [licenceEntry(licences.get(component['bom-ref']) ?? '')],
      })),
    ].sort((left, right) => (left['bom-ref'] < right['bom-ref'] ? -1 : 1)),
    dependencies: [
      { ref: app, dependsOn: [electron, ...refs].sort() },
      ...dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)).sort() })),
    ],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** Source: CycloneDX 1.5, `licenses`: one licence by its SPDX id, several as an SPDX expression. */
function licenceEntry(licence: string): object {
  return licence.includes(' ') ? { expression: licence } : { license: { id: licence } };
}
