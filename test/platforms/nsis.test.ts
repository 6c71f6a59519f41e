import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeInstaller } from '../../scripts/packages/installer.ts';
import { packWindows } from '../../scripts/packages/windows.ts';
import { PATIENCE_MS } from '../../scripts/patience.ts';
import { runCommand } from '../../scripts/run-command.ts';
import { startSession, type Session } from '../../scripts/session.ts';
import { ensureSystemPackages } from '../../scripts/session/system-packages.ts';
import { windowsStandIn } from './stand-ins.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');
const UNINSTALL_KEY = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Klyuchnik';

/** Exit codes of the installer. Source: packaging/installer.nsi. */
const RUNNING = 3;
const NEWER = 4;

describe('the installer for Windows, under Wine', () => {
  let work: string;
  let appDir: string;
  let session: Session;
  let env: NodeJS.ProcessEnv;
  const installers: Record<'0.1.0' | '0.2.0', string> = { '0.1.0': '', '0.2.0': '' };

  beforeAll(async () => {
    await ensureSystemPackages([['wine'], ['wine64']]);
    work = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-wine-'));
    const electron = await windowsStandIn(path.join(work, 'electron'));
    appDir = await packWindows(PROJECT_DIR, { electron, output: path.join(work, 'packed') });
    // A name that another code page would spoil.
    await writeFile(path.join(appDir, 'resources', 'Лицензии $1.txt'), 'licences');
    session = await startSession({ keyring: 'none', display: 'own' });
    const prefix = path.join(work, 'prefix');
    // Without its helpers for .NET and for web pages, which it would offer to download.
    const settings = { WINEPREFIX: prefix, WINEDLLOVERRIDES: 'mscoree,mshtml=', WINEDEBUG: '-all' };
    env = { ...session.env, ...settings };
    await wine('wineboot', ['-i']);
    await wine('wine', ['winecfg', '-v', 'win10']);
    for (const version of ['0.1.0', '0.2.0'] as const) {
      installers[version] = path.join(work, `setup-${version}.exe`);
      await makeInstaller(PROJECT_DIR, { appDir, version, outFile: installers[version], isQuick: true });
    }
  });

  afterAll(async () => {
    if (env !== undefined) await runCommand('wineserver', ['-k'], { env });
    await session?.stop();
    if (work !== undefined) await rm(work, { recursive: true, force: true, maxRetries: 10 });
  });

  const drive = (inside: string) => path.join(work, 'prefix/drive_c', inside);

  /**
   * Runs a program under Wine, with its output in a file: Wine's server outlives the program and would hold a pipe.
   */
  async function wine(
    command: string,
    args: readonly string[],
  ): Promise<{ code: number | null; output: string }> {
    const file = path.join(work, 'output-of-wine.txt');
    const script = ['-c', 'exec "$@" > "$0" 2> /dev/null < /dev/null', file, command, ...args];
    const { code } = await runCommand('sh', script, { env });
    return { code, output: await readFile(file, 'utf8') };
  }

  async function run(program: string, args: readonly string[]): Promise<number | null> {
    return (await wine('wine', [program, ...args])).code;
  }

  async function registry(root: 'HKCU' | 'HKLM', key: string, value: string): Promise<string | null> {
    const ask = value === '' ? ['/ve'] : ['/v', value];
    const { code, output } = await wine('wine', ['reg', 'query', `${root}\\${key}`, ...ask]);
    return code === 0 ? (/REG_\w+\s+(.*?)\r?$/m.exec(output)?.[1]?.trim() ?? null) : null;
  }

  /** What lies in a folder: each file and its digest. */
  async function contentOf(folder: string): Promise<Readonly<Record<string, string>>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const content: Record<string, string> = {};
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      const digest = createHash('sha256').update(await readFile(file));
      content[path.relative(folder, file)] = digest.digest('hex');
    }
    return content;
  }

  async function profile(): Promise<string> {
    const users = drive('users');
    const [user = ''] = (await readdir(users)).filter((name) => name !== 'Public');
    return path.join(users, user, 'AppData/Roaming/Klyuchnik/store');
  }

  describe.each([
    { mode: 'CurrentUser', root: 'HKCU', folder: 'for one person' },
    { mode: 'AllUsers', root: 'HKLM', folder: 'for the whole computer' },
  ] as const)('$folder', ({ mode, root }) => {
    let target: string;

    it('installs silently what was packed, with its entry among the programs', async () => {
      expect(await run(installers['0.1.0'], ['/S', `/${mode}`])).toBe(0);

      const location = (await registry(root, UNINSTALL_KEY, 'InstallLocation')) ?? '';
      expect(location).toMatch(
        mode === 'AllUsers' ? /^C:\\Program Files\\Klyuchnik$/ : /\\AppData\\Local\\Programs\\Klyuchnik$/,
      );
      target = drive(location.slice(3).replaceAll('\\', '/'));
      const { 'uninstall.exe': uninstaller, ...installed } = await contentOf(target);
      expect(installed).toEqual(await contentOf(appDir));
      expect(uninstaller).toBeDefined();
      expect(await registry(root, UNINSTALL_KEY, 'DisplayVersion')).toBe('0.1.0');
      expect(Number(await registry(root, UNINSTALL_KEY, 'EstimatedSize'))).toBeGreaterThan(50_000);
    });

    it('leaves a program that starts and loads the addon of the keychain', async () => {
      const addon = 'resources/app.asar.unpacked/node_modules/keytar/prebuilds/win32-x64/keytar.node';
      const output = path.join(work, 'output.txt');
      const script = path.join(work, 'look.js');
      await writeFile(
        script,
        `const found = Object.keys(require(${JSON.stringify(path.join(target, addon))}));
         require('fs').writeFileSync(${JSON.stringify(output)}, found.join());`,
      );

      await run(path.join(target, 'Klyuchnik.exe'), [script]);

      expect(await readFile(output, 'utf8')).toContain('setPassword');
    });

    it('registers our kinds of files, with the program behind them', async () => {
      for (const [end, kind] of [
        ['klyuchnik', 'request'],
        ['klyuchnik-card', 'card'],
        ['klyuchnik-documents', 'documents'],
      ] as const) {
        expect(await registry(root, `Software\\Classes\\.${end}`, '')).toBe(`Klyuchnik.${kind}`);
        const command = await registry(
          root,
          `Software\\Classes\\Klyuchnik.${kind}\\shell\\open\\command`,
          '',
        );
        expect(command).toMatch(/^"C:\\.*\\Klyuchnik\.exe" "%1"$/);
      }
    });

    it('refuses to replace a program that runs, and changes nothing', async () => {
      await mkdir(await profile(), { recursive: true });
      await writeFile(path.join(await profile(), 'records'), 'of a person');
      const before = await contentOf(target);
      const script = path.join(work, 'stay.js');
      const started = path.join(work, `started-${mode}`);
      await writeFile(
        script,
        `require('fs').writeFileSync(${JSON.stringify(started)}, ''); setInterval(() => {}, 1000);`,
      );
      const running = spawn('wine', [path.join(target, 'Klyuchnik.exe'), script], { env, stdio: 'ignore' });
      const ended = once(running, 'exit');
      try {
        await expect.poll(() => existsSync(started), { timeout: PATIENCE_MS }).toBe(true);

        expect(await run(installers['0.2.0'], ['/S', `/${mode}`])).toBe(RUNNING);

        expect(await contentOf(target)).toEqual(before);
        expect(await registry(root, UNINSTALL_KEY, 'DisplayVersion')).toBe('0.1.0');
      } finally {
        running.kill('SIGKILL');
        await ended;
      }
    });

    it('brings a newer version, without what only the former one had, and keeps the profile', async () => {
      expect(await run(installers['0.2.0'], ['/S', `/${mode}`])).toBe(0);

      expect(await registry(root, UNINSTALL_KEY, 'DisplayVersion')).toBe('0.2.0');
      expect(await readFile(path.join(await profile(), 'records'), 'utf8')).toBe('of a person');
      expect(existsSync(path.join(target, 'resources/app.asar'))).toBe(true);
    });

    it('refuses an older version', async () => {
      expect(await run(installers['0.1.0'], ['/S', `/${mode}`])).toBe(NEWER);

      expect(await registry(root, UNINSTALL_KEY, 'DisplayVersion')).toBe('0.2.0');
    });

    it('is uninstalled whole, but for the profile and what a person put there', async () => {
      const own = path.join(target, 'resources/own.txt');
      await writeFile(own, 'of a person');
      // A program cannot remove itself on Windows: it starts a copy that does, and ends.
      await run(path.join(target, 'uninstall.exe'), ['/S', `/${mode}`]);

      await expect.poll(() => registry(root, UNINSTALL_KEY, 'DisplayVersion')).toBeNull();
      expect(Object.keys(await contentOf(target))).toEqual(['resources/own.txt']);
      expect(await registry(root, 'Software\\Classes\\.klyuchnik', '')).toBeNull();
      expect(await registry(root, 'Software\\Classes\\Klyuchnik.card\\shell\\open\\command', '')).toBeNull();
      expect(await readFile(path.join(await profile(), 'records'), 'utf8')).toBe('of a person');
      await rm(target, { recursive: true });
    });
  });
});
