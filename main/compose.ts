import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { EnvironmentView, SessionView } from '../contract/areas/session.ts';
import type { AppHandlers } from '../contract/contract.ts';
import { appHandlers } from './ipc/handlers.ts';
import { publisher, registerCalls } from './ipc/register.ts';
import { toErrorInfo } from './ipc/to-error-info.ts';
import { backendOf } from './keychain/backends.ts';
import { canaryFile } from './keychain/canary-file.ts';
import { spawnElectronKeychain } from './keychain/electron-child.ts';
import { createKeychain } from './keychain/keychain-client.ts';
import { KeychainHolder } from './keychain/keychain-holder.ts';
import type { Log, Publish } from './ports.ts';
import { Workplace } from './session/workplace.ts';
import type { OpenedVault } from './session/opened-vault.ts';
import { fileLog } from './system/file-log.ts';
import { systemIpAddresses } from './system/ip-addresses.ts';
import { openProfile, type Profile } from './system/profile.ts';
import { systemClock, systemTimers } from './system/system-clock.ts';
import { systemDigests, systemIds } from './system/system-ids.ts';
import { x509Reader } from './system/x509-reader.ts';
import { parseEnvironmentFile } from './tapi/environments.ts';
import { createTBank, type TBank } from './tapi/t-bank.ts';
import { loadSystemRoots } from './tapi/trust.ts';
import { prepareTraining } from './training/prepare-training.ts';
import { trainingBankHost } from './training-host.ts';
import { MAIN_HOST } from './windows/app-protocol.ts';
import { filePicker } from './windows/ask-files.ts';
import { openLink } from './windows/external-links.ts';
import { SecretWindow } from './windows/secret-window.ts';
import { backgroundFor, filePickerTexts, secretWindowTitle } from './windows/window-texts.ts';

/** What main.ts knows of the computer and the app. */
export interface Shell {
  readonly profileDir: string;
  /** Path of one more environment; development only. */
  readonly environmentFile: string | null;
  readonly keychainProcess: string;
  readonly secretPreload: string;
  readonly rendererDir: string;
  readonly language: SessionView['language'];
  readonly version: string;
  readonly window: () => BrowserWindow | null;
  readonly onSettings: (settings: Pick<SessionView, 'theme'>) => void;
}

/** The wired app. */
export interface App {
  readonly workplace: Workplace;
  readonly handlers: AppHandlers;
  readonly log: Log;
  /** Opens the vault, then goes on by itself. */
  open(): Promise<void>;
  /** Closes the file, ends the processes that held secrets, stops the training bank. */
  close(): Promise<void>;
}

/** Builds every object by hand and wires it: the one file that knows all parts. */
export function composeApp(shell: Shell): App {
  const profile = openProfile(shell.profileDir);
  const log = fileLog(profile.logFile, systemClock);
  const publish = publisher(shell.window, log);
  const bank = composeBank(log);
  const environments = addEnvironments(shell, bank);
  const trainingBank = trainingBankHost({ stateFile: profile.trainingStateFile, bank, now: systemClock.now });
  const texts = { language: () => workplace.settings.language, theme: () => workplace.settings.theme };
  const prompt = new SecretWindow({
    preload: shell.secretPreload,
    rendererDir: shell.rendererDir,
    parent: shell.window,
    look: () => ({
      language: texts.language(),
      theme: texts.theme(),
      backgroundColor: backgroundFor(texts.theme()),
    }),
    title: () => secretWindowTitle(texts.language()),
  });
  const keychain = composeKeychain(shell, profile, {
    prompt: () => prompt,
    onChange: () => workplace.changed(),
  });
  const workplace: Workplace = new Workplace({
    openVault: async () => {
      // Loaded while the keychain's process starts.
      const [open, { openVault }] = await Promise.all([keychain.open(), import('./open-vault.ts')]);
      return openVault({ file: profile.vaultFile, keychain: open, bank, trainingBank, prompt, publish, log });
    },
    lockKeychain: () => keychain.lock(),
    keychainView: () => keychain.view(),
    prompt,
    timers: systemTimers,
    publish: withSettings(publish, shell),
    log,
    toErrorInfo: (error) => toErrorInfo(error, log, 'open-vault'),
    defaultLanguage: shell.language,
    environments: () => environments,
    version: shell.version,
  });
  const handlers = appHandlers({
    workplace,
    prompt,
    files: filePicker(shell.window, () => filePickerTexts(texts.language())),
    keychain: () => keychain.keychain,
    reader: x509Reader,
    addresses: systemIpAddresses,
    bank,
    trainingBank,
    ids: systemIds,
    publish,
    cancelKeychainWait: () => keychain.cancelWait(),
    choosePassphraseFile: () => keychain.choosePassphraseFile(),
    prepareTraining: async (vault: OpenedVault, names) => {
      const parts = { ...vault.payments, keychain: keychain.keychain, certificates: vault.certificates };
      const preparing = {
        ...parts,
        addresses: systemIpAddresses,
        reader: x509Reader,
        digests: systemDigests,
      };
      return prepareTraining(preparing, await trainingBank.running(), names);
    },
    openLink,
  });
  registerCalls({ handlers, log, host: MAIN_HOST, window: shell.window });
  return {
    workplace,
    handlers,
    log,
    open: () => workplace.open(),
    close: async () => {
      prompt.close();
      await workplace.lock();
      await keychain.lock();
      // An opening under way has lost its keychain, or ends in a moment: then the file is closed as well.
      await workplace.whenOpened();
      await workplace.lock();
      await trainingBank.stop();
      await bank.close();
    },
  };
}

function composeBank(log: Log): TBank {
  return createTBank({
    clock: systemClock,
    timers: systemTimers,
    ids: systemIds,
    log,
    random: Math.random,
    systemRoots: loadSystemRoots,
  });
}

function composeKeychain(
  shell: Shell,
  profile: Profile,
  asking: Pick<ConstructorParameters<typeof KeychainHolder>[0], 'prompt' | 'onChange'>,
): KeychainHolder {
  const backend = backendOf(process.platform).name;
  const os = createKeychain({
    profileId: profile.profileId,
    platform: process.platform,
    spawnKeychainProcess: () => spawnElectronKeychain(shell.keychainProcess),
    canaryRecord: canaryFile(profile.keychainFile, backend),
  });
  const hasVault = () => existsSync(profile.vaultFile);
  return new KeychainHolder({ os, backend, passphraseFile: profile.passphraseFile, hasVault, ...asking });
}

/** The fixed environments, and the one of a development run. Errors: a file that is named and cannot be used stops the start. */
function addEnvironments({ environmentFile }: Shell, bank: TBank): EnvironmentView[] {
  const fixed: EnvironmentView[] = [
    { environment: 'production', kind: 'production' },
    { environment: 'sandbox', kind: 'sandbox' },
  ];
  if (environmentFile === null) return fixed;
  const parsed = parseEnvironmentFile(readFileSync(environmentFile, 'utf8'));
  if (parsed.kind === 'wrong') throw new Error(`${environmentFile}: ${parsed.reason}`);
  const { caFile, ...environment } = parsed.file;
  // Relative to the file that names it.
  const caPath = resolve(dirname(environmentFile), caFile);
  bank.registerEnvironment({ ...environment, caPem: readFileSync(caPath, 'utf8') });
  return [...fixed, { environment: environment.name, kind: 'other' }];
}

/** The window's frame follows the theme that a person chose. */
function withSettings(publish: Publish, shell: Shell): Publish {
  return (name, payload) => {
    if (name === 'session.changed' && 'theme' in payload) shell.onSettings({ theme: payload.theme });
    publish(name, payload);
  };
}
