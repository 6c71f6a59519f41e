import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';

/** A keychain process, and the port over which it is asked: for the vault process, which alone speaks to it. */
export interface KeychainChild {
  readonly process: UtilityProcess;
  readonly port: MessagePortMain;
}

/** Starts the keychain process as an Electron utility process. `modulePath` is the built `keychain-process` file. */
export function startKeychainProcess(modulePath: string): KeychainChild {
  const process = utilityProcess.fork(modulePath, [], { serviceName: 'Klyuchnik keychain', stdio: 'ignore' });
  const { port1, port2 } = new MessageChannelMain();
  process.postMessage({ kind: 'port' }, [port1]);
  return { process, port: port2 };
}

/**
 * Ends a utility process at once. Effects: kills by SIGKILL where the process id is known, because a hung native call
 * does not heed less.
 */
export function killUtility(child: UtilityProcess): void {
  if (child.pid === undefined)
    child.once('spawn', () => killAtOnce(child.pid)); // too early: it has no id yet
  else killAtOnce(child.pid);
}

function killAtOnce(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago; its exit event is on the way.
  }
}
