import { createClient, messageType, type Message, type MessageBus } from 'dbus-native';
import type { Log, Timers } from '../../ports/ports.ts';

/** How long a call may stay without an answer. Units: ms. Source: libdbus, DBUS_TIMEOUT_USE_DEFAULT. */
const CALL_TIMEOUT_MS = 25_000;

/** A lost bus is dialled again after this, then after twice as long. Units: ms. Own choice: a restart takes less. */
const FIRST_RETRY_MS = 1_000;

/** The longest wait. Units: ms. Own choice: a computer without a bus is asked once a minute, which costs nothing. */
const LAST_RETRY_MS = 60_000;

/** No program is started for a question. Source: D-Bus specification, «Message Format», NO_AUTO_START. */
const NO_AUTO_START = 2;

/** The bus itself. Source: D-Bus specification, «Message Bus Messages». */
const BUS = { name: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };

/** A signal of some program. */
export interface Signal {
  readonly path: string;
  readonly body: readonly unknown[];
}

/** A signal that is waited for, and the name of the program that it has to come from. */
export interface Watch {
  readonly name: string;
  readonly interface: string;
  readonly member: string;
  readonly heard: (signal: Signal) => void;
}

/** A question to a program. */
export interface Question {
  readonly name: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** Asks a program that runs; none is started for it. Errors: rejects with the answer of the bus, or without one. */
export type Ask = (question: Question) => Promise<unknown>;

export interface BusLinkParts {
  /** Which bus, for the log. */
  readonly bus: 'system' | 'session';
  readonly socket: string;
  readonly watches: readonly Watch[];
  /** A watched program is there: it was, or has just come. */
  readonly appeared: (name: string, ask: Ask) => void;
  readonly timers: Timers;
  readonly log: Log;
}

/**
 * Listens on one bus, and dials it again when it is gone. A signal counts when it comes from the owner of the watched
 * name. While nobody owns the name it counts whoever sent it: every program of this person may lock, and a lock too
 * many does no harm.
 *
 * Errors: none; a bus that is missing is tried again and told in the log once.
 */
export class BusLink {
  readonly #parts: BusLinkParts;
  readonly #owners = new Map<string, string>();
  #bus: MessageBus | null = null;
  #retryMs = FIRST_RETRY_MS;
  #isTold = false;
  #isStopped = false;
  #cancelRetry: (() => void) | null = null;

  constructor(parts: BusLinkParts) {
    this.#parts = parts;
  }

  start(): void {
    try {
      this.#dial();
    } catch (error) {
      this.#retry(error);
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelRetry?.();
    this.#hangUp();
  }

  #dial(): void {
    // `direct` leaves the greeting to us: the library throws out of a timer when its own is refused.
    const socket = { socket: this.#parts.socket, direct: true };
    // The other ways to say who we are would read files or say nothing.
    const bus = createClient({ ...socket, authMethods: ['EXTERNAL'], plainValues: true });
    this.#bus = bus;
    const lose = (error?: unknown): void => {
      if (this.#bus !== bus) return;
      this.#hangUp();
      this.#retry(error);
    };
    const { connection } = bus;
    connection
      .on('error', lose)
      .on('close', lose)
      .on('end', () => lose());
    // The library answers calls of strangers by itself, and throws at some: no reason to hang up.
    connection.on('handlerError', () => undefined);
    connection.on('message', (message) => this.#take(bus, message));
    this.#join(bus).catch(lose);
  }

  async #join(bus: MessageBus): Promise<void> {
    const { watches } = this.#parts;
    const names = [...new Set(watches.map(({ name }) => name))];
    const rules = [
      ...names.map((name) => `sender='${BUS.name}',member='NameOwnerChanged',arg0='${name}'`),
      ...watches.map(({ interface: of, member }) => `type='signal',interface='${of}',member='${member}'`),
    ];
    // All at once: the bus takes them in order.
    await Promise.all([toBus(bus, 'Hello'), ...rules.map((rule) => toBus(bus, 'AddMatch', rule))]);
    if (this.#bus !== bus) return;
    this.#retryMs = FIRST_RETRY_MS;
    this.#isTold = false;
    this.#parts.log.info('desktop-bus-joined', { bus: this.#parts.bus });
    for (const name of names) this.#findOwner(bus, name);
  }

  /** By a callback, which runs in the order of the bus: a change that comes after this answer is taken after it. */
  #findOwner(bus: MessageBus, name: string): void {
    const question = { member: 'GetNameOwner', signature: 's', body: [name] };
    bus.invokeDbus(question, { timeout: CALL_TIMEOUT_MS }, (error: unknown, owner: unknown) => {
      if (!error && this.#bus === bus) this.#noteOwner(bus, name, owner);
    });
  }

  #noteOwner(bus: MessageBus, name: string, owner: unknown): void {
    if (typeof owner !== 'string' || owner === '') {
      this.#owners.delete(name);
      return;
    }
    this.#owners.set(name, owner);
    this.#parts.appeared(name, ({ name: destination, ...question }) =>
      ask(bus, { ...question, destination }),
    );
  }

  #take(bus: MessageBus, message: Message): void {
    if (this.#bus !== bus || message.type !== messageType.signal) return;
    const { sender, path = '', member, body = [] } = message;
    if (sender === BUS.name && message.interface === BUS.name && member === 'NameOwnerChanged') {
      const [name, , owner] = body;
      if (typeof name === 'string' && !name.startsWith(':')) this.#noteOwner(bus, name, owner);
      return;
    }
    for (const watch of this.#parts.watches) {
      if (watch.interface !== message.interface || watch.member !== member) continue;
      const owner = this.#owners.get(watch.name);
      if (owner === undefined || owner === sender) watch.heard({ path, body });
    }
  }

  #retry(error: unknown): void {
    if (this.#isStopped) return;
    if (!this.#isTold)
      this.#parts.log.warn('desktop-bus-lost', { bus: this.#parts.bus, code: codeOf(error) });
    this.#isTold = true;
    this.#cancelRetry = this.#parts.timers.after(this.#retryMs, () => this.start());
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  #hangUp(): void {
    const bus = this.#bus;
    this.#bus = null;
    this.#owners.clear();
    bus?.connection.stream.destroy();
  }
}

async function toBus(bus: MessageBus, member: string, ...body: readonly string[]): Promise<void> {
  const question = { destination: BUS.name, path: BUS.path, interface: BUS.name, member };
  await ask(bus, body.length === 0 ? question : { ...question, signature: 's', body });
}

async function ask(
  bus: MessageBus,
  question: Omit<Question, 'name'> & { readonly destination: string },
): Promise<unknown> {
  const { body, ...rest } = question;
  const message: Message = {
    ...rest,
    flags: NO_AUTO_START,
    ...(body === undefined ? {} : { body: [...body] }),
  };
  return bus.invoke<unknown>(message, { timeout: CALL_TIMEOUT_MS });
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
