import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startSession, type KeyringMode, type Session } from '../../../../scripts/session.ts';
import { BankProcess } from './bank-process.ts';
import { RunningApp } from './running-app.ts';

export interface WorkbenchOptions {
  readonly keyring?: KeyringMode;
  /** Units: milliseconds that a payment stays in progress; no bank at all when not given. */
  readonly settleAfterMs?: number;
}

/** A desktop with a keyring, perhaps a bank in a process of its own, and one profile of the app. */
export class Workbench {
  readonly session: Session;
  readonly dir: string;
  readonly #bank: BankProcess | null;
  #app: RunningApp | null = null;

  private constructor(session: Session, dir: string, bank: BankProcess | null) {
    this.session = session;
    this.dir = dir;
    this.#bank = bank;
  }

  static async start({ keyring = 'unlocked', settleAfterMs }: WorkbenchOptions): Promise<Workbench> {
    const session = await startSession({ keyring, display: 'own' });
    const dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-e2e-'));
    const bank = settleAfterMs === undefined ? null : await BankProcess.start({ settleAfterMs });
    return new Workbench(session, dir, bank);
  }

  get bank(): BankProcess {
    if (this.#bank === null) throw new Error('this workbench has no bank');
    return this.#bank;
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
    this.#app = await RunningApp.start({ env, profileDir: this.profileDir, isDemo, ...environment });
    return this.#app;
  }

  async stop(): Promise<void> {
    await this.#app?.close().catch(() => undefined); // it may have been killed by the test
    await this.#bank?.stop();
    await this.session.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  async #writeEnvironment(): Promise<string> {
    const { ordinaryBaseUrl, securedBaseUrl, caFile } = this.bank.summary;
    const file = path.join(this.dir, 'environment.json');
    await writeFile(file, JSON.stringify({ name: 'stand', ordinaryBaseUrl, securedBaseUrl, caFile }));
    return file;
  }
}
