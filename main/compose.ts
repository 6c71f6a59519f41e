import { setImmediate as othersTurn } from 'node:timers/promises';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { EnvironmentView, RecordsProgress } from '../contract/areas/session.ts';
import type { Log, Publish } from './ports/ports.ts';
import type { Secret } from './ports/secret.ts';
import type { SecretPrompt } from './ports/secret-prompt-ports.ts';
import type { TakenIn } from './domain/requests/take-in.ts';
import type { RecoveryFiles } from './domain/organizations/recovery.ts';
import { askSpareKey } from './domain/session/spare-key.ts';
import type { BackupProof } from './domain/backup/backup-ports.ts';
import type { BankTrust } from './domain/certificates/authority.ts';
import type { CertificateReader, RequestMaker } from './domain/certificates/certificates-ports.ts';
import { Reminders } from './domain/reminders/reminders.ts';
import { feedReminders } from './domain/session/feed-reminders.ts';
import { Workplace } from './domain/session/workplace.ts';
import type { OpenedVault } from './domain/session/opened-vault.ts';
import { prepareTraining, TRAINING_PASSPHRASE } from './domain/training/prepare-training.ts';
import type { SheetWriter } from './ports/sheet-ports.ts';
import type { CodeReader, DirectoryReader } from './ports/document-ports.ts';
import type { PdfWriter } from './ports/paper-ports.ts';
import { readChosenFiles, readDroppedFiles } from './edges/folders/opened-files.ts';
import { backupSealing } from './edges/age/backup-sealing.ts';
import { Calm } from './edges/ipc/calm.ts';
import { ApprovalSession, type ApprovalWindowPort } from './edges/ipc/approval-session.ts';
import { checkedEvents, contractAnswers } from './edges/ipc/contract-answers.ts';
import type { HandlerParts } from './edges/ipc/handlers.ts';
import { toErrorInfo } from './edges/ipc/to-error-info.ts';
import { backendOf } from './edges/keychain/backends.ts';
import { canaryFile } from './edges/keychain/canary-file.ts';
import { createKeychain } from './edges/keychain/keychain-client.ts';
import { KeychainHolder } from './edges/keychain/keychain-holder.ts';
import { spareKeyFile } from './edges/keychain/spare-key-file.ts';
import type { ShellCalls, VaultCalls, VaultStart } from './edges/link/calls.ts';
import { KeychainChildren } from './edges/link/keychain-children.ts';
import type { Remote } from './edges/link/link.ts';
import { SecretSession } from './edges/link/secret-session.ts';
import { shellPorts } from './shell-ports.ts';
import { calendarFile } from './edges/system/calendar-file.ts';
import { dateIndexFile } from './edges/system/date-index-file.ts';
import { fileLog } from './edges/system/file-log.ts';
import { keepPrivate, type Privacy } from './edges/system/private-folder.ts';
import { openProfile, type Profile } from './edges/system/profile.ts';
import { networkFacts } from './edges/system/network-facts.ts';
import { systemClock, systemTimers } from './edges/system/system-clock.ts';
import { systemDigests, systemIds } from './edges/system/system-ids.ts';
import { thisComputer } from './edges/system/this-computer.ts';
import { parseEnvironmentFile, PRODUCTION, SANDBOX } from './edges/tapi/environments.ts';
import { createTBank, type TBank } from './edges/tapi/t-bank.ts';
import { RUSSIAN_TRUSTED_ROOT_SHA256 } from './edges/tapi/published-authorities.ts';
import { loadSystemRoots } from './edges/tapi/trust.ts';
import { trainingBankHost } from './training-host.ts';
import { csvReader, writeCsv } from './edges/sheets/csv-file.ts';

/** The vault, wired: what the process of the windows calls, and where its ports go. */
export interface App {
  readonly calls: Omit<VaultCalls, 'start' | 'moveClock'>;
  readonly prompt: SecretSession;
  readonly keychains: KeychainChildren;
}

