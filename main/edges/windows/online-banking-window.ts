import type { BrowserWindow } from 'electron';
import type { OnlineBankingReply, OnlineBankingRequest } from '../link/calls.ts';
import { CABINET_HOST } from './app-protocol.ts';
import { makeWindow } from './make-window.ts';
import { guardedSession } from './page-session.ts';

export interface OnlineBankingWindowParts {
  /** Starts the training bank, or finds it running. Errors: rejects when it cannot be started. */
  readonly start: () => Promise<void>;
  readonly answer: (request: OnlineBankingRequest) => Promise<OnlineBankingReply>;
  readonly title: () => string;
}

/** Own choice: a browser window beside ours at the design size. */
const SIZE = { width: 1040, height: 760, minWidth: 720, minHeight: 520 };

/** A command of online banking takes some hundred bytes. Units: characters. Own choice. */
const MAX_BODY = 64_000;

/**
 * Online banking of the training bank in a window of its own: no preload, a session and a host of its own, so a token
 * that is shown there is in no process that the main window has. Its pages come from the bank in this process; nothing
 * goes over a network.
 */
export class OnlineBankingWindow {
  readonly #parts: OnlineBankingWindowParts;
  #window: BrowserWindow | null = null;

  constructor(parts: OnlineBankingWindowParts) {
    this.#parts = parts;
  }

  /** Opens the window, or brings the open one to the front. Errors: those of the bank's start. */
  async open(): Promise<void> {
    await this.#parts.start();
    if (this.#window !== null) {
      this.#window.focus();
      return;
    }
    const window = makeWindow({
      session: guardedSession('klyuchnik-cabinet', () => (request) => this.#answer(request)),
      title: this.#parts.title(),
      size: SIZE,
      backgroundColor: '#f6f7f8',
    });
    this.#window = window;
    window.on('closed', () => {
      this.#window = null;
    });
    // The title of the window says whose it is, whatever the page says.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.once('ready-to-show', () => window.show());
    await window.loadURL(`app://${CABINET_HOST}/cabinet`);
  }

  close(): void {
    this.#window?.destroy();
  }

  async #answer(request: Request): Promise<Response> {
    const { host, pathname } = new URL(request.url);
    if (host !== CABINET_HOST) return new Response(null, { status: 404 });
    const body = request.method === 'POST' ? await request.text() : '';
    if (body.length > MAX_BODY) return new Response(null, { status: 413 });
    const contentType = request.headers.get('content-type');
    const { answer } = this.#parts;
    const reply = await answer({ verb: request.method, path: pathname, contentType, body });
    return new Response(reply.body, { status: reply.status, headers: { ...reply.headers } });
  }
}
