// @module-tag may-run-again
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../../scripts/electron/launch-app.ts';
import { runCommand, type CommandResult } from '../../../scripts/run-command.ts';
import { startSession } from '../../../scripts/session.ts';

/** In the environment of everything that a demo starts. */
const MARK = 'KLYUCHNIK_TEST_MARK';

let dir: string;
let mark: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-demo-fails-'));
  mark = randomUUID();
});

afterEach(() => rm(dir, { recursive: true, force: true }));

/** Runs the real command; the folder of its temporary files is its own. */
async function demo(args: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandResult> {
  const temporary = path.join(dir, 'tmp');
  await mkdir(temporary, { recursive: true });
  const marked = { ...process.env, TMPDIR: temporary, [MARK]: mark, ...env };
  return runCommand(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', ...args], {
    cwd: PROJECT_DIR,
    env: marked,
  });
}

const tour = (env: NodeJS.ProcessEnv) => demo(['--tour', path.join(dir, 'tour')], env);

/** A folder with a program of this name that does what the script says, before all others on the path. */
async function shim(name: string, script: string): Promise<NodeJS.ProcessEnv> {
  const folder = path.join(dir, 'bin');
  await mkdir(folder);
  await writeFile(path.join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(folder, name), 0o755);
  return { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
}

/** Programs of the demo that still run. */
function leftProcesses(): readonly string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && hasMark(pid));
}

function hasMark(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${MARK}=${mark}`);
  } catch {
    return false; // ended meanwhile, or somebody else's
  }
}

async function leavesNothing(): Promise<void> {
  await expect.poll(leftProcesses).toEqual([]);
  const left = await readdir(path.join(dir, 'tmp'));
  expect(left.filter((name) => /^klyuchnik-(session|demo)-/.test(name))).toEqual([]);
}

describe('a demo that cannot start', () => {
  it.each([
    ['keyring', 'gnome-keyring-daemon', 'gnome-keyring does not answer: out of order'],
    ['bus', 'dbus-daemon', 'dbus-daemon did not start: out of order'],
    ['display', 'Xvfb', 'Xvfb did not start: out of order'],
  ])('for want of a %s says why, ends with 1 and leaves nothing', async (_, program, reason) => {
    const { code, stderr } = await tour(await shim(program, 'echo out of order >&2; exit 3'));

    expect(stderr).toContain(`demo: ${reason}`);
    expect(code).toBe(1);
    await leavesNothing();
  });

  it.each([
    ['keyring', 'gnome-keyring-daemon', 'gnome-keyring does not answer: it said nothing'],
    ['display', 'Xvfb', 'Xvfb did not start: it said nothing'],
  ])('because its %s hangs does not hang itself', async (_, program, reason) => {
    // What it starts itself would hold the pipes open.
    const { code, stderr } = await tour(await shim(program, 'sleep 1000 & sleep 1000'));

    expect(stderr).toContain(`demo: ${reason}`);
    expect(code).toBe(1);
    await leavesNothing();
  });

  describe('for want of its bank', () => {
    const profile = () => path.join(dir, 'profile');

    beforeEach(async () => {
      await mkdir(profile());
      await writeFile(path.join(profile(), 'training-bank.json'), 'no memory of a bank');
    });

    const reason = () =>
      `the demo cannot start: Error: the training bank's state file cannot be read: ${profile()}`;

    it('says why, ends with 1 and leaves nothing, on a tour', async () => {
      const { code, stderr } = await tour({ KLYUCHNIK_PROFILE_DIR: profile() });

      expect(stderr).toContain(reason());
      expect(code).toBe(1);
      await leavesNothing();
    });

    it('says why, ends with 1 and leaves nothing, in a window', async () => {
      const session = await startSession({ keyring: 'unlocked', display: 'own' });
      const { code, stderr } = await demo([], { ...session.env, KLYUCHNIK_PROFILE_DIR: profile() });
      await session.stop();

      expect(stderr).toContain(reason());
      expect(code).toBe(1);
      await leavesNothing();
    });
  });

  it('because its profile is damaged says so on the terminal, before anything starts', async () => {
    const profile = path.join(dir, 'profile');
    await mkdir(profile);
    await writeFile(path.join(profile, 'profile.json'), 'torn');

    const { code, stderr } = await tour({ KLYUCHNIK_PROFILE_DIR: profile });

    expect(stderr).toContain(`demo: a file of the profile is damaged: ${path.join(profile, 'profile.json')}`);
    expect(code).toBe(1);
    await leavesNothing();
  });
});