/** Builds every object by hand and wires it: the one file that knows all parts of the vault process. */
export function composeApp(shell: Remote<ShellCalls>, facts: VaultStart): App {
  const profile = openProfile(facts.profileDir);
  const log = fileLog(profile.logFile, systemClock);
  void keepPrivate(facts.profileDir).then((privacy) => logPrivacy(log, privacy));
  const ports = shellPorts(shell, facts.canNotify);
  const { signs, approvalWindow, saver } = ports;
  const toWindow = checkedEvents(ports.publish, log);
  const file = dateIndexFile(profile.remindersFile);
  const reminders = new Reminders({ file, signs, clock: systemClock, timers: systemTimers, log });
  const calm = new Calm(systemTimers);
  const noteChange = feedReminders(
    () => workplace,
    reminders,
    systemTimers,
    () => calm.wait(),
  );
  const publish: Publish = (name, payload) => {
    toWindow(name, payload);
    if (name === 'session.changed') noteChange('session');
    if (name === 'tokens.changed') noteChange('tokens');
  };
  const bank = composeBank(log);
  const trust = bankTrust(bank);
  const environments = addEnvironments(facts, bank);
  const trainingBank = trainingBankHost({ stateFile: profile.trainingStateFile, bank, now: systemClock.now });
  const prompt = new SecretSession({
    shell,
    look: () => ({ language: workplace.settings.language, theme: workplace.settings.theme }),
    timers: systemTimers,
    strengthOf: lazyStrength(),
  });
  const keychains = new KeychainChildren(shell);
  const keychain = composeKeychain(profile, keychains, {
    prompt: () => prompt,
    onChange: () => workplace.changed(),
    state: facts.locked?.keychain ?? 'absent',
  });
  const spareKey = spareKeyFile(profile.spareKeyFile);
  const announce = (taken: TakenIn) => {
    workplace.changed();
    const { requests, answers, outcomes } = taken;
    void shell.tellArrivals({ requests, answers, outcomes, orders: 0 }, workplace.settings.language);
  };
  const announceOrders = (orders: number) =>
    void shell.tellArrivals({ requests: 0, answers: 0, outcomes: 0, orders }, workplace.settings.language);
  const shared = { spareKey, bank, trust, trainingBank, prompt, publish, announce, announceOrders, log };
  const noticesChanged = () => workplace.changed();
  const putBack = () => void workplace.reopen().catch((error: unknown) => log.error('reopen-failed', error));
  const onProgress = (progress: RecordsProgress) => workplace.noteProgress(progress);
  let isTrusting = true;
  const vaultParts = {
    file: profile.vaultFile,
    program: facts.version,
    spareKeyPath: profile.spareKeyFile,
    noticesChanged,
    putBack,
    onProgress,
    calm: () => calm.wait(),
    recordsWrong: () => {
      isTrusting = false;
      void workplace.openAnew().catch((error: unknown) => log.error('reopen-failed', error));
    },
    ...shared,
  };
  const workplace: Workplace = new Workplace({
    openVault: async (accepted) => {
      // Loaded while the keychain's process starts.
      const [open, { openVault }] = await Promise.all([keychain.open(), import('./open-vault.ts')]);
      performance.mark('keychain open');
      const vault = { ...vaultParts, keychain: open, isTrusting };
      return openVault(accepted === undefined ? vault : { ...vault, accepted });
    },
    openForReading: async () => {
      const { openVaultForReading, TRAINING_HINT } = await import('./open-vault.ts');
      const asking = { file: spareKey, prompt, trainingHint: TRAINING_HINT };
      return askSpareKey({ ...asking, kind: 'spare-passphrase' }, (storeKey) =>
        openVaultForReading(vaultParts, storeKey),
      );
    },
    restoreStoreKey: async () => {
      const [{ TRAINING_HINT }, { assertFitsFile }, { restoreStoreKey }] = await Promise.all([
        import('./open-vault.ts'),
        import('./edges/store/fits-file.ts'),
        import('./domain/session/restore-store-key.ts'),
      ]);
      await restoreStoreKey({
        file: spareKey,
        prompt,
        trainingHint: TRAINING_HINT,
        keychain: () => keychain.reach(),
        assertFits: (storeKey) => assertFitsFile(profile.vaultFile, storeKey),
        clock: systemClock,
      });
    },
    lockKeychain: () => keychain.lock(),
    keychainView: () => keychain.view(),
    prompt: closingWith(prompt, approvalWindow),
    timers: systemTimers,
    publish,
    log,
    toErrorInfo: (error) => toErrorInfo(error, log, 'open-vault'),
    defaultLanguage: facts.language,
    locked: facts.locked?.settings ?? null,
    // The answer to whoever locked goes first; then this process ends, and with it all that it knew.
    onLocked: () => void setImmediate(() => void shell.locked()),
    environments: () => environments,
    version: facts.version,
  });
  const approvalSession = new ApprovalSession({ workplace, window: approvalWindow, log });
  const handlerParts: HandlerParts = {
    workplace,
    approvalSession,
    prompt,
    display: prompt,
    spareKey,
    probes: bank,
    network: networkFacts(process.env, (url) => shell.resolveProxy(url)),
    files: ports.files,
    saver,
    organizationFiles: ports.organizationFiles,
    recoveryFiles,
    signedFiles: {
      pick: async () => {
        const paths = await shell.pickSignedFiles();
        return paths === null ? null : readChosenFiles(paths);
      },
      take: readDroppedFiles,
      pickFolder: () => shell.pickSignedFolder(),
    },
    computer: thisComputer,
    reminders,
    calendar: calendarFile,
    random: Math.random,
    printer: ports.printer,
    sheetWriter,
    pdfWriter,
    sheetReader: csvReader,
    sheetPicker: ports.sheetPicker,
    ordersPicker: ports.ordersPicker,
    codeReader,
    turn: () => othersTurn(),
    directoryReader,
    directoryPicker: ports.directoryPicker,
    backupPicker: ports.backupPicker,
    backupSealing,
    backupProof,
    restoreBackup: async (plain) => {
      const [{ restoreBackup }, { backupPlace }] = await Promise.all([
        import('./domain/session/restore-backup.ts'),
        import('./edges/store/backup-place.ts'),
      ]);
      return restoreBackup(
        {
          place: backupPlace({ file: profile.vaultFile, spareKeyFile: profile.spareKeyFile }),
          keychain: () => keychain.reach(),
          clock: systemClock,
          digests: systemDigests,
        },
        plain,
      );
    },
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
    openLink: (link) => shell.openLink(link),
    openCabinet: () => shell.openOnlineBanking(),
  };
  const answers = contractAnswers(handlerParts, approvalSession, {
    log,
    standing: () => workplace.standing(),
    checked: () => workplace.checked(),
    settled: () => workplace.settled(),
  });
  const calls: App['calls'] = {
    ...answers,
    call: (name, input) => {
      calm.noteCall();
      return answers.call(name, input);
    },
    open: async () => {
      if (facts.locked === null) await workplace.open();
      else workplace.changed();
      reminders.start();
    },
    lock: () => workplace.leave(),
    wake: () => reminders.look(),
    prepareDemo: async () => {
      if (workplace.snapshot().phase !== 'first-run') return;
      // First, because its own words say what is wrong.
      await trainingBank.running();
      const made = await answers.call('setup.prepareTraining', DEMO_PEOPLE);
      if (!made.ok) throw new Error(made.error.code);
    },
    startOnlineBanking: async () => void (await trainingBank.running()),
    answerOnlineBanking: async (request) => (await trainingBank.running()).cabinet(request),
    logProblem: (event, message) => log.error(event, new Error(message)),
    close: async () => {
      reminders.stop();
      prompt.close();
      approvalWindow.close();
      await workplace.lock();
      await keychain.lock();
      // An opening under way has lost its keychain, or ends in a moment: then the file is closed as well.
      await workplace.whenOpened();
      await workplace.lock();
      await trainingBank.stop();
      await bank.close();
    },
  };
  return { calls, prompt, keychains };
}

