import { fork } from 'node:child_process';

import type { ChildLink } from '../../main/edges/keychain/child-link.ts';

/** Starts the built keychain process under plain Node, in the session that `env` describes. */
export function spawnNodeKeychain(modulePath: string, env: NodeJS.ProcessEnv): ChildLink {
  const child = fork(modulePath, [], {
    env,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    send: (message) => {
      // Node's type is narrower than structured clone. That the process has just died is told by its exit.
      child.send(message as object, () => {});
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
