import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronRuntime } from './electron-runtime.ts';
import { runCommand } from '../run-command.ts';

/** How to start the app: spawn `command` with `args` and `env`. */
export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
};

/**
 * Returns how to start the app of `projectDir` on that Electron. Chromium's sandbox is off for root alone, because it
 * cannot work there; an ordinary user always has it.
 *
 * Errors: rejects when this user can have no sandbox, with the command that mends it.
 */
export async function prepareLaunch(
  electron: ElectronRuntime,
  projectDir: string,
  appArgs: readonly string[],
): Promise<Launch> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) await checkSandbox(electron);
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electron.distDir };
  const args = [...(isRoot ? ['--no-sandbox'] : []), projectDir, ...appArgs];
  return { command: electron.executable, args, env };
}

// Chromium takes a set-uid helper, or user namespaces where the kernel lets everyone make them (not on Ubuntu 24.04).
async function checkSandbox({ distDir }: ElectronRuntime): Promise<void> {
  if (process.platform !== 'linux') return;
  const helper = path.join(distDir, 'chrome-sandbox');
  const { uid, mode } = await stat(helper);
  if (uid === 0 && (mode & 0o4111) === 0o4111) return;
  const { code } = await runCommand('unshare', ['--user', '--map-root-user', 'true']);
  if (code === 0) return;
  throw new Error(
    `Chromium's sandbox cannot work for this user. Run:\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
  );
}
