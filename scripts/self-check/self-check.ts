import path from 'node:path';
import { z } from 'zod';
import { resolveElectron, type ElectronRuntime } from '../electron/electron-runtime.ts';
import { prepareLaunch } from '../electron/launch-electron.ts';
import { isMain } from '../is-main.ts';
import { runCommand, type CommandResult } from '../run-command.ts';

/** This file, to be started in a session. */
export const SELF_CHECK = import.meta.filename;

const Check = z.strictObject({ name: z.string(), isFine: z.boolean(), told: z.string() });

/** What was looked at, and what it said or why it failed. */
export type Check = z.infer<typeof Check>;

/** What has to be told of: a check that says nothing has failed. */
const IN_NODE = ['keychain', 'store', 'TLS', 'crypto'];
const IN_WINDOWS = ['windows', 'processes'];

/** Units: ms. Own choice: all take some seconds; a keychain whose prompt nobody answers takes for ever. */
const DEADLINE_MS = 90_000;

/**
 * Looks whether an Electron can carry the app: keychain, store, TLS and cryptography in its Node, windows and processes
 * in itself. `env`: the session with display, bus and keyring in which the app will run.
 * Effects: one item of the keychain and one temporary folder, both removed again. Errors: none but those of the start.
 */
export async function selfCheck(
  electron: ElectronRuntime,
  env: NodeJS.ProcessEnv,
  deadlineMs = DEADLINE_MS,
): Promise<readonly Check[]> {
  const script = path.join(import.meta.dirname, 'node-checks.ts');
  const inNode = await runCommand(electron.executable, ['--import', import.meta.resolve('tsx'), script], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: deadlineMs,
  });
  const window = await prepareLaunch(electron, path.join(import.meta.dirname, 'window'), []);
  const inWindows = await runCommand(window.command, window.args, {
    env: { ...window.env, ...env },
    timeoutMs: deadlineMs,
  });
  return [...checksOf(IN_NODE, inNode), ...checksOf(IN_WINDOWS, inWindows)];
}

function checksOf(names: readonly string[], { stdout, stderr, isTimedOut }: CommandResult): readonly Check[] {
  const told = stdout.split('\n').flatMap((line) => {
    const parsed = line.startsWith('{"name":') ? Check.safeParse(JSON.parse(line)) : null;
    return parsed?.success === true ? [parsed.data] : [];
  });
  const silence = isTimedOut ? 'it did not answer in time' : (stderr.trim().split('\n').at(-1) ?? '');
  return names.map((name) => told.find((one) => one.name === name) ?? { name, isFine: false, told: silence });
}

/** Returns the lines that a person reads, and whether all is well. */
export function judgeChecks(
  { version, source }: Pick<ElectronRuntime, 'version' | 'source'>,
  checks: readonly Check[],
): { readonly isFine: boolean; readonly lines: readonly string[] } {
  const isFine = checks.every((check) => check.isFine);
  const lines = checks.map(
    (one) => `self-check: ${one.isFine ? 'ok    ' : 'FAILED'} ${one.name}: ${one.told}`,
  );
  const ending = isFine ? 'carries the app' : 'does not carry the app as it is here';
  return { isFine, lines: [...lines, `self-check: Electron ${version} (${source}) ${ending}`] };
}

if (isMain(import.meta.url)) {
  const electron = await resolveElectron();
  const { isFine, lines } = judgeChecks(electron, await selfCheck(electron, process.env));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = isFine ? 0 : 1;
}
