import { clipboard, ipcMain, session, type BrowserWindow } from 'electron';
import type { SecretPromptView } from '../../contract/areas/secret-prompt.ts';
import { AppError } from '../app-error.ts';
import { isTrustedFrame } from '../trusted-frame.ts';
import { Secret } from '../secret.ts';
import type { SecretPrompt, SecretQuestion } from '../secret-prompt-ports.ts';
import { pageAddress, SECRET_HOST, serveRenderer } from './app-protocol.ts';
import { makeWindow } from './make-window.ts';
import { guardSession } from './session-rules.ts';

/** Answers that the window may show again with what was wrong, instead of closing. */
const ASK_AGAIN = ['passphrase-wrong', 'passphrase-weak', 'token-malformed', 'token-duplicate'] as const;

/** Own choice: room for the facts and two fields at the largest font of the design. */
const SIZE = { width: 520, height: 560, minWidth: 480, minHeight: 420 };

export interface SecretWindowParts {
  readonly preload: string;
  readonly rendererDir: string;
  readonly parent: () => BrowserWindow | null;
  readonly look: () => Pick<SecretPromptView, 'language' | 'theme'> & { readonly backgroundColor: string };
  readonly title: () => string;
}

interface Asking {
  readonly window: BrowserWindow;
  readonly question: SecretQuestion;
  problem: SecretPromptView['problem'];
  isBusy: boolean;
  readonly take: (answer: Secret) => Promise<'done' | 'again'>;
}

/**
 * Asks for secrets in a window of its own: another session and host than the main window, so another renderer process, which ends with
 * the prompt. One prompt at a time.
 */
export class SecretWindow implements SecretPrompt {
  readonly #parts: SecretWindowParts;
  #asking: Asking | null = null;

  constructor(parts: SecretWindowParts) {
    this.#parts = parts;
    ipcMain.handle('secret:view', (event) => (this.#isOurs(event) ? this.#view() : null));
    ipcMain.handle('secret:answer', (event, text: unknown) =>
      this.#isOurs(event) && typeof text === 'string' ? this.#answer(text) : null,
    );
    ipcMain.on('secret:cancel', (event) => {
      if (this.#isOurs(event)) this.#asking?.window.destroy();
    });
  }

  ask<T>(question: SecretQuestion, use: (answer: Secret) => Promise<T>): Promise<T> {
    if (this.#asking !== null) return Promise.reject(new AppError('cancelled-by-person', { reason: 'busy' }));
    return new Promise<T>((resolve, reject) => {
      const window = this.#open();
      const take = async (answer: Secret): Promise<'done' | 'again'> => {
        try {
          resolve(await use(answer));
          return 'done';
        } catch (error) {
          if (this.#shouldAskAgain(error)) return 'again';
          reject(error instanceof Error ? error : new AppError('internal'));
          return 'done';
        }
      };
      this.#asking = { window, question, problem: null, isBusy: false, take };
      window.on('closed', () => {
        this.#asking = null;
        reject(new AppError('cancelled-by-person'));
      });
    });
  }

  /** Closes an open prompt; it ends as `cancelled-by-person`. */
  close(): void {
    this.#asking?.window.destroy();
  }

  #shouldAskAgain(error: unknown): boolean {
    const code = ASK_AGAIN.find((known) => error instanceof AppError && error.code === known);
    if (code === undefined || this.#asking === null) return false;
    this.#asking.problem = code;
    return true;
  }

  #open(): BrowserWindow {
    const { preload, rendererDir, parent, look, title } = this.#parts;
    const owner = parent();
    const own = session.fromPartition('klyuchnik-secret', { cache: false });
    if (!own.protocol.isProtocolHandled('app')) {
      guardSession(own);
      serveRenderer(own.protocol, rendererDir);
    }
    const window = makeWindow({
      preload,
      session: own,
      title: title(),
      size: SIZE,
      backgroundColor: look().backgroundColor,
      ...(owner === null ? {} : { parent: owner }),
    });
    window.setContentProtection(true);
    window.once('ready-to-show', () => window.show());
    void window.loadURL(pageAddress(SECRET_HOST));
    return window;
  }

  #view(): SecretPromptView | null {
    if (this.#asking === null) return null;
    const { question, problem } = this.#asking;
    const { language, theme } = this.#parts.look();
    return { ...question, facts: [...question.facts], problem, language, theme };
  }

  async #answer(text: string): Promise<SecretPromptView | null> {
    const asking = this.#asking;
    if (asking === null || asking.isBusy || text === '') return this.#view();
    asking.isBusy = true;
    const secret = Secret.fromText(asking.question.kind === 'token' ? text.trim() : text);
    const result = await asking.take(secret);
    secret.wipe();
    asking.isBusy = false;
    if (result === 'again') return this.#view();
    if (asking.question.kind === 'token') await clearClipboardOf(text);
    // The page gets its answer before it ends.
    setImmediate(() => {
      if (!asking.window.isDestroyed()) asking.window.destroy();
    });
    return null;
  }

  #isOurs(event: Electron.IpcMainInvokeEvent | Electron.IpcMainEvent): boolean {
    const own = this.#asking?.window.webContents;
    if (own === undefined || event.sender !== own) return false;
    return isTrustedFrame(event.senderFrame, own.mainFrame, SECRET_HOST);
  }
}

/** A pasted token does not stay in the clipboard, unless something else is there by now. */
async function clearClipboardOf(text: string): Promise<void> {
  // Reading is asynchronous from Electron 44 on, and a plain text before.
  if ((await clipboard.readText()).trim() === text.trim()) clipboard.clear();
}
