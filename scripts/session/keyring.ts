import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { START_WITHIN_MS, startInBackground } from './background-process.ts';
import type { BackgroundProcess, ProcessUser } from './background-process.ts';
import { runCommand, runOrThrow } from '../run-command.ts';

/** A gnome-keyring of our own, with its own files, password and bus. */
export type Keyring = {
  readonly daemon: BackgroundProcess;
  /** Locks the default collection, as the person does when leaving the desk. */
  readonly lock: () => Promise<void>;
  /** Unlocks it again with its password, as the person does at the dialog. */
  readonly unlock: () => Promise<void>;
};

type KeyringPlace = {
  readonly env: NodeJS.ProcessEnv;
  readonly runtimeDir: string;
  readonly user?: ProcessUser | undefined;
};

const service = '--dest=org.freedesktop.secrets';
const servicePath = '/org/freedesktop/secrets';
/** The collection that `--unlock` makes and that becomes the default one. Source: gnome-keyring 42, seen. */
const collectionPath = '/org/freedesktop/secrets/collection/login';

/** How often a condition is asked for. Source: our choice; each question costs a short process. */
const askAgainMs = 25;

/**
 * Starts an unlocked gnome-keyring on the bus named in `env`, with a password made up for this session.
 *
 * Errors: rejects with the daemon's words when it ends or does not answer; it is ended then.
 */
export async function startKeyring(place: KeyringPlace): Promise<Keyring> {
  const password = randomBytes(18).toString('base64url');
  const args = ['--foreground', '--unlock', '--components=secrets'];
  const daemon = await startInBackground('gnome-keyring-daemon', args, { ...place, input: password });
  const becomes = (wanted: boolean) => waitUntilLocked(wanted, place, daemon);
  try {
    await waitUntilExported(place, daemon);
    await becomes(false);
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  return {
    daemon,
    lock: async () => {
      await callService(place, 'org.freedesktop.Secret.Service.Lock', `array:objpath:${collectionPath}`);
      await becomes(true);
    },
    unlock: async () => {
      const control = path.join(place.runtimeDir, 'keyring', 'control');
      const program = path.join(import.meta.dirname, 'keyring-unlock.mjs');
      // A process of its own, because the daemon listens to its own user only; the password goes in by stdin.
      await runOrThrow(process.execPath, [program, control], { input: password, ...userOf(place) });
      await becomes(false);
    },
  };
}

async function callService(place: KeyringPlace, method: string, argument: string): Promise<void> {
  const args = ['--session', '--print-reply', service, servicePath, method, argument];
  await runOrThrow('dbus-send', args, { env: place.env, ...userOf(place) });
}

async function waitUntilLocked(
  wanted: boolean,
  place: KeyringPlace,
  daemon: BackgroundProcess,
): Promise<void> {
  const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked'];
  const answer = new RegExp(`boolean ${String(wanted)}\\b`);
  const isSo = async (): Promise<boolean> =>
    answer.test(await ask(place, 'org.freedesktop.DBus.Properties.Get', ...property));
  await waitUntil(isSo, daemon);
}

// The daemon owns its name before it is ready, and a property asked for in between ends it with a failed assertion
// (gnome-keyring 42, seen). Introspection is answered by the D-Bus library, without the code that fails.
async function waitUntilExported(place: KeyringPlace, daemon: BackgroundProcess): Promise<void> {
  const isExported = async (): Promise<boolean> =>
    (await ask(place, 'org.freedesktop.DBus.Introspectable.Introspect')).includes(
      'org.freedesktop.Secret.Collection',
    );
  await waitUntil(isExported, daemon);
}

async function ask(place: KeyringPlace, method: string, ...args: readonly string[]): Promise<string> {
  const question = ['--session', '--print-reply', service, collectionPath, method, ...args];
  return (await runCommand('dbus-send', question, { env: place.env, ...userOf(place) })).stdout;
}

async function waitUntil(isSo: () => Promise<boolean>, daemon: BackgroundProcess): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (!(await isSo())) {
    const isOver = await Promise.race([daemon.ended.then(() => true), pause(askAgainMs)]);
    if (isOver || Date.now() > deadline)
      throw new Error(`gnome-keyring does not answer: ${daemon.lastWords() || 'it said nothing'}`);
  }
}

function userOf(place: KeyringPlace): { readonly user?: ProcessUser } {
  return place.user === undefined ? {} : { user: place.user };
}

function pause(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms));
}