/** The people of the prepared company of `npm run demo`. */
const DEMO_PEOPLE = { accountantName: 'Иванова А. П.', directorName: 'Петров П. П.' };

/** Spreadsheets are seldom written: the libraries are loaded when they are. */
const sheetWriter: SheetWriter = {
  csv: writeCsv,
  xlsx: async (tables, dayForm) => (await import('./edges/sheets/xlsx-file.ts')).writeXlsx(tables, dayForm),
};

/** Payments are seldom printed: the library and its fonts are loaded when they are. */
const pdfWriter: PdfWriter = {
  write: async (title, layOut) => (await import('./edges/sheets/pdf-file.ts')).pdfWriter.write(title, layOut),
};

/** Invoices come now and then: the decoder is loaded when one does. */
const codeReader: CodeReader = {
  codesOn: async (picture) => (await import('./edges/qr/read-picture.ts')).qrCodesOn(picture),
};

/** The directory of banks comes once a week or seldomer: its parser is loaded when it does. */
const directoryReader: DirectoryReader = {
  read: async (bytes) => (await import('./edges/bik/read-directory.ts')).directoryReader.read(bytes),
};

/** Recovery files are seldom made or used: the library is loaded when they are. */
const recoveryFiles: RecoveryFiles = {
  make: async (passphrase) => (await import('./edges/age/recovery-file.ts')).recoveryFiles.make(passphrase),
  sign: async (file, passphrase, text) =>
    (await import('./edges/age/recovery-file.ts')).recoveryFiles.sign(file, passphrase, text),
};

