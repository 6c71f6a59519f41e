import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executableIn } from '../../scripts/electron/electron-official.ts';
import { resolveElectron } from '../../scripts/electron/electron-runtime.ts';
import { PROJECT_DIR } from '../../scripts/electron/launch-app.ts';
import { runCommand } from '../../scripts/run-command.ts';
import { judgeChecks, SELF_CHECK, selfCheck } from '../../scripts/self-check/self-check.ts';
import { startSession, type Session } from '../../scripts/session.ts';
import { temporaryDir } from './temporary-dir.ts';

const NAMES = ['keychain', 'store', 'TLS', 'crypto', 'windows', 'processes'];

/** A folder with a program in the place of Electron that answers as this script of the shell. */
async function falseElectron(script: string): Promise<string> {
  const dir = await temporaryDir();
  const executable = executableIn(dir);
  await mkdir(path.dirname(executable), { recursive: true });
  await writeFile(path.join(dir, 'version'), '45.4.1');
  await writeFile(path.join(dir, 'chrome-sandbox'), '');
  await writeFile(executable, `#!/bin/sh\n${script}\n`);
  await chmod(executable, 0o755);
  return dir;
}

describe('the self-check of an Electron', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession({ keyring: 'unlocked', display: 'own' });
  });
  afterAll(() => session.stop());

  it('finds that the one of this machine carries the app', async () => {
    const electron = await resolveElectron();

    const checks = await selfCheck(electron, session.env);

    expect(checks.map(({ name }) => name)).toEqual(NAMES);
    expect(checks.filter(({ isFine }) => !isFine)).toEqual([]);
    expect(judgeChecks(electron, checks).lines.at(-1)).toBe(
      `self-check: Electron ${electron.version} (${electron.source}) carries the app`,
    );
  });

  it('says of the one that is named which it took, and what of it failed', async () => {
    const told = '{"name":"store","isFine":false,"told":"disk on fire"}';
    const dir = await falseElectron(
      `echo '{"name":"TLS","isFine":true,"told":"TLSv1.3"}'; echo '${told}'; echo bang >&2`,
    );
    const { KLYUCHNIK_ELECTRON_TOLD: _, ...env } = session.env;

    const { code, stdout, stderr } = await runCommand(process.execPath, ['--import', 'tsx', SELF_CHECK], {
      cwd: PROJECT_DIR,
      env: { ...env, ELECTRON_OVERRIDE_DIST_PATH: dir },
    });

    expect(stderr).toContain(`Electron 45.4.1 (official) in ${dir}: named by ELECTRON_OVERRIDE_DIST_PATH`);
    expect(stdout.trim().split('\n')).toEqual([
      'self-check: FAILED keychain: bang',
      'self-check: FAILED store: disk on fire',
      'self-check: ok     TLS: TLSv1.3',
      'self-check: FAILED crypto: bang',
      'self-check: FAILED windows: bang',
      'self-check: FAILED processes: bang',
      'self-check: Electron 45.4.1 (official) does not carry the app as it is here',
    ]);
    expect(code).toBe(1);
  });

  it('gives up on one that says nothing', async () => {
    const distDir = await falseElectron('exec sleep 600');
    const electron = {
      distDir,
      executable: executableIn(distDir),
      version: '45.4.1',
      source: 'official',
    } as const;

    const checks = await selfCheck(electron, session.env, 500);

    expect(checks.map(({ name }) => name)).toEqual(NAMES);
    expect(checks.every(({ isFine, told }) => !isFine && told === 'it did not answer in time')).toBe(true);
  });

  it('tells of a keychain that is not there, and of nothing else', async () => {
    const bare = await startSession({ keyring: 'none', display: 'own' });
    try {
      const electron = await resolveElectron();
      const checks = await selfCheck(electron, bare.env);
      expect(checks.filter(({ isFine }) => !isFine).map(({ name }) => name)).toEqual(['keychain']);
    } finally {
      await bare.stop();
    }
  });
});
