import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';
import type { BankSummary } from '../../../../scripts/bank.ts';
import { PROJECT_DIR } from '../../../../scripts/electron/launch-app.ts';
import type { BankView } from '../../../../training-bank/cabinet/bank-view.ts';
import type { ControlCommand } from '../../../../training-bank/cabinet/control.ts';

/** The training bank as a program of its own, reached over TLS only: nothing of the app is in it. */
export class BankProcess {
  readonly summary: BankSummary;
  readonly #child: ChildProcess;
  readonly #agent: Agent;

  private constructor(child: ChildProcess, summary: BankSummary, agent: Agent) {
    this.#child = child;
    this.summary = summary;
    this.#agent = agent;
  }

  /**
   * Starts the bank. Units: `settleAfterMs` milliseconds that a payment stays in progress. Errors: rejects when it ends
   * before its first line.
   */
  static async start({ settleAfterMs }: { readonly settleAfterMs: number }): Promise<BankProcess> {
    const script = path.join(PROJECT_DIR, 'scripts', 'bank.ts');
    const args = ['--import', 'tsx', script, '--json', '--settle-after-ms', String(settleAfterMs)];
    // The kernel ends it with this process, however that ends. Source: prctl(2), PR_SET_PDEATHSIG.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', process.execPath, ...args], {
      cwd: PROJECT_DIR,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(() => {
        throw new Error('the bank ended before it opened');
      }),
    ]);
    // our own script's line; a wrong one fails the test at once
    const summary = JSON.parse(String(line)) as BankSummary;
    const ca = await readFile(summary.caFile, 'utf8');
    return new BankProcess(child, summary, new Agent({ connect: { ca } }));
  }

  /** The text of a token that the bank issued. */
  token(label: string): string {
    const found = this.summary.tokens.find((token) => token.label === label);
    if (found === undefined) throw new Error(`the bank has no token ${label}`);
    return found.text;
  }

  /** The files of a certificate as the bank's clients get them. */
  certificate(label: string): { readonly certFile: string; readonly keyFile: string } {
    const found = this.summary.certificates.find((certificate) => certificate.label === label);
    if (found === undefined) throw new Error(`the bank has no certificate ${label}`);
    return found;
  }

  /** The bank's own memory: payments, balances, counters. */
  async view(): Promise<BankView> {
    const { body } = await request(`${this.summary.cabinetUrl}/view`, { dispatcher: this.#agent });
    return (await body.json()) as BankView; // the cabinet's view, typed by the bank itself
  }

  /** How often the bank was asked to pay under each id. */
  async payRequests(): Promise<readonly number[]> {
    return Object.values((await this.view()).counters.payRequestsById);
  }

  /** Does something to the bank. Errors: rejects with the bank's reason. */
  async control(command: ControlCommand): Promise<void> {
    const answer = await request(`${this.summary.cabinetUrl}/control`, {
      method: 'POST',
      dispatcher: this.#agent,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`the bank refused ${command.command}: ${text}`);
  }

  async stop(): Promise<void> {
    await this.#agent.destroy();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}
