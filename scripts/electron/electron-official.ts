import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runCommand } from '../run-command.ts';

/**
 * A download of about 110 MB on a slow line takes so long; a host that is not reachable is refused by itself within 10
 * s.
 * Source: our choice; 10 s is undici's connect timeout, which electron's installer uses.
 */
const installDeadlineMs = 180_000;

/** How long a failed download is remembered. Source: issue 2 asks that not every start waits; a day is our choice. */
const failureMemoryMs = 24 * 60 * 60 * 1000;

export type ElectronFolder = {
  readonly distDir: string;
  readonly executable: string;
  readonly version: string;
};

/** Where a failed download is remembered: any of `read` counts, only `write` is changed. */
export type MemoryFiles = { readonly read: readonly string[]; readonly write: string };

/** Returns the path of the executable inside an unpacked Electron. Source: electron/install.js, getPlatformPath. */
export function executableIn(distDir: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return path.join(distDir, 'Electron.app/Contents/MacOS/Electron');
  return path.join(distDir, platform === 'win32' ? 'electron.exe' : 'electron');
}

/** Returns what is unpacked in that folder, or null when there is no whole Electron. Never throws. */
export async function readElectronFolder(distDir: string): Promise<ElectronFolder | null> {
  const executable = executableIn(distDir);
  try {
    const version = (await readFile(path.join(distDir, 'version'), 'utf8')).trim().replace(/^v/, '');
    return existsSync(executable) && version !== '' ? { distDir, executable, version } : null;
  } catch {
    return null;
  }
}

/** Returns the folder of the installed `electron` package and the version it wants. */
export async function electronPackage(): Promise<{ readonly dir: string; readonly version: string }> {
  const file = createRequire(import.meta.url).resolve('electron/package.json');
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || !('version' in parsed))
    throw new Error(`${file} is broken`);
  return { dir: path.dirname(file), version: String(parsed.version) };
}

/**
 * Returns null when the official binary was downloaded by electron's own installer (which checks its checksums), or the
 * reason why it was not.
 *
 * Effects: writes node_modules/electron/dist; remembers a failure in `memoryFiles.write` for a day and does not try
 * meanwhile.
 */
export async function tryOfficialDownload(
  { dir, version }: { readonly dir: string; readonly version: string },
  { memoryFiles, nowMs }: { readonly memoryFiles: MemoryFiles; readonly nowMs: number },
): Promise<string | null> {
  for (const file of memoryFiles.read) {
    const remembered = await rememberedFailure(file, version, nowMs);
    if (remembered !== null) return remembered;
  }
  const env = { ...process.env };
  delete env['ELECTRON_OVERRIDE_DIST_PATH'];
  const result = await runCommand(process.execPath, [path.join(dir, 'install.js')], {
    env,
    timeoutMs: installDeadlineMs,
  });
  if (result.code === 0) {
    await rm(memoryFiles.write, { force: true });
    return null;
  }
  const reason = result.isTimedOut ? 'it took too long' : lastCause(result.stderr);
  await mkdir(path.dirname(memoryFiles.write), { recursive: true });
  await writeFile(memoryFiles.write, `${version}\n${reason}\n`);
  return `${reason}; remembered for a day in ${memoryFiles.write}`;
}

async function rememberedFailure(memoryFile: string, version: string, nowMs: number): Promise<string | null> {
  try {
    const { mtimeMs } = await stat(memoryFile);
    const [failedVersion, reason] = (await readFile(memoryFile, 'utf8')).split('\n');
    if (failedVersion !== version || nowMs - mtimeMs >= failureMemoryMs) return null;
    return `${reason ?? 'unknown reason'} (tried within the last day; delete ${memoryFile} to try again)`;
  } catch {
    return null;
  }
}

function lastCause(stderr: string): string {
  const cause = /\b(?:HTTPError[^\n]*|(?:UND_ERR|E[A-Z]{4,})[A-Z_]*)/.exec(stderr);
  return cause?.[0] ?? stderr.trim().split('\n')[0] ?? 'no reason given';
}
