import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BackgroundProcess, ProcessUser } from './session/background-process.ts';
import { isMain } from './is-main.ts';
import { startKeyring } from './session/keyring.ts';
import type { Keyring } from './session/keyring.ts';
import { needsOwnKeyring, startBus } from './session/session-bus.ts';
import { makeSessionDirs, sessionEnv } from './session/session-env.ts';
import type { SessionEnv } from './session/session-env.ts';
import { startDisplay } from './session/x-display.ts';

/**
 * What the session's keychain is like: open; locked with no dialog possible; no secret service on the bus at all;
 * locked with a dialog that appears on the display and that nobody answers.
 */
export const keyringModes = ['unlocked', 'locked', 'none', 'prompting'] as const;
export type KeyringMode = (typeof keyringModes)[number];

export type SessionOptions = {
  readonly keyring: KeyringMode;
  /** `any` (as if left out) takes $DISPLAY when there is one; `own` always starts an Xvfb; `none` gives no display. */
  readonly display?: 'any' | 'own' | 'none';
  /** Gives it a system bus of its own too, with nobody on it. */
  readonly hasSystemBus?: boolean;
  /** Runs bus and keyring as this ordinary user, and gives him the display. Only root can. */
  readonly user?: ProcessUser;
  /** `stop` (as if left out) ends the session on SIGINT and SIGTERM; `ignore` leaves them to the caller. */
  readonly onSignals?: 'stop' | 'ignore';
};

