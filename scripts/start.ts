import path from 'node:path';
import { buildBundlesIfOld } from './build-bundles.ts';
import { resolveElectron } from './electron/electron-runtime.ts';
import { isMain } from './is-main.ts';
import { prepareLaunch } from './electron/launch-electron.ts';
import { runToEnd } from './session.ts';
import { ensureSystemPackages, windowNeeds } from './session/system-packages.ts';

/** Builds the app if needed, opens it on this desktop and returns its exit code. `appArgs` go to the app. */
async function start(appArgs: readonly string[]): Promise<number> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    throw new Error('There is no display here. `npm run demo` brings its own.');
  }
  await ensureSystemPackages(windowNeeds);
  const electron = await resolveElectron();
  const projectDir = path.resolve(import.meta.dirname, '..');
  await buildBundlesIfOld(projectDir);
  const { command, args, env } = await prepareLaunch(electron, projectDir, appArgs);
  return runToEnd(command, args, { env });
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await start(process.argv.slice(2).filter((argument) => argument !== '--'));
  } catch (error) {
    process.stderr.write(`start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
