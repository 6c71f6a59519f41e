import { utilityProcess } from 'electron';

import type { ChildLink } from './child-link.ts';

/**
 * Starts the keychain process as an Electron utility process. `modulePath` is the built `keychain-process` file.
 * Effects: kills by SIGKILL where the process id is known, because a hung native call does not heed less.
 */
export function spawnElectronKeychain(modulePath: string): ChildLink {
  const child = utilityProcess.fork(modulePath, [], { serviceName: 'Klyuchnik keychain', stdio: 'ignore' });
  return {
    send: (message) => {
      child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      if (child.pid !== undefined) killAtOnce(child.pid);
      else child.once('spawn', () => killAtOnce(child.pid)); // too early: it has no id to be killed by yet
    },
  };
}

function killAtOnce(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago; its exit event is on the way.
  }
}
