import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { executableIn } from '../../scripts/electron/electron-official.ts';
import { PROJECT_DIR } from '../../scripts/electron/launch-app.ts';
import { runCommand } from '../../scripts/run-command.ts';
import { temporaryDir } from './temporary-dir.ts';

/** A folder that looks like an unpacked Electron of this version. */
async function electronFolder(version: string): Promise<string> {
  const dir = await temporaryDir();
  const executable = executableIn(dir);
  await mkdir(path.dirname(executable), { recursive: true });
  await writeFile(path.join(dir, 'version'), version);
  await writeFile(executable, '');
  await chmod(executable, 0o755);
  return dir;
}

/** Runs a script that can look for Electron, in a run of its own. */
async function linesOf(script: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const runtime = path.join(PROJECT_DIR, 'scripts/electron/electron-runtime.ts');
  const file = path.join(await temporaryDir(), 'run.mts');
  const head = [
    `import { resolveElectron } from ${JSON.stringify(runtime)};`,
    `import { spawnSync } from 'node:child_process';`,
    `const child = () => spawnSync(process.execPath, ['--import', 'tsx', ${JSON.stringify(runtime)}], { stdio: 'inherit' });`,
  ];
  await writeFile(file, [...head, script].join('\n'));
  const { KLYUCHNIK_ELECTRON_TOLD: _, ...own } = process.env;
  const args = ['--import', 'tsx', file];
  const { stderr } = await runCommand(process.execPath, args, { cwd: PROJECT_DIR, env: { ...own, ...env } });
  return stderr.split('\n').filter((line) => line !== '');
}

describe('which Electron runs', () => {
  it('is told once by a command that looks for it several times and starts others that do', async () => {
    const dir = await electronFolder('45.0.0');
    const script = 'await resolveElectron(); await resolveElectron(); child(); child();';

    const lines = await linesOf(script, { ELECTRON_OVERRIDE_DIST_PATH: dir });

    expect(lines).toEqual([
      `electron: Electron 45.0.0 (official) in ${dir}: named by ELECTRON_OVERRIDE_DIST_PATH`,
    ]);
  });

  it('is told again when it is another one', async () => {
    const [first, second] = [await electronFolder('45.0.0'), await electronFolder('46.0.0')];
    const change = `process.env['ELECTRON_OVERRIDE_DIST_PATH'] = ${JSON.stringify(second)};`;

    const script = `await resolveElectron(); ${change} child();`;
    const lines = await linesOf(script, { ELECTRON_OVERRIDE_DIST_PATH: first });

    expect(lines.map((line) => line.slice(0, 26))).toEqual([
      'electron: Electron 45.0.0 ',
      'electron: Electron 46.0.0 ',
    ]);
  });
});
