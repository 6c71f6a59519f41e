import type { KeychainProblem } from '../../ports/keychain-ports.ts';
import type { ChildLink } from './child-link.ts';
import { keychainReplySchema, type KeychainReply, type KeychainRequest } from './keychain-protocol.ts';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What the client asks; the id is given here. */
export type KeychainCall = DistributiveOmit<KeychainRequest, 'id'>;

/** Runs `action` after `delayMs` and returns a function that cancels it. */
export type After = (delayMs: number, action: () => void) => () => void;

export interface CallOptions {
  readonly spawnKeychainProcess: () => ChildLink;
  readonly after: After;
  /** Units: milliseconds of one call until the person is told that it waits. */
  readonly waitingAfterMs: number;
  /** Units: milliseconds of one call until its process is killed. */
  readonly deadlineMs: number;
}

interface Job {
  readonly call: KeychainCall;
  readonly settle: (reply: Omit<KeychainReply, 'id'>) => void;
}

interface RunningJob extends Job {
  readonly id: number;
  readonly stopTimers: () => void;
}

/**
 * Makes the calls to the keychain process one at a time, each with one answer whatever happens to the process, and
 * starts the process again when it is needed: after a crash, a deadline, a cancelled prompt or a lock.
 */
export class KeychainCalls {
  readonly #options: CallOptions;
  readonly #listeners = new Set<(waiting: boolean) => void>();
  #waitingJobs: Job[] = [];
  #running: RunningJob | undefined;
  #child: ChildLink | undefined;
  /** The process has answered before: if the keychain is now gone for it, a new process may still find it. */
  #isChildProven = false;
  #goneChildren: Promise<unknown> = Promise.resolve();
  #lastId = 0;
  #isWaiting = false;

  constructor(options: CallOptions) {
    this.#options = options;
  }

  /** Makes one call after those before it. Errors: never rejects. */
  make(call: KeychainCall): Promise<Omit<KeychainReply, 'id'>> {
    return new Promise((settle) => {
      this.#waitingJobs.push({ call, settle });
      this.#startNext();
    });
  }

  onWaiting(listener: (waiting: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the running call and all that wait behind it with `state`; with them ends the process. */
  endAll(state: KeychainProblem): void {
    const ended = [...(this.#running ? [this.#running] : []), ...this.#waitingJobs];
    this.#waitingJobs = [];
    this.#stopRunning();
    this.#dropChild();
    for (const job of ended) job.settle({ state });
  }

  /** Resolves when every process that was told to end is gone. */
  async whenGone(): Promise<void> {
    await this.#goneChildren;
  }

  /** True while a call runs or waits. */
  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  #startNext(): void {
    if (this.#running) return;
    const job = this.#waitingJobs.shift();
    if (!job) return;
    this.#lastId += 1;
    this.#running = { ...job, id: this.#lastId, stopTimers: this.#startTimers() };
    this.#send(job.call);
  }

  #send(call: KeychainCall): void {
    try {
      this.#child ??= this.#spawn();
      this.#child.send({ ...call, id: this.#lastId });
    } catch {
      this.#finish({ state: 'unavailable' }); // no process, or it died between two calls: the next call starts one
    }
  }

  #spawn(): ChildLink {
    const child = this.#options.spawnKeychainProcess();
    this.#isChildProven = false;
    child.onMessage((message) => {
      if (this.#child === child) this.#receive(message);
    });
    const gone = new Promise<void>((resolve) => {
      child.onExit(resolve);
    });
    this.#goneChildren = Promise.all([this.#goneChildren, gone]);
    void gone.then(() => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#finish({ state: 'unavailable' });
    });
    return child;
  }

  #receive(message: unknown): void {
    const reply = keychainReplySchema.safeParse(message).data;
    if (!this.#running || reply?.id !== this.#running.id) {
      this.#finish({ state: 'unavailable' });
    } else if (reply.state === 'unavailable' && this.#isChildProven) {
      this.#dropChild(); // it holds a bus or a service that is gone: once more, in a new process
      this.#send(this.#running.call);
    } else {
      this.#isChildProven = true;
      this.#finish(reply);
    }
  }

  #finish(reply: Omit<KeychainReply, 'id'>): void {
    const job = this.#stopRunning();
    // Such a process is hung, dead, or without a bus that it would not find again: the next call starts a new one.
    if (reply.state === 'unavailable' || reply.state === 'timeout') this.#dropChild();
    job?.settle(reply);
    this.#startNext();
  }

  #stopRunning(): RunningJob | undefined {
    const job = this.#running;
    this.#running = undefined;
    job?.stopTimers();
    this.#tellWaiting(false);
    return job;
  }

  #startTimers(): () => void {
    const stopWaiting = this.#options.after(this.#options.waitingAfterMs, () => {
      this.#tellWaiting(true);
    });
    const stopDeadline = this.#options.after(this.#options.deadlineMs, () => {
      this.#finish({ state: 'timeout' });
    });
    return () => {
      stopWaiting();
      stopDeadline();
    };
  }

  #tellWaiting(isWaiting: boolean): void {
    if (isWaiting === this.#isWaiting) return;
    this.#isWaiting = isWaiting;
    for (const listener of this.#listeners) listener(isWaiting);
  }

  #dropChild(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill();
  }
}
