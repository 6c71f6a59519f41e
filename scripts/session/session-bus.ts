import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { firstReport, startInBackground } from './background-process.ts';
import type { BackgroundProcess, ProcessUser } from './background-process.ts';
import { runCommand } from '../run-command.ts';

/** A session bus of our own. `address` goes into DBUS_SESSION_BUS_ADDRESS. */
export type SessionBus = { readonly daemon: BackgroundProcess; readonly address: string };

/** Where Debian's packages put the services a bus can start. Source: gcr's and gnome-keyring's file lists. */
const systemServices = '/usr/share/dbus-1/services';

/** What draws the "unlock the keyring" dialog. Source: package gcr. */
const prompterServices = [
  'org.gnome.keyring.SystemPrompter.service',
  'org.gnome.keyring.PrivatePrompter.service',
];

/**
 * Starts a session bus in `dir` that starts no services by itself, but the keyring's dialog when `hasPrompter`.
 *
 * Errors: rejects with the daemon's words when it does not start.
 */
export async function startBus(
  dir: string,
  options: {
    readonly env: NodeJS.ProcessEnv;
    readonly user?: ProcessUser | undefined;
    readonly hasPrompter: boolean;
  },
): Promise<SessionBus> {
  const services = path.join(dir, 'services');
  await mkdir(services, { mode: 0o755 });
  if (options.hasPrompter) {
    for (const name of prompterServices)
      await copyFile(path.join(systemServices, name), path.join(services, name));
  }
  const config = path.join(dir, 'bus.conf');
  await writeFile(config, busConfig(path.join(dir, 'bus'), services));
  const args = ['--nofork', '--nopidfile', '--nosyslog', '--print-address=3', `--config-file=${config}`];
  const daemon = await startInBackground('dbus-daemon', args, options);
  return { daemon, address: await firstReport('dbus-daemon', daemon) };
}

// The policy is that of /usr/share/dbus-1/session.conf: everything is allowed among the programs of one user.
function busConfig(socket: string, services: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

/** Returns true when no session bus answers, so that one of our own has to be started. Never throws. */
export async function needsOwnBus(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  return !(await busAnswers(env, 'GetId'));
}

/**
 * Returns true when the session has no secret service, neither running nor one that the bus would start. Never throws.
 * Source: D-Bus specification, org.freedesktop.DBus.ListActivatableNames; Secret Service API, the name.
 */
export async function needsOwnKeyring(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const name = /"org\.freedesktop\.secrets"/;
  for (const method of ['ListNames', 'ListActivatableNames']) {
    if (name.test((await busAnswers(env, method)) || '')) return false;
  }
  return true;
}

async function busAnswers(env: NodeJS.ProcessEnv, method: string): Promise<string | false> {
  // Without an address libdbus would start a bus by itself through dbus-launch, so the default socket is named.
  const runtimeDir = env['XDG_RUNTIME_DIR'];
  const address =
    env['DBUS_SESSION_BUS_ADDRESS'] ?? (runtimeDir === undefined ? '' : `unix:path=${runtimeDir}/bus`);
  if (address === '') return false;
  const target = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  try {
    const answer = await runCommand('dbus-send', [...target, `org.freedesktop.DBus.${method}`], {
      env: { ...env, DBUS_SESSION_BUS_ADDRESS: address },
      timeoutMs: 5_000,
    });
    return answer.code === 0 ? answer.stdout : false;
  } catch {
    // No dbus-send, no bus.
    return false;
  }
}
