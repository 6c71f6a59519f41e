import { nativeTheme, Notification, session, type BrowserWindow } from 'electron';
import type { SessionView } from '../../../contract/areas/session.ts';
import type { Timers } from '../../ports/ports.ts';
import type { VaultStart } from '../link/calls.ts';
import { APPROVAL_HOST, MAIN_HOST } from './app-protocol.ts';
import { ApprovalWindow } from './approval-window.ts';
import { arrivalSigns } from './arrival-signs.ts';
import { certificateFiles } from './ask-files.ts';
import { clearClipboardOf, ClipboardCopy } from './clipboard-copy.ts';
import { openLink } from './external-links.ts';
import { askWhereToSave } from './file-saver.ts';
import { chooseFolder } from './open-dialog.ts';
import { OnlineBankingWindow } from './online-banking-window.ts';
import { pickOrganizationFile } from './organization-file-picker.ts';
import { pdfPrinter } from './pdf-printer.ts';
import { reminderSigns } from './reminder-signs.ts';
import { SecretWindow } from './secret-window.ts';
import { pickBackup, pickBankDirectory, pickOrders, pickSheet } from './sheet-picker.ts';
import { signedFilePicker } from './signed-file-picker.ts';
import { publisher, registerApprovalCalls, registerCalls } from './take-calls.ts';
import { VaultHost, type WindowCalls } from './vault-host.ts';
import {
  approvalWindowTitle,
  backgroundFor,
  fileDialogTexts,
  onlineBankingWindowTitle,
  organizationDialogTitles,
  secretWindowTitle,
  backupDialogTexts,
  bankDirectoryDialogTexts,
  ordersDialogTexts,
  ordersFolderTitle,
  sheetDialogTexts,
  signedFileTexts,
} from './window-texts.ts';

/** What main.ts knows of the computer and the app. */
export interface ShellOptions {
  readonly profileDir: string;
  /** Path of one more environment; development only. */
  readonly environmentFile: string | null;
  readonly vaultProcess: string;
  readonly keychainProcess: string;
  readonly secretPreload: string;
  readonly approvalPreload: string;
  readonly rendererDir: string;
  readonly language: SessionView['language'];
  readonly version: string;
  readonly timers: Timers;
  readonly window: () => BrowserWindow | null;
  /** The vault process keeps ending by itself. */
  readonly gaveUp: (language: SessionView['language']) => void;
}

type Screen = Pick<SessionView, 'language' | 'theme' | 'lockAfterMinutes' | 'staysInTray'> & {
  readonly keychain: Pick<SessionView['keychain'], 'state'>;
};

/** The windows around the vault process. */
export interface Shell {
  readonly host: VaultHost;
  readonly screen: () => Screen;
  /** Closes the vault and all windows but the main one. */
  close(): Promise<void>;
}

/** Until the vault has said otherwise, which it does before anything can be locked. */
const AT_FIRST = {
  theme: 'auto',
  lockAfterMinutes: 5,
  staysInTray: false,
  keychain: { state: 'absent' },
} as const;

