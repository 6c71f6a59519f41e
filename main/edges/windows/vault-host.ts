import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { Result } from '../../../contract/result.ts';
import { AppError } from '../../ports/app-error.ts';
import { killUtility, startKeychainProcess, type KeychainChild } from './keychain-child.ts';
import type { LockedVault, ShellCalls, VaultCalls, VaultStart } from '../link/calls.ts';
import { linkOver, type Link, type Remote } from '../link/link.ts';
import type { VaultMessage } from '../link/vault-messages.ts';

/** What the process of the windows gives, besides the processes that are kept here. */
export type WindowCalls = Omit<ShellCalls, 'startKeychain' | 'killKeychain' | 'locked'>;

export interface VaultHostParts {
  /** The built files of the two processes. */
  readonly vaultProcess: string;
  readonly keychainProcess: string;
  readonly facts: Omit<VaultStart, 'locked'>;
  readonly windows: WindowCalls;
  /** The screen of now, which the next process goes on with behind the lock. */
  readonly locked: () => LockedVault;
  /** Called once when the process keeps ending by itself: no other one is started. */
  readonly gaveUp: () => void;
}

/** So many ends of its own within the time are a fault that another start does not mend. Own choice. */
const MOST_ENDS = 3;
/** Units: ms. Own choice. */
const ENDS_WITHIN_MS = 60_000;

interface Running {
  readonly process: UtilityProcess;
  readonly link: Link<VaultCalls>;
  /** Resolves when it takes calls. Errors: those of its start. */
  readonly ready: Promise<void>;
  /** Started before it is asked for, so that it loads while the vault process does; used once. */
  spare: KeychainChild | null;
  readonly keychains: Map<number, UtilityProcess>;
}

/**
 * Keeps the vault process: starts it, and at the lock ends it with its keychain process and starts another that knows
 * nothing, so that no secret outlives the lock in any memory. Calls that come meanwhile wait for the new one.
 */
export class VaultHost {
  readonly #parts: VaultHostParts;
  #running: Running;
  #isClosed = false;
  #closing: Promise<void> | null = null;
  /** Ends that nobody asked for. Units: ms of the monotonic clock. */
  #endedAt: readonly number[] = [];

  /** Effects: starts the process; `started` says whether it could begin. */
  constructor(parts: VaultHostParts) {
    this.#parts = parts;
    this.#running = this.#start(null);
  }

  /** Errors: those of the profile and of the environment file; the app cannot start then. */
  get started(): Promise<void> {
    return this.#running.ready;
  }

  /** The process of now. */
  get vault(): Remote<VaultCalls> {
    return this.#running.link.remote;
  }

  /** Opens the vault and goes on by itself. Errors: those of the link. */
  async open(): Promise<void> {
    const running = this.#running;
    try {
      await running.link.remote.open();
    } finally {
      // A profile whose secrets lie in a passphrase file asks for none.
      if (running.spare !== null) killUtility(running.spare.process);
    }
  }

  /** Makes a call of a page; one that the lock cut off says so. */
  async answer(make: (vault: Remote<VaultCalls>) => Promise<Result<unknown>>): Promise<Result<unknown>> {
    const running = this.#running;
    try {
      await running.ready;
      return await make(running.link.remote);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      return { ok: false, error: { code, details: {}, incidentId: null } };
    }
  }

  /** Hands the page of the secret window its way to the vault process. */
  connectSecret(port: MessagePortMain): void {
    this.#running.process.postMessage({ kind: 'secret-port' } satisfies VaultMessage, [port]);
  }

  /** Closes the vault and ends its processes; whoever asks again waits for the same end. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return; // given up: its processes have ended
    this.#isClosed = true;
    const running = this.#running;
    try {
      await running.link.remote.close();
    } finally {
      end(running);
    }
  }

  #start(locked: LockedVault | null): Running {
    const { vaultProcess, facts, windows } = this.#parts;
    const process = utilityProcess.fork(vaultProcess, [], {
      serviceName: 'Klyuchnik vault',
      stdio: 'inherit',
    });
    const keychains = new Map<number, UtilityProcess>();
    const own: ShellCalls = {
      ...windows,
      startKeychain: (id) => this.#startKeychain(running, id),
      killKeychain: (id) => {
        const child = keychains.get(id);
        if (child !== undefined) killUtility(child);
      },
      locked: () => this.#restart(running),
    };
    const link = linkOver<VaultCalls>(
      {
        post: (message) => process.postMessage(message),
        // A process that was ended says nothing more, whatever was still on its way.
        onMessage: (listener) =>
          void process.on('message', (message) => {
            if (this.#running === running) listener(message);
          }),
      },
      own,
    );
    const ready = link.remote.start({ ...facts, locked }).then(() => undefined);
    // Behind the lock nobody asks it before a person comes back.
    const spare = locked === null ? startKeychainProcess(this.#parts.keychainProcess) : null;
    const running: Running = { process, link, ready, spare, keychains };
    spare?.process.once('exit', () => {
      if (running.spare === spare) running.spare = null;
    });
    // Whoever waits for it hears it.
    ready.catch(() => undefined);
    process.once('exit', (code) => this.#onExit(running, code));
    return running;
  }

  #startKeychain(running: Running, id: number): void {
    const { process, keychains } = running;
    const { process: child, port } = running.spare ?? startKeychainProcess(this.#parts.keychainProcess);
    running.spare = null;
    keychains.set(id, child);
    process.postMessage({ kind: 'keychain-port', id } satisfies VaultMessage, [port]);
    child.once('exit', () => {
      keychains.delete(id);
      process.postMessage({ kind: 'keychain-gone', id } satisfies VaultMessage);
    });
  }

  /** Effects: the windows of the process that ends are closed with it. */
  #restart(before: Running): void {
    if (this.#running !== before || this.#isClosed) return;
    const { windows, locked } = this.#parts;
    this.#running = this.#start(locked());
    end(before);
    windows.closeSecret();
    windows.closeApproval();
    void this.#running.link.remote.open().catch(() => undefined);
  }

  /**
   * One that crashed is locked: what was on its way is settled after the next opening. One that keeps crashing is given
   * up.
   */
  #onExit(running: Running, code: number): void {
    if (this.#running !== running || this.#isClosed) return;
    const now = performance.now();
    this.#endedAt = [...this.#endedAt.filter((at) => now - at < ENDS_WITHIN_MS), now];
    if (this.#endedAt.length >= MOST_ENDS) {
      this.#isClosed = true;
      end(running);
      this.#parts.gaveUp();
      return;
    }
    this.#restart(running);
    void this.vault.logProblem('vault-process-ended', String(code)).catch(() => undefined);
  }
}

function end({ process, spare, keychains, link }: Running): void {
  for (const child of keychains.values()) killUtility(child);
  if (spare !== null) killUtility(spare.process);
  killUtility(process);
  link.end(new AppError('vault-locked'));
}
