import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { ChildLink } from '../../main/keychain/child-link.ts';

/** A keychain process under plain Node, and what a test may do to it from outside. */
export interface NodeChild extends ChildLink {
  readonly pid: number | undefined;
}

/** Starts the keychain process in the session that `env` describes; `entry` is relative to this folder. */
export function spawnNodeKeychain(
  env: NodeJS.ProcessEnv,
  entry = '../../main/keychain/keychain-process.ts',
): NodeChild {
  const child = fork(fileURLToPath(new URL(entry, import.meta.url)), [], {
    env,
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid,
    send: (message) => {
      // A process that has just died is told of by its exit, not by an error here.
      child.send(message as object, () => {}); // any structured-clone value; the type of Node is narrower
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
