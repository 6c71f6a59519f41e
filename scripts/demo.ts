import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openProfile } from '../main/edges/system/profile.ts';
import { TRAINING_PASSPHRASE } from '../main/domain/training/prepare-training.ts';
import { buildBundlesIfOld } from './build-bundles.ts';
import { resolveElectron } from './electron/electron-runtime.ts';
import { isMain } from './is-main.ts';
import { PROJECT_DIR } from './electron/launch-app.ts';
import { prepareLaunch } from './electron/launch-electron.ts';
import { needsOwnBus, needsOwnKeyring } from './session/session-bus.ts';
import { judgeChecks, SELF_CHECK, selfCheck } from './self-check/self-check.ts';
import { runInSession, startSession } from './session.ts';
import { ensureSystemPackages, sessionNeeds, windowNeeds } from './session/system-packages.ts';
import { isWhole, runTour } from './tour.ts';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * Opens the app on the prepared training company; without a display, or with `--tour DIR`, plays the scripted tour
 * under a display of its own. Returns the exit code: 0 only when every step held.
 */
async function demo(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv.filter((argument) => argument !== '--'),
    options: { tour: { type: 'string' } },
  });
  await ensureSystemPackages([...windowNeeds, ...sessionNeeds]);
  await resolveElectron();
  await buildBundlesIfOld(PROJECT_DIR);
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDisplay = process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
  if (hasDisplay && values.tour === undefined) return openWindow();
  return playTour(path.resolve(values.tour ?? path.join(PROJECT_DIR, 'tour')));
}

async function playTour(outDir: string): Promise<number> {
  const session = await startSession({ keyring: 'unlocked', display: 'own' });
  try {
    const profile = await profileFor(true);
    try {
      const electron = await resolveElectron();
      const { isFine, lines } = judgeChecks(electron, await selfCheck(electron, session.env));
      for (const line of lines) say(line);
      const steps = await runTour({ env: session.env, profileDir: profile.dir, outDir, say });
      say(`screenshots and tour.json are in ${outDir}`);
      return isWhole(steps) && isFine ? 0 : 1;
    } finally {
      await profile.remove();
    }
  } finally {
    await session.stop();
  }
}

/** A command that a signal ended has this and the number of the signal as its code. Source: bash(1), «EXIT STATUS». */
const FIRST_OF_SIGNALS = 128;

async function openWindow(): Promise<number> {
  const isTemporary = process.platform === 'linux' && ((await needsOwnBus()) || (await needsOwnKeyring()));
  const profile = await profileFor(isTemporary);
  say(
    `The director's passphrase in the training company is «${TRAINING_PASSPHRASE}». It is shown where it is asked for, too.`,
  );
  const { command, args, env } = await prepareLaunch(await resolveElectron(), PROJECT_DIR, []);
  try {
    // It only says what it found: a person sees in the window what works. A signal ends the whole demo.
    const code = await runInSession(process.execPath, ['--import', 'tsx', SELF_CHECK], { env });
    if (code >= FIRST_OF_SIGNALS) return code;
    return await runInSession(command, args, {
      env: { ...env, KLYUCHNIK_PROFILE_DIR: profile.dir, KLYUCHNIK_DEMO: '1' },
    });
  } finally {
    await profile.remove();
  }
}

/**
 * A profile lives as long as the keyring that holds its key: one that a temporary keyring serves is removed with it.
 */
async function profileFor(isTemporary: boolean): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const named = process.env['KLYUCHNIK_PROFILE_DIR'];
  if (named !== undefined) {
    const dir = path.resolve(named);
    // A damaged one is told here: the app would tell it in a window, which nobody sees on a tour.
    openProfile(dir);
    return { dir, remove: async () => undefined };
  }
  if (!isTemporary) return { dir: path.join(homedir(), '.klyuchnik-demo'), remove: async () => undefined };
  const dir = await mkdtemp(path.join(tmpdir(), 'klyuchnik-demo-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = await demo(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
