import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** Whom a process runs as. Only root may name another user. */
export type ProcessUser = { readonly uid: number; readonly gid: number };

export type BackgroundOptions = {
  readonly env: NodeJS.ProcessEnv;
  readonly user?: ProcessUser | undefined;
  /** Written to its input, which is then closed. */
  readonly input?: string;
};

/** A helper process that lives as long as this one at most. */
export type BackgroundProcess = {
  readonly pid: number;
  /** Its descriptor 3, for programs that report there when they are ready. */
  readonly reports: Readable;
  /** Resolves when it has ended, however it ended. */
  readonly ended: Promise<void>;
  /** The end of what it wrote to stderr. */
  readonly lastWords: () => string;
  readonly stop: () => Promise<void>;
  /** Ends it at once, without waiting. For the last moment of this process. */
  readonly killNow: () => void;
};

/** How long a helper may take to end by itself. Source: our choice; Xvfb and dbus-daemon need milliseconds. */
const stopGraceMs = 5_000;

/** How long a helper may take to start. Units: ms. Own choice: it takes a tenth of a second on an idle machine. */
export const START_WITHIN_MS = 60_000;

/**
 * Starts a helper process that the kernel ends when this process dies, even by SIGKILL.
 *
 * Errors: throws when the command is not there (before anything was started).
 * Source: prctl(2) PR_SET_PDEATHSIG, through setpriv(1) of util-linux.
 */
export async function startInBackground(
  command: string,
  args: readonly string[],
  options: BackgroundOptions,
): Promise<BackgroundProcess> {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
    env: options.env,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    // Ctrl-C in the terminal goes to the whole process group: helpers end when they are told to, after the app.
    detached: true,
    ...(options.user ?? {}),
  });
  // Rejects with the reason when it cannot be started.
  await once(child, 'spawn');
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  const ended = once(child, 'exit').then(() => undefined);
  const reports = child.stdio[3];
  if (child.pid === undefined || reports === null || reports === undefined || !('setEncoding' in reports)) {
    throw new Error(`${command} was started without a process id or pipe`);
  }
  return {
    pid: child.pid,
    reports,
    ended,
    lastWords: () => said.trim(),
    stop: () => stopChild(child, ended),
    killNow: () => killGroup(child, 'SIGKILL'),
  };
}

/**
 * Returns the first line a helper reports on descriptor 3. A helper that reports nothing is ended.
 *
 * Units: `withinMs` milliseconds.
 * Errors: rejects with its last words when it ends without a report, or does not report in time.
 */
export async function firstReport(
  command: string,
  helper: BackgroundProcess,
  withinMs: number = START_WITHIN_MS,
): Promise<string> {
  const tooLate = setTimeout(() => helper.killNow(), withinMs);
  try {
    let text = '';
    helper.reports.setEncoding('utf8');
    for await (const part of helper.reports) {
      text += String(part);
      const end = text.indexOf('\n');
      if (end >= 0) return text.slice(0, end);
    }
  } finally {
    clearTimeout(tooLate);
  }
  await helper.stop();
  throw new Error(`${command} did not start: ${helper.lastWords() || 'it said nothing'}`);
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    killGroup(child, 'SIGTERM');
    const timer = setTimeout(() => killGroup(child, 'SIGKILL'), stopGraceMs);
    await ended;
    clearTimeout(timer);
  }
  // What it had started itself, and the pipes that this would hold open.
  killGroup(child, 'SIGKILL');
  for (const stream of child.stdio) stream?.destroy();
}

/** A helper leads a process group of its own, which holds what it starts. */
function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of it is left.
  }
}
