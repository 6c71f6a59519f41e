import { clipboard, ipcMain, type BrowserWindow } from 'electron';
import type { SecretPromptView, SecretRevealView } from '../../../contract/areas/secret-prompt.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Timers } from '../../ports/ports.ts';
import { Secret } from '../../ports/secret.ts';
import type {
  SecretDisplay,
  SecretPrompt,
  SecretQuestion,
  ShownSecret,
} from '../../ports/secret-prompt-ports.ts';
import { isTrustedFrame } from './trusted-frame.ts';
import { SECRET_HOST } from './app-protocol.ts';
import { CLIPBOARD_SECONDS, ClipboardCopy } from './clipboard-copy.ts';
import { openSingleWindow, type SingleWindowParts } from './open-single-window.ts';

/** Answers that the window may show again with what was wrong, instead of closing. */
const ASK_AGAIN = [
  'passphrase-wrong',
  'passphrase-weak',
  'passphrase-guessable',
  'token-malformed',
  'token-several',
  'token-unusual',
  'token-duplicate',
  'token-not-the-same',
] as const;

/** Questions whose answer is pasted, so that it must not stay in the clipboard. */
const PASTED: readonly SecretQuestion['kind'][] = ['token', 'token-again'];

/** Own choice: room for the facts and two fields at the largest font of the design. */
const SIZE = { width: 520, height: 560, minWidth: 480, minHeight: 420 };

export interface SecretWindowParts extends SingleWindowParts {
  readonly look: () => Pick<SecretPromptView, 'language' | 'theme'> & { readonly backgroundColor: string };
  readonly timers: Timers;
  readonly strengthOf: SecretPrompt['strengthOf'];
}

/** Longest answer that is looked at. Own choice: a file of tokens that was pasted whole is smaller. */
const MAX_ANSWER = 65_536;

interface Asking {
  readonly kind: 'asking';
  readonly window: BrowserWindow;
  readonly question: SecretQuestion;
  problem: SecretPromptView['problem'];
  isBusy: boolean;
  /** The answer was taken; the window only has to go. */
  isDone: boolean;
  readonly take: (answer: Secret) => Promise<'done' | 'again'>;
}

interface Showing {
  readonly kind: 'showing';
  readonly window: BrowserWindow;
  readonly shown: ShownSecret;
  readonly secret: Secret;
  readonly beforeCopy: () => void;
  isGiven: boolean;
}

/**
 * Asks for secrets, and shows one, in a window of its own: another session and host than the main window, so another
 * renderer process, which ends with the window. One at a time.
 */
export class SecretWindow implements SecretPrompt, SecretDisplay {
  readonly #parts: SecretWindowParts;
  readonly #copy: ClipboardCopy;
  #open: Asking | Showing | null = null;

