import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { processTree } from '../../bench/process-memory.ts';
import { PATIENCE_MS } from '../../scripts/patience.ts';
import { runCommand } from '../../scripts/run-command.ts';

/** Made by `npm run dist:dir`. A missing folder fails the tests: the packed app must never go unlooked at. */
export const PACKED_DIR =
  process.env['KLYUCHNIK_PACKAGED_DIR'] ?? path.resolve(import.meta.dirname, '../../dist/linux-unpacked');

/** Chromium has no sandbox for root. */
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** How long to wait between two looks at the screen. Units: ms. Own choice. */
const LOOK_EVERY_MS = 250;

/** Starts a window manager: it closes windows, and hands the keyboard to the one in front. The caller kills it. */
export function startWindowManager(env: NodeJS.ProcessEnv): ChildProcess {
  return spawn('openbox', ['--sm-disable'], { env, stdio: 'ignore' });
}

export interface PackedOptions {
  /** Program inside a folder like `PACKED_DIR`. */
  readonly program?: string;
  readonly args?: readonly string[];
  /** Complete environment, display and bus included. */
  readonly env: NodeJS.ProcessEnv;
  /** What runs the program, such as `unshare --net`. */
  readonly within?: readonly string[];
  /** An ordinary user runs it, who has Chromium's sandbox whoever tests. */
  readonly hasSandbox?: boolean;
}

/**
 * The packed app, driven as a person drives it: keys on the display, and what he can copy from the window. It takes no
 * switch by which a test could look inside.
 */
export class PackedApp {
  readonly child: ChildProcess;
  readonly #env: NodeJS.ProcessEnv;
  #window = '';

  constructor(options: PackedOptions) {
    const { program = path.join(PACKED_DIR, 'klyuchnik'), args = [], env, within = [] } = options;
    const asRoot = options.hasSandbox === true ? [] : AS_ROOT;
    const [command = program, ...rest] = [...within, program, ...asRoot, ...args];
    this.#env = env;
    this.child = spawn(command, rest, { env, stdio: 'ignore' });
  }

  /** Waits until the window is there, and gives it the keyboard. */
  async whenShown(): Promise<void> {
    await this.#until(async () => {
      const { stdout } = await this.#xdotool('search', '--onlyvisible', '--class', 'klyuchnik');
      this.#window = stdout.trim().split('\n').at(-1) ?? '';
      return this.#window !== '' || 'no window of it is shown';
    });
  }

  async title(): Promise<string> {
    return (await this.#xdotool('getwindowname', this.#window)).stdout.trim();
  }

  /** Waits until the window's title fits. */
  async whenTitle(fits: (title: string) => boolean): Promise<string> {
    let title = '';
    await this.#until(async () => {
      title = await this.title();
      return fits(title) || `its title is «${title}»`;
    });
    return title;
  }

  /**
   * Presses a key, or keys together, as xdotool names them. The window gets the keyboard first: a window manager that
   * starts meanwhile takes it away.
   */
  async press(keys: string): Promise<void> {
    await this.#xdotool('windowfocus', '--sync', this.#window, 'key', keys);
  }

  /** Types text into the window that has the keyboard, in letters of every keyboard. */
  async type(text: string): Promise<void> {
    await this.#xdotool('type', '--delay', '20', '--', text);
  }

  /** Types text into the field that gets the keyboard next, until it is there: its form may be on its way. */
  async fill(text: string): Promise<void> {
    await this.#until(async () => {
      await this.press('ctrl+a');
      await this.type(text);
      await this.press('ctrl+a');
      await this.press('ctrl+c');
      const held = await this.#clipboard();
      return held === text || `the field holds «${held}»`;
    });
  }

  async #clipboard(): Promise<string> {
    const args = ['-o', '-selection', 'clipboard', '-t', 'UTF8_STRING'];
    return (await runCommand('xclip', args, { env: this.#env, timeoutMs: 5_000 })).stdout;
  }

  /** Waits until another window of the app has the keyboard, or the first one has it again. */
  async whenInFront(which: 'the first' | 'another'): Promise<void> {
    await this.#until(async () => {
      const active = (await this.#xdotool('getactivewindow')).stdout.trim();
      const isFirst = active === this.#window;
      return (active !== '' && isFirst === (which === 'the first')) || `the window ${active} is in front`;
    });
  }

  /** Presses a key in the window that has the keyboard. */
  async pressInFront(keys: string): Promise<void> {
    await this.#xdotool('key', keys);
  }

  /** Presses the keys and copies the whole window, until it holds the words. */
  async textAfter(keys: string, words: string): Promise<string> {
    let text = '';
    await this.#until(async () => {
      await this.press(keys);
      await setTimeout(LOOK_EVERY_MS);
      await this.press('ctrl+a');
      await this.press('ctrl+c');
      text = await this.#clipboard();
      return text.includes(words) || `its window says «${text}»`;
    });
    return text;
  }

  /**
   * Closes the window as its button does, and waits for the end. Returns exit code and signal. A window manager must
   * run on the display.
   */
  async close(): Promise<readonly unknown[]> {
    const ended = once(this.child, 'exit');
    await this.press('alt+F4');
    return ended;
  }

  /** With all that it has started: behind a wrapper the app itself would go on, and be in the way of the next start. */
  kill(): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    for (const one of processTree(pid).toReversed()) endAtOnce(one);
  }

  #xdotool(...args: string[]): ReturnType<typeof runCommand> {
    return runCommand('xdotool', args, { env: this.#env, timeoutMs: PATIENCE_MS });
  }

  /** Waits for `true`; ends with the app, or with what was there instead. */
  async #until(look: () => Promise<true | string>): Promise<void> {
    const latest = performance.now() + PATIENCE_MS;
    for (let seen = await look(); seen !== true; seen = await look()) {
      const { exitCode, signalCode } = this.child;
      if (exitCode !== null || signalCode !== null)
        throw new Error(`the packed app ended with ${String(exitCode ?? signalCode)}`);
      if (performance.now() > latest) throw new Error(`the packed app did not get there: ${seen}`);
      await setTimeout(LOOK_EVERY_MS);
    }
  }
}

function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself meanwhile
  }
}