/** Backups are seldom looked at: what reads them is loaded when one is. */
const backupProof: BackupProof = {
  prove: async (plain) => (await import('./edges/store/backup-rows.ts')).proveBackup(plain),
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
/** A profile that others may read still opens: its secrets are in the keychain, its records are sealed. */
function logPrivacy(log: Log, privacy: Privacy): void {
  if (privacy.state === 'shared') log.warn('profile-shared', { who: privacy.who.join(' ') });
  if (privacy.state === 'unknown') log.warn('profile-privacy-unknown', { why: privacy.why });
}

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
    setPinned: (environment, pinned) => bank.setPinned(environment, pinned),
    hearAuthorities: (listener) => bank.hearAuthorities(listener),
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
  profile: Profile,
  children: KeychainChildren,
  asking: Pick<ConstructorParameters<typeof KeychainHolder>[0], 'prompt' | 'onChange' | 'state'>,
): KeychainHolder {
  const backend = backendOf(process.platform).name;
  const os = createKeychain({
    profileId: profile.profileId,
    platform: process.platform,
    spawnKeychainProcess: () => children.spawn(),
    canaryRecord: canaryFile(profile.keychainFile, backend),
  });
  const hasVault = () => existsSync(profile.vaultFile);
  const { passphraseFile } = profile;
  return new KeychainHolder({ os, backend, passphraseFile, hasVault, timers: systemTimers, ...asking });
}

/**
 * The fixed environments, and the one of a development run. Errors: a file that is named and cannot be used stops the
 * start.
 */
function addEnvironments({ environmentFile }: VaultStart, bank: TBank): EnvironmentView[] {
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
function closingWith(
  prompt: SecretSession,
  approvalWindow: Pick<ApprovalWindowPort, 'close'>,
): SecretPrompt & { close(): void } {
  return {
    ask: (question, use) => prompt.ask(question, use),
    strengthOf: (passphrase, about) => prompt.strengthOf(passphrase, about),
    close: () => {
      prompt.close();
      approvalWindow.close();
    },
  };
}
