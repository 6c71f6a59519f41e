import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { session, type BrowserWindow } from 'electron';
import type { EnvironmentView, SessionView } from '../contract/areas/session.ts';
import type { AppHandlers } from '../contract/contract.ts';
import type { Log, Publish } from './ports/ports.ts';
import type { Secret } from './ports/secret.ts';
import type { SecretPrompt } from './ports/secret-prompt-ports.ts';
import type { TakenIn } from './domain/requests/take-in.ts';
import type { RecoveryFiles } from './domain/organizations/recovery.ts';
import { askSpareKey } from './domain/session/spare-key.ts';
import type { BankTrust } from './domain/certificates/authority.ts';
import type { CertificateReader, RequestMaker } from './domain/certificates/certificates-ports.ts';
import { Reminders } from './domain/reminders/reminders.ts';
import { feedReminders } from './domain/session/feed-reminders.ts';
import { Workplace } from './domain/session/workplace.ts';
import type { OpenedVault } from './domain/session/opened-vault.ts';
import { prepareTraining, TRAINING_PASSPHRASE } from './domain/training/prepare-training.ts';
import type { SheetWriter } from './domain/inventory/sheets-ports.ts';
import { readChosenFiles, readDroppedFiles } from './edges/folders/opened-files.ts';
import { dropHandler } from './edges/ipc/certificates-handlers.ts';
import { signedDropHandler } from './edges/ipc/exchange-handlers.ts';
import { appHandlers, type HandlerParts } from './edges/ipc/handlers.ts';
import { ApprovalSession } from './edges/ipc/approval-session.ts';
import { publisher, registerApprovalCalls, registerCalls } from './edges/ipc/register.ts';
import { toErrorInfo } from './edges/ipc/to-error-info.ts';
import { backendOf } from './edges/keychain/backends.ts';
import { canaryFile } from './edges/keychain/canary-file.ts';
import { spawnElectronKeychain } from './edges/keychain/electron-child.ts';
import { createKeychain } from './edges/keychain/keychain-client.ts';
import { KeychainHolder } from './edges/keychain/keychain-holder.ts';
import { spareKeyFile } from './edges/keychain/spare-key-file.ts';
import { calendarFile } from './edges/system/calendar-file.ts';
import { dateIndexFile } from './edges/system/date-index-file.ts';
import { fileLog } from './edges/system/file-log.ts';
import { openProfile, type Profile } from './edges/system/profile.ts';
import { networkFacts } from './edges/system/network-facts.ts';
import { systemClock, systemTimers } from './edges/system/system-clock.ts';
import { systemDigests, systemIds } from './edges/system/system-ids.ts';
import { thisComputer } from './edges/system/this-computer.ts';
import { parseEnvironmentFile, PRODUCTION, SANDBOX } from './edges/tapi/environments.ts';
import { createTBank, type TBank } from './edges/tapi/t-bank.ts';
import { loadSystemRoots, RUSSIAN_TRUSTED_ROOT_SHA256 } from './edges/tapi/trust.ts';
import { trainingBankHost } from './training-host.ts';
import { APPROVAL_HOST, MAIN_HOST } from './edges/windows/app-protocol.ts';
import { ApprovalWindow } from './edges/windows/approval-window.ts';
import { certificateFiles } from './edges/windows/ask-files.ts';
import { arrivalSigns } from './edges/windows/arrival-signs.ts';
import { OnlineBankingWindow } from './edges/windows/online-banking-window.ts';
import { openLink } from './edges/windows/external-links.ts';
import { csvReader, writeCsv } from './edges/sheets/csv-file.ts';
import { fileSaver } from './edges/windows/file-saver.ts';
import { organizationFilePicker } from './edges/windows/organization-file-picker.ts';
import { pdfPrinter } from './edges/windows/pdf-printer.ts';
import { reminderSigns } from './edges/windows/reminder-signs.ts';
import { SecretWindow } from './edges/windows/secret-window.ts';
import { signedFilePicker } from './edges/windows/signed-file-picker.ts';
import { sheetPicker } from './edges/windows/sheet-picker.ts';
import {
  approvalWindowTitle,
  backgroundFor,
  onlineBankingWindowTitle,
  fileDialogTexts,
  organizationDialogTitles,
  secretWindowTitle,
  sheetDialogTexts,
  signedFileTexts,
} from './edges/windows/window-texts.ts';

/** What main.ts knows of the computer and the app. */
export interface Shell {
  readonly profileDir: string;
  /** Path of one more environment; development only. */
  readonly environmentFile: string | null;
  readonly keychainProcess: string;
  readonly secretPreload: string;
  readonly approvalPreload: string;
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
  /** The computer woke up: dates are looked at again. */
  wake(): void;
  /** Closes the file, ends the processes that held secrets, stops the training bank. */
  close(): Promise<void>;
}

