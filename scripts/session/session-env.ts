import { chown, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ProcessUser } from './background-process.ts';

/** An environment that certainly names these folders. */
export type SessionEnv = NodeJS.ProcessEnv & { readonly HOME: string; readonly XDG_RUNTIME_DIR: string };

/** The desktop's variables that would lead a program out of the session. */
const desktopVariables = [
  'WAYLAND_DISPLAY',
  'DISPLAY',
  'XAUTHORITY',
  'SESSION_MANAGER',
  'DESKTOP_STARTUP_ID',
  'GNOME_KEYRING_CONTROL',
  'GNOME_KEYRING_PID',
  'SSH_AUTH_SOCK',
  'XDG_CURRENT_DESKTOP',
  'XDG_SESSION_TYPE',
];

/** Returns this process's environment with everything turned away from the person's desktop into folders in `dir`. */
export function sessionEnv(dir: string, user: ProcessUser | undefined): SessionEnv {
  const kept = Object.entries(process.env).filter(([name]) => !desktopVariables.includes(name));
  const home = path.join(dir, 'home');
  // The cache holds the Electron runtime, which a program in the session still has to find.
  const ownCache = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_RUNTIME_DIR: path.join(dir, 'run'),
    XDG_DATA_HOME: path.join(home, 'data'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_CACHE_HOME: user === undefined ? ownCache : path.join(home, 'cache'),
    // No accessibility bus is there to be waited for.
    NO_AT_BRIDGE: '1',
  };
}

/** Makes the folders that `sessionEnv` names, readable by the user of the session alone. */
export async function makeSessionDirs(dir: string, user: ProcessUser | undefined): Promise<void> {
  const inside = ['run', 'home', 'home/data', 'home/config', 'home/cache'].map((name) =>
    path.join(dir, name),
  );
  for (const name of inside) await mkdir(name, { mode: 0o700 });
  if (user !== undefined) {
    for (const name of [dir, ...inside]) await chown(name, user.uid, user.gid);
  }
}
