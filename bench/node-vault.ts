import { fork } from 'node:child_process';
import path from 'node:path';
import { canaryFile } from '../main/edges/keychain/canary-file.ts';
import type { ChildLink } from '../main/edges/keychain/child-link.ts';
import { createKeychain } from '../main/edges/keychain/keychain-client.ts';
import type { CallKeychain, Keychain } from '../main/ports/keychain-ports.ts';
import { RecentSecrets } from '../main/edges/keychain/recent-secrets.ts';
import { spareKeyFile } from '../main/edges/keychain/spare-key-file.ts';
import { openVault } from '../main/open-vault.ts';
import type { Log } from '../main/ports/ports.ts';
import type { OpenedVault } from '../main/domain/session/opened-vault.ts';
import { openProfile } from '../main/edges/system/profile.ts';
import { systemClock, systemTimers } from '../main/edges/system/system-clock.ts';
import type { TBank } from '../main/edges/tapi/t-bank.ts';
import { trainingBankHost } from '../main/training-host.ts';

export interface NodeVaultOptions {
  /** The session whose keyring holds the secrets. */
  readonly env: NodeJS.ProcessEnv;
  readonly projectDir: string;
  readonly profileDir: string;
  readonly bank: TBank;
  readonly log: Log;
  /** Put before the OS keychain, to measure without it. */
  readonly wrapKeychain?: (keychain: Keychain) => Keychain;
}

/** The app's own vault in this process, without a window: the same store, keychain process and calls. */
export interface NodeVault {
  readonly vault: OpenedVault;
  readonly keychain: CallKeychain;
  close(): Promise<void>;
}

/** Opens the vault of a profile, or makes one. Errors: those of `openVault`. The bundles must have been built. */
export async function openNodeVault(options: NodeVaultOptions): Promise<NodeVault> {
  const { env, projectDir, bank, log } = options;
  const profile = openProfile(options.profileDir);
  const os = createKeychain({
    profileId: profile.profileId,
    platform: process.platform,
    spawnKeychainProcess: () => forkKeychain(path.join(projectDir, 'out/main/keychain-process.js'), env),
    canaryRecord: canaryFile(profile.keychainFile, 'bench'),
  });
  const keychain = new RecentSecrets(options.wrapKeychain?.(os) ?? os, systemTimers);
  const vault = await openVault({
    calm: () => Promise.resolve(),
    recordsWrong: () => undefined,
    program: 'bench',
    spareKeyPath: profile.spareKeyFile,
    file: profile.vaultFile,
    keychain,
    spareKey: spareKeyFile(profile.spareKeyFile),
    bank,
    trust: {
      stateRootSha256: '',
      readRoot: () => Promise.reject(new Error('no root is added in a benchmark')),
      hostsOf: () => [],
      setAdded: () => undefined,
      setPinned: () => undefined,
      hearAuthorities: () => undefined,
    },
    trainingBank: trainingBankHost({ stateFile: profile.trainingStateFile, bank, now: systemClock.now }),
    prompt: {
      ask: () => Promise.reject(new Error('nobody is asked in a benchmark')),
      strengthOf: () => Promise.resolve(4),
    },
    publish: () => undefined,
    onProgress: () => undefined,
    putBack: () => undefined,
    noticesChanged: () => undefined,
    announce: () => undefined,
    announceOrders: () => undefined,
    log,
  });
  const close = async (): Promise<void> => {
    await vault.close();
    await keychain.lock();
  };
  return { vault, keychain, close };
}

function forkKeychain(modulePath: string, env: NodeJS.ProcessEnv): ChildLink {
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
  const child = fork(modulePath, [], { env, execArgv: [], serialization: 'advanced', stdio: [...stdio] });
  return {
    send: (message) => {
      // Node's type is narrower than structured clone. That the process has just died is told by its exit.
      child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
