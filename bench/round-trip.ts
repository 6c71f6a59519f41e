import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** As long as what a call asks of another process: an operation, a service, a name. Units: bytes. Own choice. */
const MESSAGE_BYTES = 100;

/** A second process that sends back what it gets. */
export interface RoundTrip {
  /** One message there and back. */
  make(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the process, linked as the keychain's is to the vault's where no window is. */
export async function startRoundTrip(): Promise<RoundTrip> {
  const child = fork(path.join(import.meta.dirname, 'echo-process.ts'), [], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const message = { bytes: new Uint8Array(MESSAGE_BYTES) };
  const make = (): Promise<void> =>
    new Promise((resolve) => {
      child.once('message', () => resolve());
      child.send(message);
    });
  await make();
  return {
    make,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
