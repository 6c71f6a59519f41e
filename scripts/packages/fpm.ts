import { parseArgs } from 'node:util';
import { z } from 'zod';

/** A package of a Linux system, as electron-builder describes it to `fpm`. */
export interface PackageRecipe {
  readonly kind: 'deb' | 'rpm';
  readonly file: string;
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly summary: string;
  readonly description: string;
  readonly maintainer: string;
  readonly homepage: string;
  readonly licence: string;
  readonly section: string;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly compression: string;
  /** Files with shell scripts that run after the files came, and after they went. */
  readonly afterInstall: string;
  readonly afterRemove: string;
  /** Where a file or a folder goes: absolute paths on the system that installs. */
  readonly content: readonly { readonly from: string; readonly to: string }[];
}

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const OPTIONS = {
  'after-install': text,
  'after-remove': text,
  architecture: text,
  category: text,
  'deb-compression': text,
  'deb-priority': text,
  'deb-recommends': many,
  depends: { ...many, short: 'd' },
  description: text,
  force: flag,
  input: { ...text, short: 's' },
  license: text,
  maintainer: text,
  name: text,
  output: { ...text, short: 't' },
  package: text,
  'rpm-compression': text,
  'rpm-os': text,
  'rpm-summary': text,
  url: text,
  vendor: text,
  version: text,
} as const;

const Given = z.object({
  'after-install': z.string(),
  'after-remove': z.string(),
  architecture: z.enum(['amd64', 'arm64', 'x86_64', 'aarch64']),
  category: z.string().default('utils'),
  'deb-compression': z.string().optional(),
  'deb-recommends': z.array(z.string()).default([]),
  depends: z.array(z.string()).default([]),
  description: z.string(),
  input: z.literal('dir'),
  license: z.string(),
  maintainer: z.string(),
  name: z.string(),
  output: z.enum(['deb', 'rpm']),
  package: z.string(),
  'rpm-compression': z.string().optional(),
  'rpm-summary': z.string().optional(),
  url: z.string(),
  version: z.string(),
});

const RPM_ARCHITECTURES = {
  amd64: 'x86_64',
  arm64: 'aarch64',
  x86_64: 'x86_64',
  aarch64: 'aarch64',
} as const;

/**
 * Reads the arguments that electron-builder 26 gives to `fpm`.
 * Errors: throws on an option that is not known here and on one that is missing: nothing is left out of a package
 * silently.
 */
export function readRecipe(args: readonly string[]): PackageRecipe {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const given = Given.parse(values);
  const kind = given.output;
  // electron-builder puts the summary of a deb into the first line.
  const [first = '', ...rest] = given.description.split('\n');
  const body = kind === 'deb' ? rest.join('\n').trim() : given.description;
  return {
    kind,
    file: given.package,
    name: given.name,
    version: given.version,
    architecture: kind === 'rpm' ? RPM_ARCHITECTURES[given.architecture] : given.architecture,
    summary: given['rpm-summary'] ?? first,
    description: body,
    maintainer: given.maintainer,
    homepage: given.url,
    licence: given.license,
    section: given.category,
    depends: given.depends,
    recommends: given['deb-recommends'],
    compression: given['deb-compression'] ?? given['rpm-compression'] ?? 'xz',
    afterInstall: given['after-install'],
    afterRemove: given['after-remove'],
    content: positionals.map(contentOf),
  };
}

function contentOf(pair: string): PackageRecipe['content'][number] {
  const [from = '', to = '', ...more] = pair.split('=');
  if (from === '' || !to.startsWith('/') || more.length > 0)
    throw new Error(`not a file and its place: ${pair}`);
  return { from, to };
}