  constructor(parts: SecretWindowParts) {
    this.#parts = parts;
    this.#copy = new ClipboardCopy(parts.timers);
    ipcMain.handle('secret:view', (event) => (this.#isOurs(event) ? this.#view() : null));
    ipcMain.handle('secret:answer', (event, text: unknown) =>
      this.#isOurs(event) && typeof text === 'string' && text.length <= MAX_ANSWER
        ? this.#answer(text)
        : null,
    );
    ipcMain.handle('secret:text', (event) => (this.#isOurs(event) ? this.#giveText() : null));
    ipcMain.handle('secret:copy', (event) => this.#isOurs(event) && this.#copyText());
    ipcMain.on('secret:cancel', (event) => {
      if (this.#isOurs(event)) this.#open?.window.destroy();
    });
  }

  async ask<T>(question: SecretQuestion, use: (answer: Secret) => Promise<T>): Promise<T> {
    await this.#untilGone();
    this.#assertFree();
    return new Promise<T>((resolve, reject) => {
      const window = this.#openWindow();
      const take = async (answer: Secret): Promise<'done' | 'again'> => {
        try {
          const value = await use(answer);
          this.#finish();
          resolve(value);
          return 'done';
        } catch (error) {
          if (this.#shouldAskAgain(error)) return 'again';
          this.#finish();
          reject(error instanceof Error ? error : new AppError('internal'));
          return 'done';
        }
      };
      this.#open = { kind: 'asking', window, question, problem: null, isBusy: false, isDone: false, take };
      window.on('closed', () => {
        this.#open = null;
        reject(new AppError('cancelled-by-person'));
      });
    });
  }

  strengthOf(passphrase: Secret, about: readonly string[]): Promise<number> {
    return this.#parts.strengthOf(passphrase, about);
  }

  async show(shown: ShownSecret, secret: Secret, beforeCopy: () => void): Promise<void> {
    await this.#untilGone();
    this.#assertFree();
    return new Promise((resolve) => {
      const window = this.#openWindow();
      this.#open = { kind: 'showing', window, shown, secret, beforeCopy, isGiven: false };
      // Whoever looks at something else does not look at the token.
      window.on('blur', () => window.destroy());
      window.on('closed', () => {
        this.#open = null;
        resolve();
      });
    });
  }

  /** Closes an open window; a question ends as `cancelled-by-person`. Effects: a copied token leaves the clipboard. */
  close(): void {
    this.#open?.window.destroy();
    void this.#copy.clear();
  }

  /** The question is answered: another may be asked as soon as this window is gone. */
  #finish(): void {
    if (this.#open?.kind === 'asking') this.#open.isDone = true;
  }

  /** Waits for a window whose answer was taken. */
  async #untilGone(): Promise<void> {
    const open = this.#open;
    if (open?.kind !== 'asking' || !open.isDone) return;
    await new Promise<void>((resolve) => open.window.once('closed', () => resolve()));
  }

  /** Errors: `cancelled-by-person` while another window is open. */
  #assertFree(): void {
    if (this.#open !== null) throw new AppError('cancelled-by-person', { reason: 'busy' });
  }

  #shouldAskAgain(error: unknown): boolean {
    const code = ASK_AGAIN.find((known) => error instanceof AppError && error.code === known);
    if (code === undefined || this.#open?.kind !== 'asking') return false;
    this.#open.problem = code;
    return true;
  }

  #openWindow(): BrowserWindow {
    const window = openSingleWindow(this.#parts, {
      sessionName: 'klyuchnik-secret',
      host: SECRET_HOST,
      size: SIZE,
      backgroundColor: this.#parts.look().backgroundColor,
    });
    // Before it is shown: that happens when its page can be drawn, never at once.
    window.setContentProtection(true);
    return window;
  }

  #view(): SecretPromptView | SecretRevealView | null {
    const open = this.#open;
    if (open === null) return null;
    const { language, theme } = this.#parts.look();
    if (open.kind === 'showing') {
      return { kind: 'reveal', ...open.shown, clipboardSeconds: CLIPBOARD_SECONDS, language, theme };
    }
    const { question, problem } = open;
    return { ...question, facts: [...question.facts], problem, language, theme };
  }

  async #answer(text: string): Promise<SecretPromptView | null> {
    const asking = this.#open;
    if (asking?.kind !== 'asking') return null;
    if (asking.isBusy || text === '') return this.#promptView();
    asking.isBusy = true;
    const isPasted = PASTED.includes(asking.question.kind);
    const secret = Secret.fromText(isPasted ? text.trim() : text);
    const result = await asking.take(secret);
    secret.wipe();
    asking.isBusy = false;
    if (result === 'again') return this.#promptView();
    if (isPasted) await clearClipboardOf(text);
    // The page gets its answer before it ends.
    setImmediate(() => {
      if (!asking.window.isDestroyed()) asking.window.destroy();
    });
    return null;
  }

  #promptView(): SecretPromptView | null {
    const view = this.#view();
    return view === null || view.kind === 'reveal' ? null : view;
  }

  /** Gives the text once; from then on its seconds run. */
  #giveText(): string | null {
    const showing = this.#open;
    if (showing?.kind !== 'showing' || showing.isGiven) return null;
    showing.isGiven = true;
    const { window } = showing;
    const stop = this.#parts.timers.after(showing.shown.seconds * 1_000, () => window.destroy());
    window.on('closed', stop);
    return showing.secret.revealText();
  }

  /** Copies only what was noted before; says whether it did. */
  async #copyText(): Promise<boolean> {
    const showing = this.#open;
    if (showing?.kind !== 'showing' || showing.secret.isWiped) return false;
    try {
      showing.beforeCopy();
    } catch {
      return false; // what cannot be written down is not copied; the window says so
    }
    await this.#copy.put(showing.secret.revealText());
    return true;
  }

  #isOurs(event: Electron.IpcMainInvokeEvent | Electron.IpcMainEvent): boolean {
    const own = this.#open?.window.webContents;
    if (own === undefined || event.sender !== own) return false;
    return isTrustedFrame(event.senderFrame, own.mainFrame, SECRET_HOST);
  }
}

/** A pasted token does not stay in the clipboard, unless something else is there by now. */
async function clearClipboardOf(text: string): Promise<void> {
  // Reading is asynchronous from Electron 44 on, and a plain text before.
  if ((await clipboard.readText()).trim() === text.trim()) clipboard.clear();
}
