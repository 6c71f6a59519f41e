import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { KeyChange, Release, SignedText, type SignedRelease } from '../../main/domain/updates/release.ts';
import { isMain } from '../is-main.ts';
import { projectVersion } from '../packages/pack.ts';
import { readSigner } from './key-file.ts';
import { releaseFilesIn } from './release-files.ts';

const USAGE = `usage:
  npm run release:sign -- --key FILE --sequence N [--folder dist] [--minimum VERSION] [--days 90] [--key-change FILE]
      signs the packages in the folder and writes release.json beside them
  npm run release:sign -- --key OFFLINE-FILE --new-key PUBLIC-KEY --number N --out FILE
      names a new key for releases, by the one that lies offline
`;

const DAY_MS = 24 * 60 * 60 * 1000;

const OPTIONS = {
  key: { type: 'string' },
  folder: { type: 'string', default: 'dist' },
  sequence: { type: 'string' },
  minimum: { type: 'string' },
  days: { type: 'string', default: '90' },
  'key-change': { type: 'string' },
  'new-key': { type: 'string' },
  number: { type: 'string' },
  out: { type: 'string' },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Signs what the arguments say, and returns the file that was written. Errors: rejects with what to do. */
export async function signRelease(args: readonly string[], projectDir: string): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.key === undefined) throw new Error(USAGE);
  return values['new-key'] === undefined ? signPackages(values, projectDir) : signKeyChange(values);
}

async function signPackages(given: Given, projectDir: string): Promise<string> {
  const { key = '', folder, minimum, days } = given;
  const version = await projectVersion(projectDir);
  const issuedAt = Date.now();
  const files = await releaseFilesIn(folder);
  const strange = files.filter(({ name }) => !new RegExp(`[-_]${version}[-_.]`).test(name));
  if (strange.length > 0)
    throw new Error(`of another version than ${version}: ${strange.map(({ name }) => name).join(', ')}`);
  const release = Release.safeParse({
    kind: 'klyuchnik-release',
    v: 1,
    sequence: Number(given.sequence),
    version,
    minimumVersion: minimum ?? version,
    issuedAt,
    expiresAt: issuedAt + Number(days) * DAY_MS,
    files,
  });
  if (!release.success) throw new Error(`${USAGE}${wrongFields(release.error)}`);
  const signer = await readSigner(key);
  const keyChange = await readKeyChange(given['key-change'], signer.publicKey);
  const signed: SignedRelease = { release: signer.sign(JSON.stringify(release.data)), ...keyChange };
  const file = given.out ?? path.join(folder, 'release.json');
  await writeFile(file, `${JSON.stringify(signed, null, 2)}\n`);
  return file;
}

async function readKeyChange(
  file: string | undefined,
  publicKey: string,
): Promise<Pick<SignedRelease, 'keyChange'>> {
  if (file === undefined) return {};
  const keyChange = SignedText.parse(JSON.parse(await readFile(file, 'utf8')));
  if (KeyChange.parse(JSON.parse(keyChange.text)).key !== publicKey)
    throw new Error(`${file} names another key than the one that signs`);
  return { keyChange };
}

async function signKeyChange(given: Given): Promise<string> {
  const { key = '', out } = given;
  const change = KeyChange.safeParse({
    kind: 'klyuchnik-release-key',
    v: 1,
    number: Number(given.number),
    key: given['new-key'],
  });
  if (!change.success || out === undefined) throw new Error(USAGE);
  const signer = await readSigner(key);
  await writeFile(out, `${JSON.stringify(signer.sign(JSON.stringify(change.data)), null, 2)}\n`);
  return out;
}

function wrongFields({
  issues,
}: {
  readonly issues: readonly { path: PropertyKey[]; message: string }[];
}): string {
  return issues
    .map(({ path: field, message }) => `${field.join('.') || 'versions or days'}: ${message}\n`)
    .join('');
}

if (isMain(import.meta.url)) {
  try {
    process.stdout.write(
      `${await signRelease(process.argv.slice(2), path.resolve(import.meta.dirname, '../..'))}\n`,
    );
  } catch (error) {
    process.stderr.write(`release:sign: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
