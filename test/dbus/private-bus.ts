import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createClient, messageType, type MessageBus } from 'dbus-native';
import { startBus, type SessionBus } from '../../scripts/session/session-bus.ts';

/** A bus for one test. It may go away and come back at the same address. */
export class PrivateBus {
  readonly dir: string;
  #bus: SessionBus | null = null;
  readonly #speakers: Speaker[] = [];

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async absent(): Promise<PrivateBus> {
    return new PrivateBus(await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-bus-')));
  }

  static async start(): Promise<PrivateBus> {
    const bus = await PrivateBus.absent();
    await bus.comeBack();
    return bus;
  }

  get address(): string {
    return `unix:path=${path.join(this.dir, 'bus')}`;
  }

  async comeBack(): Promise<void> {
    await mkdir(this.dir, { recursive: true });
    this.#bus = await startBus(this.dir, { env: process.env, hasPrompter: false });
  }

  async goAway(): Promise<void> {
    for (const speaker of this.#speakers.splice(0)) speaker.close();
    await this.#bus?.daemon.stop();
    this.#bus = null;
    await rm(this.dir, { recursive: true, force: true });
  }

  /** A program on the bus, which owns the names given. */
  async speaker(...names: readonly string[]): Promise<Speaker> {
    const speaker = await Speaker.on(this.address, names);
    this.#speakers.push(speaker);
    return speaker;
  }
}

/** What a program says: the path, the interface with the name of the signal, and its arguments. */
interface Said {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly isTrue?: boolean;
  /** Only this connection gets it, whatever it asked the bus for. */
  readonly to?: string;
}

/** A program on a bus. */
export class Speaker {
  readonly #bus: MessageBus;

  private constructor(bus: MessageBus) {
    this.#bus = bus;
  }

  static async on(address: string, names: readonly string[]): Promise<Speaker> {
    const bus = createClient({ busAddress: address });
    bus.connection.on('error', () => undefined); // the bus goes away under it
    for (const name of names) await bus.requestName(name, 0);
    await bus.getId();
    return new Speaker(bus);
  }

  get name(): string {
    if (typeof this.#bus.name !== 'string') throw new Error('the bus has not given it a name');
    return this.#bus.name;
  }

  /** Returns when the bus has passed it on. */
  async say({ path: from, interface: of, member, isTrue, to }: Said): Promise<void> {
    const body = isTrue === undefined ? {} : { signature: 'b', body: [isTrue] };
    const destination = to === undefined ? {} : { destination: to };
    const serial = this.#bus.serial++;
    const type = messageType.signal;
    this.#bus.connection.message({
      type,
      serial,
      path: from,
      interface: of,
      member,
      ...destination,
      ...body,
    });
    await this.settled();
  }

  /** Answers a call, whatever its arguments are. */
  answer(at: string, of: string, member: string, { gives, value }: Answer): void {
    this.#bus.setMethodCallHandler(at, of, member, [() => value(), gives]);
  }

  /** Has a property of the type `gives`. */
  property(at: string, of: string, name: string, { gives, value }: Answer): void {
    const holder = Object.defineProperty({}, name, { get: value });
    this.#bus.exportInterface(holder, at, { name: of, properties: { [name]: gives } });
  }

  /** Calls another program, and returns when the bus has passed it on. */
  async call(to: string, of: string, member: string): Promise<void> {
    void this.#bus.invoke({ destination: to, path: '/', interface: of, member });
    await this.settled();
  }

  /** Returns when what it has said and answered so far was passed on. */
  async settled(): Promise<void> {
    await this.#bus.getId();
  }

  /** Names of all connections but the bus and this one. */
  async others(): Promise<readonly string[]> {
    const names: unknown = await this.#bus.listNames();
    const all = Array.isArray(names) ? names.map(String) : [];
    return all.filter((name) => name.startsWith(':') && name !== this.name);
  }

  close(): void {
    this.#bus.connection.stream.destroy();
  }
}

/** An answer, by its D-Bus signature. */
interface Answer {
  readonly gives: string;
  readonly value: () => unknown;
}
