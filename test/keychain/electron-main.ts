// Main of a windowless Electron app that tries the keychain in a real utility process and prints one JSON line.
import { join } from 'node:path';

import { app } from 'electron';

import { canaryFile } from '../../main/edges/keychain/canary-file.ts';
import type { ChildLink } from '../../main/edges/keychain/child-link.ts';
import { killUtility, startKeychainProcess } from '../../main/edges/windows/keychain-child.ts';
import { createKeychain } from '../../main/edges/keychain/keychain-client.ts';
import { Secret } from '../../main/ports/secret.ts';

const [keychainProcess = '', profileDir = ''] = process.argv.slice(-2);
app.setPath('userData', profileDir);
// Not awaited at top level: Electron is ready only after this module is loaded.
void app.whenReady().then(tryKeychain);

async function tryKeychain(): Promise<void> {
  const keychain = createKeychain({
    profileId: 'electron',
    platform: process.platform,
    spawnKeychainProcess: () => linkToNew(keychainProcess),
    canaryRecord: canaryFile(join(profileDir, 'keychain.json'), 'gnome-keyring'),
    itemLimit: 2560,
  });
  const value = Uint8Array.from({ length: 6000 }, (_, at) => at & 0xff);

  const health = await keychain.health();
  const written = await keychain.write('certificate-key:a', Secret.fromBytes(value));
  await keychain.lock();
  const read = await keychain.read('certificate-key:a');
  const isSame = read.state === 'ok' && Buffer.from(value).equals(read.secret.revealBytes());
  await keychain.lock();
  const cutOff = keychain.read('certificate-key:a');
  await keychain.lock(); // before the process has even started
  const ended = await cutOff;
  const processes = app
    .getAppMetrics()
    .filter(({ name, pid }) => name === 'Klyuchnik keychain' && isAlive(pid)).length;

  const states = [health.state, written.state, read.state, ended.state];
  process.stdout.write(`${JSON.stringify({ states, isSame, processes })}\n`);
  app.exit(0);
}

/** What the vault process has of it in the app: its port, and its end. */
function linkToNew(modulePath: string): ChildLink {
  const { process: child, port } = startKeychainProcess(modulePath);
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onExit: (listener) => void child.once('exit', listener),
    kill: () => killUtility(child),
  };
}

/** The list of Electron still holds a process for a moment after its end. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
