import { createHash } from 'node:crypto';
import { z } from 'zod';
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
import { CLIPBOARD_SECONDS, type ShellCalls } from './calls.ts';
import type { Remote } from './link.ts';
import type { Port } from './vault-messages.ts';

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

/** Longest answer that is looked at. Own choice: a file of tokens that was pasted whole is smaller. */
const MAX_ANSWER = 65_536;

/** What the page of the secret window asks for. */
const requestSchema = z.discriminatedUnion('op', [
  z.strictObject({ id: z.int(), op: z.enum(['view', 'text', 'copy', 'cancel']) }),
  z.strictObject({ id: z.int(), op: z.literal('answer'), text: z.string().max(MAX_ANSWER) }),
]);
type SecretRequest = z.infer<typeof requestSchema>;

export interface SecretSessionParts {
  readonly shell: Pick<
    Remote<ShellCalls>,
    'openSecret' | 'closeSecret' | 'putIntoClipboard' | 'clearCopied' | 'clearClipboardOf'
  >;
  readonly look: () => Pick<SecretPromptView, 'language' | 'theme'>;
  readonly timers: Timers;
  readonly strengthOf: SecretPrompt['strengthOf'];
}

/** A window that was opened, until it is gone. */
interface Open {
  readonly gone: Promise<void>;
  isConnected: boolean;
}

interface Asking extends Open {
  readonly kind: 'asking';
  readonly question: SecretQuestion;
  problem: SecretPromptView['problem'];
  isBusy: boolean;
  /** The answer was taken; the window only has to go. */
  isDone: boolean;
  readonly take: (answer: Secret) => Promise<'done' | 'again'>;
}

interface Showing extends Open {
  readonly kind: 'showing';
  readonly shown: ShownSecret;
  readonly secret: Secret;
  readonly beforeCopy: () => void;
  isGiven: boolean;
}

/**
 * Asks for secrets, and shows one, in a window that another process owns. What is typed comes from the page of that
 * window over a port of its own: the process of the windows hands the port over and never reads it. One at a time.
 */
export class SecretSession implements SecretPrompt, SecretDisplay {
  readonly #parts: SecretSessionParts;
  #open: Asking | Showing | null = null;

  constructor(parts: SecretSessionParts) {
    this.#parts = parts;
  }

  async ask<T>(question: SecretQuestion, use: (answer: Secret) => Promise<T>): Promise<T> {
    await this.#untilGone();
    this.#assertFree();
    return new Promise<T>((resolve, reject) => {
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
      const gone = this.#openWindow(false);
      const state = { problem: null, isBusy: false, isDone: false, isConnected: false };
      this.#open = { kind: 'asking', question, take, gone, ...state };
      gone.then(
        () => reject(new AppError('cancelled-by-person')),
        (error: unknown) => reject(error instanceof Error ? error : new AppError('internal')),
      );
    });
  }

  strengthOf(passphrase: Secret, about: readonly string[]): Promise<number> {
    return this.#parts.strengthOf(passphrase, about);
  }

  async show(shown: ShownSecret, secret: Secret, beforeCopy: () => void): Promise<void> {
    await this.#untilGone();
    this.#assertFree();
    // Whoever looks at something else does not look at the token.
    const gone = this.#openWindow(true);
    this.#open = { kind: 'showing', shown, secret, beforeCopy, isGiven: false, gone, isConnected: false };
    await gone;
  }

  /** Closes an open window; a question ends as `cancelled-by-person`. Effects: a copied token leaves the clipboard. */
  close(): void {
    void this.#parts.shell.closeSecret();
    void this.#parts.shell.clearCopied();
  }

  /** Takes the port of the window's page: the first one alone, so that no later page gets what was meant for it. */
  connect(port: Port): void {
    const open = this.#open;
    if (open === null || open.isConnected) return;
    open.isConnected = true;
    port.onMessage((message) => {
      const request = requestSchema.safeParse(message).data;
      if (request === undefined || this.#open !== open) return;
      void this.#answer(request).then((value) => port.postMessage({ id: request.id, value }));
    });
  }

  #answer(request: SecretRequest): Promise<unknown> {
    switch (request.op) {
      case 'view':
        return Promise.resolve(this.#view());
      case 'answer':
        return this.#take(request.text);
      case 'text':
        return Promise.resolve(this.#giveText());
      case 'copy':
        return this.#copyText();
      case 'cancel':
        return Promise.resolve(void this.#parts.shell.closeSecret());
    }
  }

  #openWindow(closesOnBlur: boolean): Promise<void> {
    return this.#parts.shell.openSecret({ closesOnBlur }).finally(() => {
      this.#open = null;
    });
  }

  /** The question is answered: another may be asked as soon as this window is gone. */
  #finish(): void {
    if (this.#open?.kind === 'asking') this.#open.isDone = true;
  }

  /** Waits for a window whose answer was taken. */
  async #untilGone(): Promise<void> {
    const open = this.#open;
    if (open?.kind === 'asking' && open.isDone) await open.gone.catch(() => undefined);
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

  #view(): SecretPromptView | SecretRevealView | null {
    const open = this.#open;
    if (open === null) return null;
    const look = this.#parts.look();
    if (open.kind === 'showing')
      return { kind: 'reveal', ...open.shown, clipboardSeconds: CLIPBOARD_SECONDS, ...look };
    const { question, problem } = open;
    return { ...question, facts: [...question.facts], problem, ...look };
  }

  async #take(text: string): Promise<SecretPromptView | null> {
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
    if (isPasted) await this.#parts.shell.clearClipboardOf(digestOf(text.trim()));
    // The page gets its answer before it ends.
    setImmediate(() => void this.#parts.shell.closeSecret());
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
    const { shown, gone } = showing;
    const stop = this.#parts.timers.after(shown.seconds * 1_000, () => void this.#parts.shell.closeSecret());
    void gone.finally(stop);
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
    await this.#parts.shell.putIntoClipboard(showing.secret.revealText());
    return true;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
