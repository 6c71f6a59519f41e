import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommand } from '../../scripts/run-command.ts';
import { needsOwnBus, needsOwnKeyring } from '../../scripts/session/session-bus.ts';
import { runToEnd, startSession } from '../../scripts/session.ts';
import type { Session, SessionOptions } from '../../scripts/session.ts';

const nobody = { uid: 65534, gid: 65534 };

async function start(options: SessionOptions): Promise<Session> {
  const session = await startSession(options);
  onTestFinished(() => session.stop());
  return session;
}

const inside = { display: 'none' } as const;

function storeSecret(session: Session, user?: { readonly uid: number; readonly gid: number }) {
  const args = ['store', '--label=test', 'purpose', 'runtime-test'];
  return runCommand('secret-tool', args, { env: session.env, input: 'value', ...(user ? { user } : {}) });
}

function lookUpSecret(session: Session, user?: { readonly uid: number; readonly gid: number }) {
  const args = ['lookup', 'purpose', 'runtime-test'];
  return runCommand('secret-tool', args, { env: session.env, ...(user ? { user } : {}) });
}

describe('startSession', () => {
  it('gives an unlocked keyring that stores a secret and finds it', async () => {
    const session = await start({ keyring: 'unlocked', ...inside });

    expect((await storeSecret(session)).code).toBe(0);
    expect((await lookUpSecret(session)).stdout).toBe('value');
  });

  it('gives a keyring that refuses to store while it is locked, and stores after unlock', async () => {
    const session = await start({ keyring: 'locked', ...inside });

    expect((await storeSecret(session)).stderr).toContain('locked');
    await session.keyring?.unlock();
    expect((await storeSecret(session)).code).toBe(0);
    await session.keyring?.lock();
    expect((await lookUpSecret(session)).stdout).toBe('');
    await session.keyring?.unlock();
    expect((await lookUpSecret(session)).stdout).toBe('value');
  });

  it('gives a bus without any secret service in the mode none', async () => {
    const session = await start({ keyring: 'none', ...inside });

    expect(session.keyring).toBeNull();
    expect((await storeSecret(session)).stderr).toContain('org.freedesktop.secrets');
    expect(await needsOwnBus(session.env)).toBe(false);
    expect(await needsOwnKeyring(session.env)).toBe(true);
  });

  it('opens a dialog that keeps the caller waiting in the mode prompting', async () => {
    const session = await start({ keyring: 'prompting', display: 'own' });
    const caller = spawn('secret-tool', ['store', '--label=test', 'purpose', 'prompt'], {
      env: session.env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    caller.stdin.end('value');
    const ended = once(caller, 'exit');

    await expect.poll(() => prompterRuns(session), { interval: 50 }).toBe(true);

    expect(caller.exitCode).toBeNull();
    caller.kill();
    await ended;
  });

  it("has its own home, so that nothing reaches the person's files", async () => {
    const session = await start({ keyring: 'none', ...inside });

    for (const name of ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR']) {
      expect(session.env[name]).toContain(path.dirname(session.homeDir));
    }
  });

  it('removes its folder and ends its processes on stop, twice without harm', async () => {
    const session = await startSession({ keyring: 'unlocked', display: 'own' });
    const pid = session.keyring?.daemon.pid ?? 0;

    await session.stop();
    await session.stop();

    expect(existsSync(path.dirname(session.homeDir))).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(await needsOwnBus(session.env)).toBe(true);
  });

  it('serves an ordinary user when root asks for it', async () => {
    // Elsewhere than in CI this user is the ordinary one, and there is nobody to become.
    const user = process.getuid?.() === 0 ? { user: nobody } : {};
    const session = await start({ keyring: 'locked', ...inside, ...user });

    await session.keyring?.unlock();

    expect((await storeSecret(session, user.user)).code).toBe(0);
    expect((await lookUpSecret(session, user.user)).stdout).toBe('value');
  });
});

async function prompterRuns(session: Session): Promise<boolean> {
  const target = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const { stdout } = await runCommand(
    'dbus-send',
    [...target, 'org.freedesktop.DBus.NameHasOwner', 'string:org.gnome.keyring.SystemPrompter'],
    { env: session.env },
  );
  return stdout.includes('boolean true');
}

describe('needsOwnBus and needsOwnKeyring', () => {
  it('are true when no address is known and when nothing listens there', async () => {
    const nowhere = { PATH: process.env['PATH'], DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

    expect(await needsOwnBus({ PATH: process.env['PATH'] })).toBe(true);
    expect(await needsOwnBus(nowhere)).toBe(true);
    expect(await needsOwnKeyring(nowhere)).toBe(true);
  });

  it('are false in a session that has both', async () => {
    const session = await start({ keyring: 'unlocked', ...inside });

    expect(await needsOwnBus(session.env)).toBe(false);
    expect(await needsOwnKeyring(session.env)).toBe(false);
  });
});

describe('the session command', () => {
  const program = path.resolve(import.meta.dirname, '../../scripts/session.ts');
  const run = (...args: readonly string[]) =>
    runCommand(process.execPath, ['--import', 'tsx', program, ...args], { cwd: import.meta.dirname });

  it('passes on the exit code of the command and gives it a display', async () => {
    const { code, stdout } = await run('--keyring=none', '--', 'sh', '-c', 'echo "display $DISPLAY"; exit 7');

    expect(code).toBe(7);
    expect(stdout).toMatch(/display :\d+/);
  });

  it('lets the command end by itself, with bus and keyring still there, when it is told to stop', async () => {
    const script = [
      'trap "printf v | secret-tool store --label=l k v && echo stored; exit 3" TERM',
      'kill -TERM $PPID',
      'while kill -0 $PPID; do sleep 0.05; done',
    ].join('\n');

    const { code, stdout } = await run('--keyring=unlocked', '--', 'sh', '-c', script);

    expect(stdout).toBe('stored\n');
    expect(code).toBe(3);
  });

  it('listens for signals before the command runs, which may send one at once', async () => {
    const listeners: number[] = [];
    // Read when the process is made.
    const env = {
      ...process.env,
      get LATE() {
        listeners.push(process.listenerCount('SIGTERM'), process.listenerCount('SIGINT'));
        return '';
      },
    };
    const before = [process.listenerCount('SIGTERM') + 1, process.listenerCount('SIGINT') + 1];

    await runToEnd('true', [], { env });

    expect(listeners).toEqual(before);
  });

  it.each([[['--keyring=open', '--', 'true']], [['--keyring=none']], [['--display', '--', 'true']]])(
    'refuses the arguments %j',
    async (args) => {
      expect((await run(...args)).code).toBe(64);
    },
  );
});
