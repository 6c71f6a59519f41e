import { spawn } from 'node:child_process';

/** What a finished command left. `code` is null when a signal ended it or the deadline passed. */
export type CommandResult = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly isTimedOut: boolean;
};

export type CommandOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Shows the output to the person (on stderr) instead of only collecting it. */
  readonly isShown?: boolean;
};

/**
 * Runs a command to its end and collects what it said.
 *
 * Units: `timeoutMs` milliseconds; the command is killed when it passes.
 * Errors: rejects only when the command cannot be started at all.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: 'pipe',
      ...(options.user ?? {}),
    });
    let stdout = '';
    let stderr = '';
    let isTimedOut = false;
    const timer = setTimeout(
      () => {
        isTimedOut = true;
        child.kill('SIGKILL');
      },
      options.timeoutMs ?? 2 ** 31 - 1,
    );
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (options.isShown === true) process.stderr.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (options.isShown === true) process.stderr.write(text);
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr, isTimedOut });
    });
    // A command that ends without reading its input closes the pipe: its exit code tells the story, not EPIPE.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/**
 * Runs a command that has to succeed and returns what it printed.
 *
 * Errors: rejects with the command's last words when it ends with another code than 0.
 */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const result = await runCommand(command, args, options);
  if (result.code === 0) return result.stdout;
  const reason = result.isTimedOut ? 'took too long' : `ended with ${String(result.code)}`;
  throw new Error(`${command} ${args[0] ?? ''} ${reason}: ${result.stderr.trim().slice(-2000)}`);
}