/** A desktop session of our own: nothing in it touches the person's keyring, settings or profile. */
export type Session = {
  /** The whole environment for programs in this session. */
  readonly env: NodeJS.ProcessEnv;
  /** HOME of the session; removed with it. */
  readonly homeDir: string;
  /** Null in the mode `none`. */
  readonly keyring: Keyring | null;
  /** Ends everything started and removes its files. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts a session with its own bus, keyring and, where needed, display.
 *
 * Effects: starts up to four helper processes and a temporary folder, all gone after `stop()`, at the end of this
 * process, and on SIGINT and SIGTERM. Programs started in the session are the caller's to end first.
 * Errors: rejects when a helper does not start; then nothing stays behind.
 */
export async function startSession(options: SessionOptions): Promise<Session> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-session-'));
  const helpers: BackgroundProcess[] = [];
  const forget = stopAtExit(dir, helpers, options.onSignals === 'ignore' ? [] : ['SIGINT', 'SIGTERM']);
  const stop = async (): Promise<void> => {
    for (const helper of helpers.toReversed()) await helper.stop();
    // A program that was killed may write for a moment more.
    await rm(dir, { recursive: true, force: true, maxRetries: 10 });
    forget();
  };
  try {
    const env = { ...sessionEnv(dir, options.user), ...(await displayEnv(dir, options, helpers)) };
    await makeSessionDirs(dir, options.user);
    const hasPrompter = options.keyring === 'prompting';
    const bus = await startBus(env.XDG_RUNTIME_DIR, { env, user: options.user, hasPrompter });
    helpers.push(bus.daemon);
    const system = options.hasSystemBus === true ? await systemBusEnv(env, options, helpers) : {};
    const busEnv = { ...env, ...system, DBUS_SESSION_BUS_ADDRESS: bus.address };
    const keyring = options.keyring === 'none' ? null : await addKeyring(busEnv, options, helpers);
    return { env: busEnv, homeDir: env.HOME, keyring, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function addKeyring(
  env: SessionEnv,
  { keyring: mode, user }: SessionOptions,
  helpers: BackgroundProcess[],
): Promise<Keyring> {
  const keyring = await startKeyring({ env, runtimeDir: env.XDG_RUNTIME_DIR, user });
  helpers.push(keyring.daemon);
  if (mode !== 'unlocked') await keyring.lock();
  return keyring;
}

async function systemBusEnv(
  env: SessionEnv,
  { user }: SessionOptions,
  helpers: BackgroundProcess[],
): Promise<NodeJS.ProcessEnv> {
  const dir = path.join(env.XDG_RUNTIME_DIR, 'system');
  await mkdir(dir, { mode: 0o755 });
  const bus = await startBus(dir, { env, user, hasPrompter: false });
  helpers.push(bus.daemon);
  return { DBUS_SYSTEM_BUS_ADDRESS: bus.address };
}

async function displayEnv(
  dir: string,
  { display = 'any', user }: SessionOptions,
  helpers: BackgroundProcess[],
): Promise<NodeJS.ProcessEnv> {
  if (display === 'none') return {};
  const { DISPLAY, XAUTHORITY } = process.env;
  // Another user cannot read this one's cookie, so he gets a display of his own.
  if (display === 'any' && DISPLAY !== undefined && DISPLAY !== '' && user === undefined) {
    const usual = XAUTHORITY ?? path.join(os.homedir(), '.Xauthority');
    return { DISPLAY, XAUTHORITY: usual };
  }
  const own = await startDisplay(dir, user);
  helpers.push(own.server);
  return own.env;
}

/** Cleans up when this process ends before `stop()` was called. Returns how to call it off. */
function stopAtExit(
  dir: string,
  helpers: readonly BackgroundProcess[],
  signals: readonly NodeJS.Signals[],
): () => void {
  const cleanUp = (): void => {
    for (const helper of helpers) helper.killNow();
    rmSync(dir, { recursive: true, force: true });
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    cleanUp();
    forget();
    // With our listener gone the signal has its usual effect, unless another part of the process handles it too.
    process.kill(process.pid, signal);
  };
  const forget = (): void => {
    process.off('exit', cleanUp);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', cleanUp);
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
}

export type RunOptions = {
  /** Left out: the desktop's own bus and keyring when both are there, else own ones, unlocked. */
  readonly keyring?: KeyringMode | undefined;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
};

/**
 * Runs a command with display, bus and keyring, and returns its exit code (128 + the number of the signal that ended
 * it).
 *
 * Effects: SIGINT and SIGTERM are passed on to the command; what was started for it ends after it.
 */
export async function runInSession(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const isDesktop = options.keyring === undefined && process.env['DISPLAY'] && !(await needsOwnKeyring());
  if (isDesktop) return runToEnd(command, args, { ...options, env: { ...process.env, ...options.env } });
  // The command hears the signal and ends first; its bus and keyring stay until then.
  const session = await startSession({ keyring: options.keyring ?? 'unlocked', onSignals: 'ignore' });
  try {
    return await runToEnd(command, args, { ...options, env: { ...session.env, ...options.env } });
  } finally {
    await session.stop();
  }
}

/** Runs a command on this terminal, passes SIGINT and SIGTERM on to it, and returns its exit code as a shell would. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  { env, cwd }: RunOptions,
): Promise<number> {
  // Before the command runs: it may send a signal at once. The handler itself runs only after this turn, when there is
  // a child.
  const pass = (signal: NodeJS.Signals): void => void child?.kill(signal);
  let child: ChildProcess | null = null;
  process.on('SIGINT', pass).on('SIGTERM', pass);
  try {
    child = spawn(command, args, { env, cwd, stdio: 'inherit' });
    const [code, signal]: unknown[] = await once(child, 'exit');
    if (typeof code === 'number') return code;
    return 128 + (os.constants.signals[signal as NodeJS.Signals] ?? 0);
  } finally {
    process.off('SIGINT', pass).off('SIGTERM', pass);
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const split = argv.indexOf('--');
  const [command, ...args] = split < 0 ? [] : argv.slice(split + 1);
  const wanted = argv.slice(0, Math.max(split, 0)).map((text) => /^--keyring=(.*)$/.exec(text)?.[1]);
  const keyring = keyringModes.find((mode) => mode === wanted[0]);
  if (command === undefined || wanted.length > 1 || (wanted.length === 1 && keyring === undefined)) {
    process.stderr.write(
      `usage: tsx scripts/session.ts [--keyring=${keyringModes.join('|')}] -- command …\n`,
    );
    return 64;
  }
  return runInSession(command, args, { keyring });
}

if (isMain(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
