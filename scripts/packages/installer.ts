import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runOrThrow } from '../run-command.ts';
import { ensureSystemPackages, type Need } from '../session/system-packages.ts';

/** Makes installers for Windows, on Linux too. */
const installerNeeds: readonly Need[] = [['nsis']];

export interface InstallerOptions {
  /** The folder that electron-builder packed for Windows. */
  readonly appDir: string;
  readonly version: string;
  readonly outFile: string;
  /** Packs quickly and larger. */
  readonly isQuick?: boolean;
}

/**
 * Makes the installer for 64-bit Windows around a packed app, by packaging/installer.nsi.
 * Errors: rejects with the words of makensis.
 */
export async function makeInstaller(projectDir: string, options: InstallerOptions): Promise<void> {
  await ensureSystemPackages(installerNeeds);
  const { appDir, version, outFile, isQuick = false } = options;
  const work = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-installer-'));
  try {
    const entries = await readdir(appDir, { recursive: true, withFileTypes: true });
    const relative = (entry: (typeof entries)[number]): string =>
      path.relative(appDir, path.join(entry.parentPath, entry.name));
    const files = entries.filter((entry) => entry.isFile()).map(relative);
    const folders = entries.filter((entry) => entry.isDirectory()).map(relative);
    const removeList = path.join(work, 'remove.nsh');
    // makensis reads a file without this mark in the code page of the computer.
    await writeFile(removeList, `\uFEFF${removeLines(files, folders)}`);
    const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(appDir, file))).size));
    const defines = {
      APP_DIR: appDir,
      VERSION: version,
      FILE_VERSION: fileVersion(version),
      SIZE_KIB: String(Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024)),
      OUT_FILE: outFile,
      REMOVE_LIST: removeList,
      ...(isQuick ? { QUICK: '1' } : {}),
    };
    const given = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
    const script = path.join(projectDir, 'packaging/installer.nsi');
    // 64-bit, so that it needs no 32-bit Windows around it. A warning is an error.
    const options = ['-V2', '-WX', '-XTarget amd64-unicode', '-INPUTCHARSET', 'UTF8'];
    await runOrThrow('makensis', [...options, ...given, script], { cwd: path.dirname(script) });
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Lines of the uninstaller: each file, then each folder that is empty by then, the deepest first. */
export function removeLines(files: readonly string[], folders: readonly string[]): string {
  const deepestFirst = [...folders].sort((left, right) => depth(right) - depth(left));
  return [
    ...files.map((file) => `Delete "$INSTDIR\\${windowsPath(file)}"`),
    ...deepestFirst.map((folder) => `RMDir "$INSTDIR\\${windowsPath(folder)}"`),
    '',
  ].join('\n');
}

function depth(folder: string): number {
  return folder.split(path.sep).length;
}

/** Source: NSIS manual §4.1: `$` begins a variable and is doubled, a quote cannot stand in a name on Windows. */
function windowsPath(file: string): string {
  return file.replaceAll('$', '$$$$').replaceAll(path.sep, '\\');
}

/**
 * Returns a version as Windows writes it into a file: four numbers.
 * Errors: throws when it is not three numbers, with or without a mark of a trial version.
 */
export function fileVersion(version: string): string {
  const found = /^(\d+)\.(\d+)\.(\d+)(?:-[0-9A-Za-z.-]+)?$/.exec(version);
  if (found === null) throw new Error(`not a version: ${version}`);
  return `${found.slice(1, 4).join('.')}.0`;
}
