import type { ShellCalls } from './calls.ts';
import type { Remote } from './link.ts';
import type { Port } from './vault-messages.ts';

/**
 * Keychain processes, which the process of the windows starts and kills. What is read and written goes over a port
 * between the two of us alone.
 */
export class KeychainChildren {
  readonly #shell: Pick<Remote<ShellCalls>, 'startKeychain' | 'killKeychain'>;
  readonly #children = new Map<number, Child>();
  #lastId = 0;

  constructor(shell: Pick<Remote<ShellCalls>, 'startKeychain' | 'killKeychain'>) {
    this.#shell = shell;
  }

  /** Starts one. Returns its pipe, as the client of the keychain takes it (`main/edges/keychain/child-link.ts`). */
  spawn() {
    this.#lastId += 1;
    const id = this.#lastId;
    const child: Child = { port: null, waiting: [], onMessage: null, onExit: null };
    this.#children.set(id, child);
    this.#shell.startKeychain(id).catch(() => this.gone(id));
    return {
      send: (message: unknown) => {
        // Copied as the port would: the bytes in it may be zeroed as soon as this returns.
        if (child.port === null) child.waiting.push(structuredClone(message));
        else child.port.postMessage(message);
      },
      onMessage: (listener: (message: unknown) => void) => void (child.onMessage = listener),
      onExit: (listener: () => void) => void (child.onExit = listener),
      kill: () => void this.#shell.killKeychain(id),
    };
  }

  /** The port of a process that was started. */
  connect(id: number, port: Port): void {
    const child = this.#children.get(id);
    if (child === undefined) return;
    child.port = port;
    port.onMessage((message) => child.onMessage?.(message));
    for (const message of child.waiting.splice(0)) port.postMessage(message);
  }

  /** The process is gone, for whatever reason. */
  gone(id: number): void {
    const child = this.#children.get(id);
    this.#children.delete(id);
    child?.onExit?.();
  }
}

interface Child {
  port: Port | null;
  /** What was sent before the port came. */
  readonly waiting: unknown[];
  onMessage: ((message: unknown) => void) | null;
  onExit: (() => void) | null;
}
