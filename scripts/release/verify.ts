import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  checkFile,
  checkRelease,
  type FileRefusal,
  type ReleaseRefusal,
} from '../../main/domain/updates/check-release.ts';
import { ReleaseKey, type Release } from '../../main/domain/updates/release.ts';
import { ed25519Verifier } from '../../main/edges/keychain/ed25519-verifier.ts';
import { isMain } from '../is-main.ts';
import { releaseFilesIn } from './release-files.ts';

const USAGE = `usage:
  npm run release:verify -- --keys FILE [--folder dist] [--installed VERSION]
      checks release.json and the packages beside it; FILE is {"signing": "…", "offline": "…"}, public keys (SPKI, base64)
`;

const PinnedKeys = z.strictObject({ signing: ReleaseKey, offline: ReleaseKey });

const RELEASE_WORDS: Readonly<Record<ReleaseRefusal, string>> = {
  malformed: 'it is no list of a release',
  'wrong-key': 'it is not signed by the key that counts, or was changed afterwards',
  replayed: 'a later list was seen already',
  expired: 'its time is over',
  'clock-behind': 'the clock of this computer stands before the day on which the list was made',
  older: 'the installed version is newer',
  installed: 'this version is installed',
  'step-needed': 'the installed version is too old for it',
};

const FILE_WORDS: Readonly<Record<FileRefusal, string>> = {
  'unknown-file': 'the list does not name it',
  cut: 'it is shorter than the list says',
  'too-long': 'it is longer than the list says',
  swapped: 'its bytes are others',
};

export interface Verified {
  /** What is wrong, a sentence each; none when all is well. */
  readonly faults: readonly string[];
  readonly release: Release | null;
}

/**
 * Checks a signed list and every file that it names, as a computer that has never seen one.
 * Errors: rejects when a file cannot be read or the arguments are wrong.
 */
export async function verifyRelease(args: readonly string[], now: number): Promise<Verified> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      keys: { type: 'string' },
      folder: { type: 'string', default: 'dist' },
      installed: { type: 'string' },
    },
  });
  const { keys, folder, installed } = values;
  if (keys === undefined) throw new Error(USAGE);
  const pinned = PinnedKeys.parse(JSON.parse(await readFile(keys, 'utf8')));
  const list = path.join(folder, 'release.json');
  const { release, refusal } = checkRelease({
    signed: parseOrNull(await readFile(list, 'utf8')),
    pinned,
    known: null,
    installedVersion: installed ?? null,
    now,
    verify: ed25519Verifier(),
  });
  if (refusal !== null) return { faults: [`${list}: ${RELEASE_WORDS[refusal]}`], release };
  return { faults: await fileFaults(release, folder), release };
}

async function fileFaults(release: Release, folder: string): Promise<readonly string[]> {
  const found = await releaseFilesIn(folder);
  const missing = release.files.filter(({ name }) => !found.some((file) => file.name === name));
  const faults = found.map((file) => ({ name: file.name, refusal: checkFile(release, file) }));
  return [
    ...missing.map(({ name }) => `${name}: it is not there`),
    ...faults.flatMap(({ name, refusal }) => (refusal === null ? [] : [`${name}: ${FILE_WORDS[refusal]}`])),
  ];
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

if (isMain(import.meta.url)) {
  try {
    const { faults, release } = await verifyRelease(process.argv.slice(2), Date.now());
    for (const fault of faults) process.stderr.write(`release:verify: ${fault}\n`);
    if (faults.length > 0 || release === null) process.exitCode = 1;
    else process.stdout.write(`${release.version}, ${String(release.files.length)} files: as signed\n`);
  } catch (error) {
    process.stderr.write(`release:verify: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
