// Entry of the vault process: all that holds a secret lives here and in the keychain process, and ends with the lock.
import type { MessagePortMain } from 'electron';
import { composeApp, type App } from './compose.ts';
import type { ShellCalls, VaultCalls } from './edges/link/calls.ts';
import { linkOver } from './edges/link/link.ts';
import { isVaultMessage, type Port, type VaultMessage } from './edges/link/vault-messages.ts';
import { moveClock } from './edges/system/move-clock.ts';
import { printMarks } from './edges/system/print-marks.ts';

process.umask(0o077);

let app: App | null = null;

/** What the process of the windows may call: at first only `start`, then all that it has made. */
const own: Partial<VaultCalls> = {
  start: (facts) => {
    performance.mark('asked to start');
    app = composeApp(shell, facts);
    performance.mark('composed');
    Object.assign(own, app.calls);
  },
};

if (__DEVELOPMENT__) own.moveClock = moveClock;
if (__DEVELOPMENT__ && process.env['KLYUCHNIK_MARKS'] !== undefined) printMarks('vault');
performance.mark('code evaluated');

const { remote: shell } = linkOver<ShellCalls>(
  {
    post: (message) => process.parentPort.postMessage(message),
    onMessage: (listener) =>
      process.parentPort.on('message', ({ data, ports: [port] }) => {
        const message: unknown = data;
        if (isVaultMessage(message)) take(message, port);
        else listener(message);
      }),
  },
  own,
);

function take(message: VaultMessage, port: MessagePortMain | undefined): void {
  if (app === null) return;
  if (message.kind === 'keychain-gone') app.keychains.gone(message.id);
  else if (port === undefined) return;
  else if (message.kind === 'keychain-port') app.keychains.connect(message.id, portOf(port));
  else app.prompt.connect(portOf(port));
}

function portOf(port: MessagePortMain): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
  };
}