/** Makes the windows, starts the vault process and joins the two. Nothing here holds a secret. */
export function openShell(options: ShellOptions): Shell {
  const { window, rendererDir } = options;
  let screen: Screen = { ...AT_FIRST, language: options.language };
  const language = () => screen.language;
  const backgroundColor = () => backgroundFor(screen.theme);
  const toWindow = publisher(window);
  const approval = new ApprovalWindow({
    preload: options.approvalPreload,
    rendererDir,
    parent: window,
    backgroundColor,
    title: () => approvalWindowTitle(language()),
  });
  const secret = new SecretWindow({
    preload: options.secretPreload,
    rendererDir,
    // The passphrase is asked over the window that wants it.
    parent: () => approval.window ?? window(),
    backgroundColor,
    title: () => secretWindowTitle(language()),
    connect: (port) => host.connectSecret(port),
  });
  const onProblem = (event: string, error: unknown) =>
    void host.vault.logProblem(event, error instanceof Error ? error.message : '').catch(() => undefined);
  const signs = reminderSigns({ window, onProblem: (error) => onProblem('tray-failed', error) });
  const arrivals = arrivalSigns(window);
  const clipboard = new ClipboardCopy(options.timers);
  const files = certificateFiles(window, () => fileDialogTexts(language()));
  const signedFiles = signedFilePicker(window, () => signedFileTexts(language()));
  const printer = pdfPrinter();
  const onlineBanking = new OnlineBankingWindow({
    start: () => host.vault.startOnlineBanking(),
    answer: (request) => host.vault.answerOnlineBanking(request),
    title: () => onlineBankingWindowTitle(language()),
  });
  const windows: WindowCalls = {
    publish: (name, payload) => {
      if (name === 'session.changed') {
        screen = payload as SessionView; // checked against its schema before it was sent
        nativeTheme.themeSource = screen.theme === 'auto' ? 'system' : screen.theme;
      }
      toWindow(name, payload);
    },
    notify: signs.notify,
    count: signs.count,
    tellArrivals: arrivals.tell,
    openApproval: () => approval.open(),
    closeApproval: () => approval.close(),
    openSecret: (how) => secret.open(how),
    closeSecret: () => secret.close(),
    putIntoClipboard: (text) => clipboard.put(text),
    clearCopied: () => void clipboard.clear(),
    clearClipboardOf,
    pickCertificateFiles: files.pick,
    confirmRemoval: files.confirmRemoval,
    askWhereToSave: (name) => askWhereToSave(name, window()),
    pickOrganizationFile: (kind) =>
      pickOrganizationFile(window(), organizationDialogTitles(language()), kind),
    pickSignedFiles: signedFiles.files,
    pickSignedFolder: signedFiles.folder,
    pickSheet: () => pickSheet(window(), sheetDialogTexts(language())),
    pickOrders: () => pickOrders(window(), ordersDialogTexts(language())),
    pickOrdersFolder: () => chooseFolder(window(), ordersFolderTitle(language())),
    pickBankDirectory: () => pickBankDirectory(window(), bankDirectoryDialogTexts(language())),
    pickBackup: () => pickBackup(window(), backupDialogTexts(language()).file),
    pickBackupFolder: () => chooseFolder(window(), backupDialogTexts(language()).folder.title),
    printPdf: (html) => printer.print(html),
    openLink,
    openOnlineBanking: () => onlineBanking.open(),
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
  };
  const facts: Omit<VaultStart, 'locked'> = {
    profileDir: options.profileDir,
    environmentFile: options.environmentFile,
    language: options.language,
    version: options.version,
    canNotify: Notification.isSupported(),
  };
  const host = new VaultHost({
    vaultProcess: options.vaultProcess,
    keychainProcess: options.keychainProcess,
    facts,
    windows,
    locked: () => {
      const { theme, lockAfterMinutes, staysInTray, keychain } = screen;
      const settings = { language: language(), theme, lockAfterMinutes, staysInTray };
      return { settings, keychain: keychain.state };
    },
    gaveUp: () => options.gaveUp(language()),
  });
  const onStranger = (channel: string) => onProblem('call-from-elsewhere', new Error(channel));
  registerCalls(
    { host: MAIN_HOST, window, onStranger },
    {
      call: (name, input) => host.answer((vault) => vault.call(name, input)),
      dropFiles: (paths) => host.answer((vault) => vault.dropFiles(paths)),
      dropSignedFiles: (paths) => host.answer((vault) => vault.dropSignedFiles(paths)),
    },
  );
  registerApprovalCalls(
    { host: APPROVAL_HOST, window: () => approval.window, onStranger },
    { approvalCall: (name, input) => host.answer((vault) => vault.approvalCall(name, input)) },
  );
  return {
    host,
    screen: () => screen,
    close: async () => {
      signs.close();
      onlineBanking.close();
      await host.close();
      secret.close();
      approval.close();
      await clipboard.clear();
    },
  };
}
