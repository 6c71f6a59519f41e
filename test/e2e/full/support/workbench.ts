import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ProcessUser } from '../../../../scripts/session/background-process.ts';
import { resolveElectron } from '../../../../scripts/electron/electron-runtime.ts';
import { startSession, type KeyringMode, type Session } from '../../../../scripts/session.ts';
import { BankProcess } from './bank-process.ts';
import { HoldableLine } from './holdable-line.ts';
import { RunningApp } from './running-app.ts';
import { writeUserLauncher } from './user-launcher.ts';

export interface WorkbenchOptions {
  readonly keyring?: KeyringMode;
  /** Units: milliseconds that a payment stays in progress; no bank at all when not given. */
  readonly settleAfterMs?: number;
  /** A bank that other workbenches use too; whoever started it stops it. */
  readonly sharedBank?: BankProcess;
  /** Lays a line that can be held between the app and the bank's listener for payments. */
  readonly hasLine?: boolean;
  /** Gives the desktop a system bus of its own. */
  readonly hasSystemBus?: boolean;
  /** Whose desktop and whose app it is. Only root can name another. */
  readonly user?: ProcessUser;
}

/** The bank of a workbench, and how it is reached. */
interface Reached {
  readonly bank: BankProcess | null;
  readonly ownBank: BankProcess | null;
  readonly line: HoldableLine | null;
}

/** A desktop with a keyring, perhaps a bank in a process of its own, and one profile of the app. */
export class Workbench {
  readonly session: Session;
  readonly dir: string;
  readonly #bank: BankProcess | null;
  readonly #ownBank: BankProcess | null;
  readonly #line: HoldableLine | null;
  #app: RunningApp | null = null;
  #userLauncher: string | null = null;

  private constructor(session: Session, dir: string, { bank, ownBank, line }: Reached) {
    this.session = session;
    this.dir = dir;
    this.#bank = bank;
    this.#ownBank = ownBank;
    this.#line = line;
  }

  static async start(options: WorkbenchOptions): Promise<Workbench> {
    const { keyring = 'unlocked', settleAfterMs, sharedBank, hasLine = false, user } = options;
    const { hasSystemBus = false } = options;
    const session = await startSession({ keyring, display: 'own', hasSystemBus, ...(user && { user }) });
    const dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-e2e-'));
    const ownBank = settleAfterMs === undefined ? null : await BankProcess.start({ settleAfterMs });
    const bank = sharedBank ?? ownBank;
    const line =
      bank !== null && hasLine
        ? await HoldableLine.to(Number(new URL(bank.summary.securedBaseUrl).port))
        : null;
    const bench = new Workbench(session, dir, { bank, ownBank, line });
    if (user !== undefined) await bench.#giveTo(user);
    return bench;
  }

  get bank(): BankProcess {
    if (this.#bank === null) throw new Error('this workbench has no bank');
    return this.#bank;
  }

  get line(): HoldableLine {
    if (this.#line === null) throw new Error('this workbench has no line');
    return this.#line;
  }

  get profileDir(): string {
    return path.join(this.dir, 'profile');
  }

  /** The app that was started last. */
  get app(): RunningApp {
    if (this.#app === null) throw new Error('the app was not started');
    return this.#app;
  }

  /** Starts the app on the profile; with a bank it is known there as the environment `stand`. */
  async open({ isDemo = false }: { readonly isDemo?: boolean } = {}): Promise<RunningApp> {
    const { env } = this.session;
    const environment = this.#bank === null ? {} : { environmentFile: await this.#writeEnvironment() };
    const launcher = this.#userLauncher === null ? {} : { userLauncher: this.#userLauncher };
    const place = { env, profileDir: this.profileDir };
    this.#app = await RunningApp.start({ ...place, isDemo, ...environment, ...launcher });
    return this.#app;
  }

  /** The program to start the app with once more, beside the one that runs. */
  async executable(): Promise<string> {
    return this.#userLauncher ?? (await resolveElectron()).executable;
  }

  async #giveTo(user: ProcessUser): Promise<void> {
    const { executable } = await resolveElectron();
    this.#userLauncher = await writeUserLauncher(this.dir, { executable, user });
    await mkdir(this.profileDir);
    for (const folder of [this.dir, this.profileDir]) await chown(folder, user.uid, user.gid);
  }

  async stop(): Promise<void> {
    await this.#app?.close().catch(() => undefined); // it may have been killed by the test
    await this.#line?.close();
    await this.#ownBank?.stop();
    await this.session.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  async #writeEnvironment(): Promise<string> {
    const { ordinaryBaseUrl, securedBaseUrl, caFile } = this.bank.summary;
    const file = path.join(this.dir, 'environment.json');
    const secured = new URL(securedBaseUrl);
    if (this.#line !== null) secured.port = String(this.#line.port);
    const environment = { name: 'stand', ordinaryBaseUrl, securedBaseUrl: String(secured), caFile };
    await writeFile(file, JSON.stringify(environment));
    return file;
  }
}
