import type { ElectronApplication, Page } from '@playwright/test';
import type { DrivenElectron } from '../../../../scripts/electron/drive-electron.ts';
import { launchApp, type LaunchAppOptions } from '../../../../scripts/electron/launch-app.ts';
import { AppWindow } from '../../screens/app-window.ts';

/** The app while it runs: its window, its processes, and everything it has said. */
export class RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly window: AppWindow;
  /** By the clock of this computer, as ISO 8601. */
  readonly startedAt: string;
  readonly #ended: Promise<void>;
  #said = '';

  private constructor({ electron, page }: DrivenElectron, startedAt: string) {
    this.electron = electron;
    this.page = page;
    this.startedAt = startedAt;
    this.window = new AppWindow(electron, page);
    this.#ended = new Promise((resolve) => electron.once('close', () => resolve()));
    const { stdout, stderr } = electron.process();
    for (const stream of [stdout, stderr]) stream?.on('data', (part) => (this.#said += String(part)));
  }

  /** Starts the app in Russian, whatever the machine speaks. */
  static async start(options: LaunchAppOptions): Promise<RunningApp> {
    const env = { ...options.env, LANG: 'ru_RU.UTF-8', LANGUAGE: 'ru' };
    const startedAt = new Date().toISOString();
    return new RunningApp(await launchApp({ ...options, env }), startedAt);
  }

  get pid(): number {
    const { pid } = this.electron.process();
    if (pid === undefined) throw new Error('the app has no process');
    return pid;
  }

  /** What it wrote to stdout and stderr. */
  get said(): string {
    return this.#said;
  }

  /** Sets the clock that the app reads, as a person sets that of his computer. Units: ms from the true time. */
  async setClock(byMs: number): Promise<void> {
    await this.electron.evaluate(({ app }, ms) => {
      app.emit('klyuchnik-move-clock', ms);
    }, byMs);
  }

  /** Ends every process of the app at once, as a power cut would: main, pages, keychain. */
  async kill(): Promise<void> {
    // Playwright starts the app as the leader of a process group.
    process.kill(-this.pid, 'SIGKILL');
    await this.#ended;
  }

  /** Quits as a person does. */
  async close(): Promise<void> {
    await this.electron.close();
  }
}
