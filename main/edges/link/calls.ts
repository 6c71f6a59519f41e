import type { KeychainView, SessionView } from '../../../contract/areas/session.ts';
import type { Result } from '../../../contract/result.ts';
import type { NamedWarning } from '../../domain/reminders/reminders-ports.ts';

/**
 * How long a copied token stays in the clipboard. Source: own choice, as password managers do (KeePassXC 10–30 s,
 * 1Password 90 s). Units: seconds.
 */
export const CLIPBOARD_SECONDS = 30;

/** What the vault process starts with. */
export interface VaultStart {
  readonly profileDir: string;
  /** Path of one more environment; development only. */
  readonly environmentFile: string | null;
  readonly language: SessionView['language'];
  readonly version: string;
  /** The desktop shows notifications. */
  readonly canNotify: boolean;
  /** How the vault stood when it was locked; `null` at the start of the app, which opens it. */
  readonly locked: LockedVault | null;
}

/** What a locked screen goes on with. */
export interface LockedVault {
  readonly settings: Pick<SessionView, 'language' | 'theme' | 'lockAfterMinutes' | 'staysInTray'>;
  readonly keychain: KeychainView['state'];
}

/** A request of a page of online banking, as the training bank takes it. */
export interface OnlineBankingRequest {
  readonly verb: string;
  readonly path: string;
  readonly contentType: string | null;
  readonly body: string;
}

export interface OnlineBankingReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the process of the windows asks of the vault process. */
export interface VaultCalls {
  /** Makes it ready. Errors: those of the profile and of the environment file; the app cannot start then. */
  start(facts: VaultStart): void;
  /** Opens the vault and goes on by itself, or waits behind the lock. */
  open(): Promise<void>;
  call(name: string, input: unknown): Promise<Result<unknown>>;
  approvalCall(name: string, input: unknown): Promise<Result<unknown>>;
  dropFiles(paths: unknown): Promise<Result<unknown>>;
  dropSignedFiles(paths: unknown): Promise<Result<unknown>>;
  lock(): Promise<void>;
  /** The computer woke up: dates are looked at again. */
  wake(): void;
  /** The prepared company of `npm run demo`; only in a profile that has no company yet. */
  prepareDemo(): Promise<void>;
  /** Errors: those of the training bank's start. */
  startOnlineBanking(): Promise<void>;
  answerOnlineBanking(request: OnlineBankingRequest): Promise<OnlineBankingReply>;
  /** Sets the clock of the vault process; only in the development build. Units: ms from the true time. */
  moveClock(byMs: number): void;
  /** Writes a line of the log. */
  logProblem(event: string, message: string): void;
  /** Closes the file, ends what holds secrets, stops the training bank. */
  close(): Promise<void>;
}

/** What the vault process asks of the process of the windows: windows, dialogs and signs of the desktop. */
export interface ShellCalls {
  publish(name: string, payload: unknown): void;
  notify(warnings: readonly NamedWarning[], language: 'ru' | 'en'): void;
  count(near: number, language: 'ru' | 'en'): void;
  tellArrivals(
    arrivals: {
      readonly requests: number;
      readonly answers: number;
      readonly outcomes: number;
      readonly orders: number;
    },
    language: 'ru' | 'en',
  ): void;
  /** Resolves when it has closed. Errors: `cancelled-by-person` while it is open. */
  openApproval(): Promise<void>;
  closeApproval(): void;
  /** Resolves when it has closed. `closesOnBlur`: when another window gets the focus. */
  openSecret(how: { readonly closesOnBlur: boolean }): Promise<void>;
  closeSecret(): void;
  /** Effects: the clipboard, emptied later unless something else is in it by then. */
  putIntoClipboard(text: string): Promise<void>;
  /** Empties the clipboard of what `putIntoClipboard` left there. */
  clearCopied(): void;
  /** Empties the clipboard if its text, without white space around it, has this SHA-256. */
  clearClipboardOf(digest: string): Promise<void>;
  pickCertificateFiles(what: 'certificate' | 'authority'): Promise<readonly string[] | null>;
  confirmRemoval(names: readonly string[]): Promise<boolean>;
  askWhereToSave(suggestedName: string): Promise<string | null>;
  pickOrganizationFile(kind: 'card' | 'documents' | 'recovery'): Promise<string | null>;
  pickSignedFiles(): Promise<readonly string[] | null>;
  pickSignedFolder(): Promise<string | null>;
  pickSheet(): Promise<string | null>;
  pickOrders(): Promise<string | null>;
  pickOrdersFolder(): Promise<string | null>;
  pickBankDirectory(): Promise<string | null>;
  pickBackup(): Promise<string | null>;
  pickBackupFolder(): Promise<string | null>;
  printPdf(html: string): Promise<Uint8Array>;
  openLink(link: 'bank-docs' | 'bank-cabinet' | 'bank-support'): Promise<void>;
  openOnlineBanking(): Promise<void>;
  resolveProxy(url: string): Promise<string>;
  /** Starts a keychain process; its port comes in a message of its own. */
  startKeychain(id: number): void;
  killKeychain(id: number): void;
  /** The vault is locked: nothing is left in the vault process that is needed, and it can be ended. */
  locked(): void;
}
