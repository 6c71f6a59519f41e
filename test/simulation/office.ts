import type { PolicyRules } from '../../contract/areas/policy.ts';
import { AppError } from '../../main/ports/app-error.ts';
import type { Log } from '../../main/ports/ports.ts';
import { createTBank } from '../../main/edges/tapi/t-bank.ts';
import type { CheckedFile } from '../../main/domain/onec/check-file.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { PaymentFollower } from '../../main/domain/payments/sending/follow.ts';
import { SendingRun } from '../../main/domain/payments/sending/sending-run.ts';
import { FakeTimers } from '../fakes/fake-clock.ts';
import { MemoryFile, openMemoryLedger } from '../fakes/memory-ledger.ts';
import { PowerCut, type CommitFault } from '../fakes/power-switch.ts';
import {
  bankAccount,
  COMPANY,
  EVERYDAY,
  PAYING,
  VaultWorld,
  type People,
  type StartOptions,
  type Workday,
} from '../fakes/vault-world.ts';
import { Agenda } from './agenda.ts';
import { BankInProcess } from './bank-in-process.ts';
import type { Dice } from './dice.ts';
import { Network } from './network.ts';
import { readOrders } from './orders-file.ts';

/** A furnished vault that many seeds begin with: making one takes longer than a whole seed. */
export interface Furnished {
  readonly world: VaultWorld;
  /** What is in it; `null`: in its own SQLite file, for one seed alone. */
  readonly file: MemoryFile | null;
  readonly ids: number;
  /** A file of 1C that somebody has sent. */
  readonly orders: CheckedFile;
}

/** Makes a company with its people, rules and tokens, over tables in memory. */
export async function furnish(rules: PolicyRules): Promise<Furnished> {
  const world = new VaultWorld();
  const file = new MemoryFile();
  world.openTables = () => openMemoryLedger(file);
  await world.furnish({ rules });
  return { world, file, ids: world.ids.count, orders: readOrders() };
}

/** The same over the real store. */
export async function furnishInSqlite(rules: PolicyRules): Promise<Furnished> {
  const world = new VaultWorld();
  await world.furnish({ rules });
  return { world, file: null, ids: world.ids.count, orders: readOrders() };
}

export interface OfficeParts {
  readonly furnished: Furnished;
  readonly dice: Dice;
  readonly startsAt: string;
  readonly bank: Pick<ConstructorParameters<typeof BankInProcess>[0], 'settings' | 'settleAfterMs'>;
  readonly tell: (line: () => string) => void;
}

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** How often a run of the app is to be cut off at some step, and its disk to fail. Units: percent. */
const CUT_OFF = 35;
const DISK_TROUBLE = 15;
const LATEST_CUT = 45;
const LATEST_FAULT = 20;

/**
 * A company at work on one computer: one vault, one bank, a network between them, one clock. The app dies and starts
 * anew; file, keychain, bank and what is on its way stay.
 */
export class Office {
  readonly world: VaultWorld;
  readonly dice: Dice;
  readonly bank: BankInProcess;
  readonly network: Network;
  readonly agenda = new Agenda();
  readonly orders: CheckedFile;
  readonly tell: (line: () => string) => void;
  /** What is wrong with the program itself: errors that nobody expects. */
  readonly bugs: string[] = [];
  /** How often the app was cut off at one of its steps. */
  cutOffs = 0;
  /** Nothing is cut off and no disk fails any more. */
  isCalm = false;
  #day: Workday;
  #run: SendingRun;
  #ticks = new FakeTimers();
  #logged = 0;
  #invoices = 0;

