// @module-tag may-run-again
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it as base, type ExpectStatic } from 'vitest';
import { PROJECT_DIR } from '../../../scripts/electron/launch-app.ts';
import { runCommand, type CommandResult } from '../../../scripts/run-command.ts';
import { startSession } from '../../../scripts/session.ts';

/** In the environment of everything that a demo starts. */
const MARK = 'KLYUCHNIK_TEST_MARK';

/** A folder and a mark of one test: the tests run side by side, because two of them wait a minute for a program. */
class Place {
  readonly dir: string;
  readonly #mark = randomUUID();

  constructor(dir: string) {
    this.dir = dir;
  }

  /** Where a test lays the profile that its demo takes. */
  get profile(): string {
    return path.join(this.dir, 'profile');
  }

  /** Runs the real command; the folder of its temporary files is its own. */
  async demo(args: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandResult> {
    const temporary = path.join(this.dir, 'tmp');
    await mkdir(temporary, { recursive: true });
    const marked = { ...process.env, TMPDIR: temporary, [MARK]: this.#mark, ...env };
    return runCommand(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', ...args], {
      cwd: PROJECT_DIR,
      env: marked,
    });
  }

  tour(env: NodeJS.ProcessEnv): Promise<CommandResult> {
    return this.demo(['--tour', path.join(this.dir, 'tour')], env);
  }

  /** A folder with a program of this name that does what the script says, before all others on the path. */
  async shim(name: string, script: string): Promise<NodeJS.ProcessEnv> {
    const folder = path.join(this.dir, 'bin');
    await mkdir(folder);
    await writeFile(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(folder, name), 0o755);
    return { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  }

  /**
   * The demo has said the reason and ended with 1; no program of it runs and no folder of it is left. Several tests run
   * at a time, so that `expect` must be the test's own.
   */
  async hasFailed({ code, stderr }: CommandResult, reason: string, expect: ExpectStatic): Promise<void> {
    expect(stderr).toContain(reason);
    expect(code).toBe(1);
    await expect.poll(() => this.#leftProcesses()).toEqual([]);
    const left = await readdir(path.join(this.dir, 'tmp'));
    expect(left.filter((name) => /^klyuchnik-(session|demo)-/.test(name))).toEqual([]);
  }

  #leftProcesses(): readonly string[] {
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && this.#isMarked(pid));
  }

  #isMarked(pid: string): boolean {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${MARK}=${this.#mark}`);
    } catch {
      return false; // ended meanwhile, or somebody else's
    }
  }
}

const it = base.extend<{ readonly place: Place }>({
  // Vitest reads what a fixture needs from this pattern.
  place: async ({}, use) => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-demo-fails-'));
    await use(new Place(dir));
    await rm(dir, { recursive: true, force: true });
  },
});

describe.concurrent('a demo that cannot start', () => {
  it.for([
    ['keyring', 'gnome-keyring-daemon', 'gnome-keyring does not answer: it said nothing'],
    ['display', 'Xvfb', 'Xvfb did not start: it said nothing'],
  ] as const)('because its %s hangs does not hang itself', async ([, program, reason], { place, expect }) => {
    // What it starts itself would hold the pipes open.
    const result = await place.tour(await place.shim(program, 'sleep 1000 & sleep 1000'));

    await place.hasFailed(result, `demo: ${reason}`, expect);
  });

  it.for([
    ['keyring', 'gnome-keyring-daemon', 'gnome-keyring does not answer: out of order'],
    ['bus', 'dbus-daemon', 'dbus-daemon did not start: out of order'],
    ['display', 'Xvfb', 'Xvfb did not start: out of order'],
  ] as const)(
    'for want of a %s says why, ends with 1 and leaves nothing',
    async ([, program, reason], { place, expect }) => {
      const result = await place.tour(await place.shim(program, 'echo out of order >&2; exit 3'));

      await place.hasFailed(result, `demo: ${reason}`, expect);
    },
  );

  it('for want of its bank says why, ends with 1 and leaves nothing, on a tour', async ({
    place,
    expect,
  }) => {
    const env = await withoutBank(place);
    const result = await place.tour(env);

    await place.hasFailed(result, noBank(place), expect);
  });

  it('for want of its bank says why, ends with 1 and leaves nothing, in a window', async ({
    place,
    expect,
  }) => {
    const env = await withoutBank(place);
    const session = await startSession({ keyring: 'unlocked', display: 'own' });
    const result = await place.demo([], { ...session.env, ...env });
    await session.stop();

    await place.hasFailed(result, noBank(place), expect);
  });

  it('because its profile is damaged says so on the terminal, before anything starts', async ({
    place,
    expect,
  }) => {
    await mkdir(place.profile);
    const file = path.join(place.profile, 'profile.json');
    await writeFile(file, 'torn');

    const result = await place.tour({ KLYUCHNIK_PROFILE_DIR: place.profile });

    await place.hasFailed(result, `demo: a file of the profile is damaged: ${file}`, expect);
  });
});

async function withoutBank(place: Place): Promise<NodeJS.ProcessEnv> {
  await mkdir(place.profile);
  await writeFile(path.join(place.profile, 'training-bank.json'), 'no memory of a bank');
  return { KLYUCHNIK_PROFILE_DIR: place.profile };
}

function noBank({ profile }: Place): string {
  return `the demo cannot start: Error: the training bank's state file cannot be read: ${profile}`;
}
