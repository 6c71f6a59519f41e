import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'undici';
import { z } from 'zod';

const Message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
/** What the program answered, or that it is gone. */
type Answer = z.infer<typeof Message> | 'ended';

const Attached = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ type: z.string() }),
});
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.unknown().optional(),
});

/**
 * A running Chromium, looked into from outside through its DevTools protocol. Both sides of a pair are watched in the
 * same way.
 */
export interface Devtools {
  /**
   * Waits for the value of a promise made in the window's page; asked again when the page is replaced meanwhile.
   * Errors: rejects when the page throws or the program ends.
   */
  inFirstPage(expression: string): Promise<unknown>;
  /** Asks the program to quit, as a person would, and returns when it has heard or is gone. */
  quit(): Promise<void>;
  disconnect(): void;
}

/** A window goes through an empty page and its own; more than a few are a loop. */
const MOST_PAGES = 100;

/** How the program says where it listens. Source: content/browser/devtools/devtools_http_handler.cc. */
const LISTENING = /DevTools listening on (ws:\/\/127\.0\.0\.1:\d+\/\S+)/;

/**
 * Connects to a program that was started with `--remote-debugging-port=0` and a piped stderr. Errors: rejects when it
 * ends first.
 */
export async function connectDevtools(child: ChildProcess): Promise<Devtools> {
  const socket = new WebSocket(await addressOf(child));
  await once(socket, 'open');
  return new DevtoolsConnection(socket);
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      const address = LISTENING.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the program ended before its window: ${said}`)));
  });
}

class DevtoolsConnection implements Devtools {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: Answer) => void>();
  readonly #page: Promise<string>;
  #lastId = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.#page = new Promise((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const message = Message.parse(JSON.parse(String(data)));
        if (message.id !== undefined) this.#answer(message.id, message);
        if (message.method !== 'Target.attachedToTarget') return;
        const { sessionId, targetInfo } = Attached.parse(message.params);
        if (targetInfo.type === 'page') resolve(sessionId);
      });
    });
    socket.addEventListener('close', () => {
      for (const id of [...this.#waiting.keys()]) this.#answer(id, 'ended');
    });
    const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    void this.#send('Target.setAutoAttach', options);
  }

  async inFirstPage(expression: string): Promise<unknown> {
    const sessionId = await this.#page;
    const params = { expression, awaitPromise: true, returnByValue: true };
    for (let tries = 0; tries < MOST_PAGES; tries += 1) {
      const answered = await this.#send('Runtime.evaluate', params, sessionId);
      if (answered === 'ended') throw new Error('the program has ended');
      const { result, error } = answered;
      if (error !== undefined) continue; // the page was replaced by the next one
      const { result: answer, exceptionDetails } = Evaluated.parse(result);
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails).slice(0, 2000));
      return answer.value;
    }
    throw new Error('the page does not stay');
  }

  async quit(): Promise<void> {
    await this.#send('Browser.close', {});
  }

  disconnect(): void {
    this.#socket.close();
  }

  #answer(id: number, message: Answer): void {
    this.#waiting.get(id)?.(message);
    this.#waiting.delete(id);
  }

  #send(method: string, params: object, sessionId?: string): Promise<Answer> {
    this.#lastId += 1;
    const id = this.#lastId;
    const session = sessionId === undefined ? {} : { sessionId };
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params, ...session }));
    });
  }
}