  private constructor({ furnished, dice, startsAt, bank, tell }: OfficeParts) {
    const { world, ids } = furnished;
    const file = furnished.file?.copy() ?? null;
    if (file !== null) world.openTables = () => openMemoryLedger(file);
    world.clock.reset(startsAt);
    world.ids.goBackTo(ids);
    world.keychain.failWith(undefined);
    for (const list of [world.published, world.told, world.logged, world.warned]) list.length = 0;
    for (const list of [world.prompt.questions, world.prompt.secrets]) list.length = 0;
    this.world = world;
    this.orders = furnished.orders;
    this.dice = dice;
    this.tell = (line) => tell(() => `${world.clock.truth.slice(5, 19)} ${line()}`);
    const { clock } = world;
    this.bank = new BankInProcess({
      ...bank,
      now: () => new Date(clock.truth),
      monotonicMs: () => clock.ms(),
      tokens: [
        { text: textOf(EVERYDAY), accesses: EVERYDAY_ACCESSES },
        { text: textOf(PAYING), accesses: ['company-info/get', 'bank-accounts/get', 'payments/rub-pay'] },
      ],
    });
    this.bank.control({ command: 'setBalance', accountNumber: bankAccount().accountNumber, kopecks: RICH });
    this.network = new Network({ clock, agenda: this.agenda, bank: this.bank, dice, tell: this.tell });
    [this.#day, this.#run] = this.#begin();
  }

  static async open(parts: OfficeParts): Promise<Office> {
    await parts.furnished.world.keychain.remove('checkpoint');
    const office = new Office(parts);
    await drained();
    return office;
  }

  get people(): People {
    return this.world.people;
  }

  get day(): Workday {
    return this.#day;
  }

  get run(): SendingRun {
    return this.#run;
  }

  /** Numbers what is to be paid. */
  nextInvoice(): number {
    this.#invoices += 1;
    return this.#invoices;
  }

  /** Payments as the app knows them now. */
  get payments(): readonly Payment[] {
    return this.#day.parts.payments.list(COMPANY, null);
  }

  /** Payments as the file has them. */
  get paymentsInFile(): readonly Payment[] {
    return this.world.start().parts.payments.list(COMPANY, null);
  }

  /** Somebody does something and does not wait for what comes of it. What the app tells him is no bug. */
  attempt(what: string, act: (day: Workday) => unknown): void {
    const day = this.#day;
    this.tell(() => what);
    const done = async (): Promise<void> => {
      await act(day);
    };
    done().then(
      () => this.tell(() => `  ${what}: done`),
      (error: unknown) => this.#hear(day, what, error),
    );
  }

  /** The process is killed, and started anew. */
  kill(): void {
    this.tell(() => 'the app is killed');
    this.#day.power.cut();
    this.#revive();
  }

  /** The same in so many milliseconds, whatever is being done then. */
  dieIn(ms: number): void {
    const { power } = this.#day;
    this.agenda.add(this.world.clock.ms() + ms, () => power.cut());
  }

  /** Lets time pass, here and at the bank; then the app asks once what it has to ask. Units: ms. */
  async pass(ms: number): Promise<void> {
    const { clock } = this.world;
    const end = clock.ms() + ms;
    for (;;) {
      await this.#settle();
      const nextMs = Math.min(this.agenda.nextAtMs, clock.ms() + this.#day.timers.nextInMs);
      if (nextMs > end) break;
      this.#advance(nextMs - clock.ms());
    }
    this.#advance(end - clock.ms());
    await this.#settle();
    this.#ticks.pass(TICK_MS);
    await this.#settle();
  }

  #advance(ms: number): void {
    const { clock } = this.world;
    if (ms > 0) {
      clock.pass(ms);
      this.#day.timers.pass(ms);
    }
    this.agenda.reach(clock.ms());
  }

  async #settle(): Promise<void> {
    await drained();
    if (this.#day.power.isOff) {
      this.tell(() => `the app is cut off at step ${this.#day.power.steps}`);
      this.cutOffs += 1;
      this.#revive();
      await drained();
    }
    this.#readLog();
  }

  #revive(): void {
    [this.#day, this.#run] = this.#begin();
  }

  #begin(): [Workday, SendingRun] {
    this.world.prompt.forget();
    const options = this.isCalm ? {} : this.#mischief();
    const day = this.world.start({
      ...options,
      bankOf: (surroundings) =>
        createTBank({
          clock: this.world.clock,
          timers: surroundings.timers,
          ids: this.world.ids,
          log: SILENT,
          random: () => this.dice.next(),
          caller: this.network.callerOf(surroundings),
        }),
    });
    this.#ticks = new FakeTimers();
    const follower = new PaymentFollower(day.parts, this.#ticks);
    const run = new SendingRun({ ...day.parts, orders: day.stores.sendingOrders });
    const { cutAt, commitFaults = [] } = options;
    this.tell(() => `the app starts; cut off at ${cutAt ?? '–'}, ${commitFaults.length} faults of the disk`);
    try {
      follower.start();
    } catch (error) {
      this.#hear(day, 'the start', error);
    }
    return [day, run];
  }

  #mischief(): StartOptions {
    const { dice } = this;
    const fault = (): CommitFault => ({
      at: dice.between(1, LATEST_FAULT),
      code: dice.pick(['store-full', 'store-io'] as const),
      isKept: dice.percent(30),
    });
    return {
      ...(dice.percent(CUT_OFF) ? { cutAt: dice.between(1, LATEST_CUT) } : {}),
      commitFaults: dice.percent(DISK_TROUBLE) ? [fault(), fault()] : [],
    };
  }

  #hear(day: Workday, what: string, error: unknown): void {
    if (day.power.isOff) return;
    if (error instanceof AppError) this.tell(() => `  ${what}: ${error.code}`);
    else this.bugs.push(`${what}: ${String(error)}`);
  }

  /** Errors that the app has only written down are looked at too. */
  #readLog(): void {
    const { logged } = this.world;
    for (const { event, error } of logged.slice(this.#logged))
      if (!(error instanceof AppError) && !(error instanceof PowerCut))
        this.bugs.push(`${event}: ${String(error)}`);
    this.#logged = logged.length;
  }
}

/** Units: ms. Source: `follow.ts`. */
const TICK_MS = 1_000;

/** Enough for whatever anybody pays. Units: kopecks. */
export const RICH = 10_000_000_00;

const EVERYDAY_ACCESSES = [
  'company-info/get',
  'bank-accounts/get',
  'bank-statements/get',
  'payments/draft/create',
  'payments/status/get',
];

/** Source: `VaultWorld.addToken`. */
function textOf(tokenId: string): string {
  return `t.${tokenId}-${'x'.repeat(40)}`;
}

/** Returns when nothing can go on by itself: everything waits for time, or for somebody. */
function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
