import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What became of a folder that its person alone should read. */
export type Privacy =
  | { readonly state: 'private' }
  /** Others may read it: `who` are their names as the system writes them. */
  | { readonly state: 'shared'; readonly who: readonly string[] }
  /** The system said nothing that could be read. */
  | { readonly state: 'unknown'; readonly why: string };

/** Runs a program of the system and returns what it prints. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>;

/** The system itself may read everything anyway. Source: Microsoft, «Well-known SIDs»: LocalSystem. */
const LOCAL_SYSTEM = 'S-1-5-18';

/** `BA` and `SY` in a list of rights. Source: Microsoft, «SID strings». */
const SYSTEM_NAMES = ['SY', LOCAL_SYSTEM, 'BA', 'S-1-5-32-544'];

/** A person or machine account. Source: Microsoft, «SID components». */
const PERSON = /^S-1-(?:5-21|12-1)(?:-\d{1,10}){4,}$/;

/**
 * On Windows makes a folder readable by its person only, by a list of rights that inherits nothing from above and that
 * everything in the folder takes over. Elsewhere it was made so (`openProfile`), and one that was there before is left
 * as it is: it may be somebody's own. Says in both cases who may read it.
 * Errors: none; a disk without rights (FAT, some network folders) ends as `shared` or `unknown`.
 * Effects: on Windows three programs of the system are run, none of which changes anything outside of the folder.
 * Source: Microsoft, icacls and whoami.
 */
export async function keepPrivate(
  dir: string,
  platform: NodeJS.Platform = process.platform,
  run: RunProgram = runOfSystem,
): Promise<Privacy> {
  try {
    return platform === 'win32' ? await keepPrivateOnWindows(dir, run) : privacyByMode(dir);
  } catch (error) {
    return { state: 'unknown', why: error instanceof Error ? error.message : String(error) };
  }
}

function privacyByMode(dir: string): Privacy {
  const { mode } = statSync(dir);
  const who = [...((mode & 0o070) === 0 ? [] : ['group']), ...((mode & 0o007) === 0 ? [] : ['others'])];
  return who.length === 0 ? { state: 'private' } : { state: 'shared', who };
}

async function keepPrivateOnWindows(dir: string, run: RunProgram): Promise<Privacy> {
  const person = sidOf(await run('whoami.exe', ['/user', '/fo', 'csv', '/nh']));
  if (person === null) return { state: 'unknown', why: 'whoami names no person' };
  await run('icacls.exe', [dir, '/inheritance:r', '/grant:r', ...[person, LOCAL_SYSTEM].map(everything)]);
  const rights = await savedRights(dir, run);
  const who = strangersIn(rights, person);
  if (who === null) return { state: 'unknown', why: 'icacls shows no rights' };
  return who.length === 0 ? { state: 'private' } : { state: 'shared', who };
}

/** All rights, for the folder and for what is or will be in it. */
function everything(sid: string): string {
  return `*${sid}:(OI)(CI)F`;
}

/** The file that icacls saves is the only answer of it that says the same in every language. */
async function savedRights(dir: string, run: RunProgram): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), 'klyuchnik-rights-'));
  try {
    const file = join(work, 'rights');
    await run('icacls.exe', [dir, '/save', file]);
    return await readFile(file, 'utf16le');
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Returns the person's SID in `"DOMAIN\name","S-1-…"`; `null` when there is none. */
export function sidOf(csv: string): string | null {
  const sid = /"(S-1-[\d-]+)"\s*$/.exec(csv)?.[1] ?? '';
  return PERSON.test(sid) ? sid : null;
}

/**
 * Returns who besides the person and the system may do anything with a folder, by the rights that icacls saved; `null`
 * when there is no protected list in them (one that inherits is as open as the folder above), or one with conditions.
 * Source: Microsoft, «Security descriptor string format» and «ACE strings».
 */
export function strangersIn(saved: string, person: string): readonly string[] | null {
  const list = /D:P(?:AI|AR)*((?:\([^()]*\))+)(?=S:|\r?$)/m.exec(saved)?.[1];
  if (list === undefined) return null;
  const entries = [...list.matchAll(/\(([^()]*)\)/g)].map(([, entry = '']) => entry.split(';'));
  const allowed = entries.filter(([kind]) => kind !== 'D');
  const names = allowed.map((entry) => entry[5] ?? '');
  return names.filter((name) => name !== person && !SYSTEM_NAMES.includes(name));
}

/** Only from the folder of the system: what lies in the folder of the app or in PATH is not run. */
function runOfSystem(program: string, args: readonly string[]): Promise<string> {
  const file = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', program);
  return new Promise((resolve, reject) => {
    execFile(file, [...args], { windowsHide: true, timeout: PROGRAM_MS }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program}: ${String(error.code ?? error.signal)}`));
    });
  });
}

/** Units: ms. Own choice: icacls answers in a tenth of a second, and goes through what is in the folder. */
const PROGRAM_MS = 60_000;
