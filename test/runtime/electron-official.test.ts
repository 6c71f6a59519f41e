import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  executableIn,
  readElectronFolder,
  tryOfficialDownload,
} from '../../scripts/electron/electron-official.ts';
import { temporaryDir } from './temporary-dir.ts';

const dayMs = 86_400_000;

/** An `electron` package whose installer counts its runs and ends with the given code. */
async function fakePackage(code: number) {
  const dir = await temporaryDir();
  const runs = path.join(dir, 'runs');
  const installer = `
    require('node:fs').appendFileSync(${JSON.stringify(runs)}, 'x');
    console.error('Error: getaddrinfo ENOTFOUND releases.invalid');
    process.exit(${String(code)});`;
  await writeFile(path.join(dir, 'install.js'), installer);
  const memoryFile = path.join(dir, 'cache', 'failed');
  return {
    memoryFile,
    countRuns: async () => (await readFile(runs, 'utf8').catch(() => '')).length,
    attempt: (version: string, nowMs: number) =>
      tryOfficialDownload(
        { dir, version },
        { memoryFiles: { read: [memoryFile], write: memoryFile }, nowMs },
      ),
  };
}

describe('tryOfficialDownload', () => {
  it('says why it failed and does not try again within a day', async () => {
    const fake = await fakePackage(1);

    expect(await fake.attempt('45.0.0', Date.now())).toContain('ENOTFOUND');
    const { mtimeMs } = await stat(fake.memoryFile);

    expect(await fake.attempt('45.0.0', mtimeMs + dayMs - 1)).toContain('within the last day');
    expect(await fake.countRuns()).toBe(1);
    await fake.attempt('45.0.0', mtimeMs + dayMs);
    expect(await fake.countRuns()).toBe(2);
  });

  it('tries again at once for another version', async () => {
    const fake = await fakePackage(1);

    await fake.attempt('45.0.0', Date.now());
    await fake.attempt('45.0.1', Date.now());

    expect(await fake.countRuns()).toBe(2);
  });

  it('returns null when the installer succeeds', async () => {
    const fake = await fakePackage(0);

    expect(await fake.attempt('45.0.0', Date.now())).toBeNull();
  });
});

describe('readElectronFolder', () => {
  it('returns null for a folder with a version but no program', async () => {
    const dir = await temporaryDir();
    await writeFile(path.join(dir, 'version'), 'v45.0.0');

    expect(await readElectronFolder(dir)).toBeNull();
    await mkdir(path.dirname(executableIn(dir)), { recursive: true });
    await writeFile(executableIn(dir), '');
    expect(await readElectronFolder(dir)).toMatchObject({ version: '45.0.0' });
  });
});