/** Builds every object by hand and wires it: the one file that knows all parts. */
export function composeApp(shell: Shell): App {
  const profile = openProfile(shell.profileDir);
  const log = fileLog(profile.logFile, systemClock);
  const toWindow = publisher(shell.window, log);
  const signs = reminderSigns({
    window: shell.window,
    onProblem: (error) => log.error('tray-failed', error),
  });
  const file = dateIndexFile(profile.remindersFile);
  const reminders = new Reminders({ file, signs, clock: systemClock, timers: systemTimers, log });
  const noteChange = feedReminders(() => workplace, reminders, systemTimers);
  const publish: Publish = (name, payload) => {
    toWindow(name, payload);
    if (name === 'session.changed') noteChange('session');
    if (name === 'tokens.changed') noteChange('tokens');
  };
  const bank = composeBank(log);
  const trust = bankTrust(bank);
  const environments = addEnvironments(shell, bank);
  const trainingBank = trainingBankHost({ stateFile: profile.trainingStateFile, bank, now: systemClock.now });
  const texts = { language: () => workplace.settings.language, theme: () => workplace.settings.theme };
  const approvalWindow = new ApprovalWindow({
    preload: shell.approvalPreload,
    rendererDir: shell.rendererDir,
    parent: shell.window,
    backgroundColor: () => backgroundFor(texts.theme()),
    title: () => approvalWindowTitle(texts.language()),
  });
  const prompt = new SecretWindow({
    preload: shell.secretPreload,
    rendererDir: shell.rendererDir,
    // The passphrase is asked over the window that wants it.
    parent: () => approvalWindow.window ?? shell.window(),
    look: () => ({
      language: texts.language(),
      theme: texts.theme(),
      backgroundColor: backgroundFor(texts.theme()),
    }),
    title: () => secretWindowTitle(texts.language()),
    timers: systemTimers,
    strengthOf: lazyStrength(),
  });
  const keychain = composeKeychain(shell, profile, {
    prompt: () => prompt,
    onChange: () => workplace.changed(),
  });
  const spareKey = spareKeyFile(profile.spareKeyFile);
  const arrivals = arrivalSigns(shell.window);
  const announce = (taken: TakenIn) => {
    workplace.changed();
    arrivals.tell(taken, workplace.settings.language);
  };
  const shared = { spareKey, bank, trust, trainingBank, prompt, publish, announce, log };
  const clockChanged = () => workplace.changed();
  const vaultParts = { file: profile.vaultFile, clockChanged, ...shared };
  const workplace: Workplace = new Workplace({
    openVault: async (accepted) => {
      // Loaded while the keychain's process starts.
      const [open, { openVault }] = await Promise.all([keychain.open(), import('./open-vault.ts')]);
      const vault = { ...vaultParts, keychain: open };
      return openVault(accepted === undefined ? vault : { ...vault, accepted });
    },
    openForReading: async () => {
      const { openVaultForReading, TRAINING_HINT } = await import('./open-vault.ts');
      return askSpareKey({ file: spareKey, prompt, trainingHint: TRAINING_HINT }, (storeKey) =>
        openVaultForReading(vaultParts, storeKey),
      );
    },
    lockKeychain: () => keychain.lock(),
    keychainView: () => keychain.view(),
    prompt: closingWith(prompt, approvalWindow),
    timers: systemTimers,
    publish: withSettings(publish, shell),
    log,
    toErrorInfo: (error) => toErrorInfo(error, log, 'open-vault'),
    defaultLanguage: shell.language,
    environments: () => environments,
    version: shell.version,
  });
  const onlineBanking = new OnlineBankingWindow({
    bank: async () => (await trainingBank.running()).cabinet,
    title: () => onlineBankingWindowTitle(texts.language()),
  });
  const approvalDesk = new ApprovalSession({ workplace, window: approvalWindow, log });
  const signedFiles = signedFilePicker(shell.window, () => signedFileTexts(texts.language()));
  const handlerParts: HandlerParts = {
    workplace,
    approvalSession: approvalDesk,
    prompt,
    display: prompt,
    spareKey,
    probes: bank,
    network: networkFacts(process.env, (url) => session.defaultSession.resolveProxy(url)),
    files: certificateFiles(shell.window, () => fileDialogTexts(texts.language())),
    saver: fileSaver(shell.window),
    organizationFiles: organizationFilePicker(shell.window, () => organizationDialogTitles(texts.language())),
    recoveryFiles,
    signedFiles: {
      pick: async () => {
        const paths = await signedFiles.files();
        return paths === null ? null : readChosenFiles(paths);
      },
      take: readDroppedFiles,
      pickFolder: signedFiles.folder,
    },
    computer: thisComputer,
    reminders,
    calendar: calendarFile,
    random: Math.random,
    printer: pdfPrinter(),
    sheetWriter,
    sheetReader: csvReader,
    sheetPicker: sheetPicker(shell.window, () => sheetDialogTexts(texts.language())),
    keychain: () => keychain.keychain,
    reader,
    requestMaker,
    trust,
    bank,
    connections: bank,
    trainingBank,
    ids: systemIds,
    publish,
    cancelKeychainWait: () => keychain.cancelWait(),
    choosePassphraseFile: () => keychain.choosePassphraseFile(),
    prepareTraining: async (vault: OpenedVault, names) => {
      const parts = { ...vault, keychain: keychain.keychain, certificates: vault.certificates };
      const { companyEvents, bankTime } = vault;
      const preparing = { ...parts, companyEvents, bankTime, reader, digests: systemDigests };
      const made = await prepareTraining(preparing, await trainingBank.running(), names);
      await (await import('./open-vault.ts')).trainingCopy(vault.spareKey);
      return made;
    },
    openLink,
    openCabinet: () => onlineBanking.open(),
  };
  const handlers = appHandlers(handlerParts);
  const gate = {
    log,
    standing: () => workplace.standing(),
    settled: () => workplace.settled(),
  };
  registerCalls({
    ...gate,
    handlers,
    host: MAIN_HOST,
    window: shell.window,
    drop: dropHandler(handlerParts),
    dropSigned: signedDropHandler(handlerParts),
  });
  registerApprovalCalls({
    ...gate,
    handlers: approvalDesk.handlers,
    host: APPROVAL_HOST,
    window: () => approvalWindow.window,
  });
  return {
    workplace,
    handlers,
    log,
    open: async () => {
      await workplace.open();
      reminders.start();
    },
    wake: () => reminders.look(),
    close: async () => {
      reminders.stop();
      signs.close();
      prompt.close();
      approvalWindow.close();
      onlineBanking.close();
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

/** Spreadsheets are seldom written: the libraries are loaded when they are. */
const sheetWriter: SheetWriter = {
  csv: writeCsv,
  xlsx: async (tables, dayForm) => (await import('./edges/sheets/xlsx-file.ts')).writeXlsx(tables, dayForm),
};

/** Recovery files are seldom made or used: the library is loaded when they are. */
const recoveryFiles: RecoveryFiles = {
  make: async (passphrase) => (await import('./edges/age/recovery-file.ts')).recoveryFiles.make(passphrase),
  sign: async (file, passphrase, text) =>
    (await import('./edges/age/recovery-file.ts')).recoveryFiles.sign(file, passphrase, text),
};

/** Passphrases are seldom chosen: the lists of words are loaded when one is. Everybody knows the training one. */
function lazyStrength(): SecretPrompt['strengthOf'] {
  let estimate: Promise<(passphrase: Secret, known: readonly string[]) => number> | null = null;
  return async (passphrase, about) => {
    estimate ??= import('./edges/strength/passphrase-strength.ts').then(({ makeEstimate }) => makeEstimate());
    return (await estimate)(passphrase, [TRAINING_PASSPHRASE, ...about]);
  };
}

/** Reading files of certificates is seldom needed: its libraries are loaded when it is. */
const reader: CertificateReader = {
  read: async (files, passphrase) =>
    (await import('./edges/x509/file-reader.ts')).fileReader.read(files, passphrase),
};

const requestMaker: RequestMaker = {
  make: async (subject) => {
    await import('reflect-metadata'); // before the chunk that this shares with the training bank
    return (await import('./edges/x509/request-maker.ts')).requestMaker.make(subject);
  },
};

/** Roots for the bank's own hosts; the training bank has an authority of its own. */
function bankTrust(bank: TBank): BankTrust {
  const environments = { production: PRODUCTION, sandbox: SANDBOX };
  return {
    stateRootSha256: RUSSIAN_TRUSTED_ROOT_SHA256,
    readRoot: async (bytes, now) =>
      (await import('./edges/x509/read-root.ts')).rootReader(RUSSIAN_TRUSTED_ROOT_SHA256)(bytes, now),
    hostsOf: (environment) => {
      const { ordinaryBaseUrl, securedBaseUrl } = environments[environment];
      return [...new Set([ordinaryBaseUrl, securedBaseUrl].map((address) => new URL(address).hostname))];
    },
    setAdded: (environment, pem) => bank.setBankCa(environment, pem),
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

/**
 * The fixed environments, and the one of a development run. Errors: a file that is named and cannot be used stops the
 * start.
 */
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

/** The lock ends both windows: the one that asks for secrets, then the one that it was asked over. */
function closingWith(prompt: SecretWindow, approvalWindow: ApprovalWindow): SecretPrompt & { close(): void } {
  return {
    ask: (question, use) => prompt.ask(question, use),
    strengthOf: (passphrase, about) => prompt.strengthOf(passphrase, about),
    close: () => {
      prompt.close();
      approvalWindow.close();
    },
  };
}

/** The window's frame follows the theme that a person chose. */
function withSettings(publish: Publish, shell: Shell): Publish {
  return (name, payload) => {
    if (name === 'session.changed' && 'theme' in payload) shell.onSettings({ theme: payload.theme });
    publish(name, payload);
  };
}
