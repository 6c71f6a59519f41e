import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BankProcess } from './bank-process.ts';
import type { RunningApp } from './running-app.ts';
import { Workbench } from './workbench.ts';

/**
 * Two desktops with a keyring and a profile each, one bank, and one folder that both reach. Nothing else connects them.
 */
export class TwoComputers {
  readonly director: Workbench;
  readonly accountant: Workbench;
  readonly bank: BankProcess;
  readonly #dir: string;

  private constructor(
    dir: string,
    bank: BankProcess,
    [director, accountant]: readonly [Workbench, Workbench],
  ) {
    this.#dir = dir;
    this.bank = bank;
    this.director = director;
    this.accountant = accountant;
  }

  /**
   * Units: `settleAfterMs` milliseconds that a payment stays in progress. Effects: processes and folders, all gone
   * after `stop`.
   */
  static async start({ settleAfterMs }: { readonly settleAfterMs: number }): Promise<TwoComputers> {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'klyuchnik-two-'));
    for (const name of ['shared', 'carried']) await mkdir(path.join(dir, name));
    const bank = await BankProcess.start({ settleAfterMs });
    const director = await Workbench.start({ sharedBank: bank });
    const accountant = await Workbench.start({ sharedBank: bank });
    return new TwoComputers(dir, bank, [director, accountant]);
  }

  /** The folder that both computers see, and everybody else in the house too. */
  get folder(): string {
    return path.join(this.#dir, 'shared');
  }

  /** What people carry from one computer to the other by hand. */
  get carried(): string {
    return path.join(this.#dir, 'carried');
  }

  /** Starts the app on both, one after the other: they share two processors. */
  async open(): Promise<readonly [director: RunningApp, accountant: RunningApp]> {
    return [await this.director.open(), await this.accountant.open()];
  }

  async stop(): Promise<void> {
    await this.accountant.stop();
    await this.director.stop();
    await this.bank.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }
}
