import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { connectDevtools, type Devtools } from './devtools.ts';
import { treePssKib } from './process-memory.ts';

/** One program to start: the app, or the empty window. */
export interface WindowProgram {
  readonly executable: string;
  /** The app's folder. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Script that gives a promise of the moment at which the window is what was waited for, in epoch milliseconds. */
  readonly readyAt: string;
}

/** Units: ms from the spawn to the ready window; KiB of all its processes once it has come to rest. */
export interface WindowRun {
  readonly startMs: number;
  readonly pssKib: number;
  /** What each process says about its start, in order; empty unless the program was asked to print its marks. */
  readonly marks: readonly Mark[];
}

/** Units: ms from the spawn. */
export interface Mark {
  readonly process: string;
  readonly name: string;
  readonly atMs: number;
}

/** A window that is not ready by then never will be. Units: ms. Own choice. */
const DEADLINE_MS = 60_000;

/** A page that runs answers at once. Units: ms. Own choice. */
const ANSWER_MS = 10_000;

/**
 * The app may use so long to finish what it does in the background before its memory is counted. Units: ms. Own choice.
 */
export const REST_MS = 2_000;

/** Both sides get the same moment: the condition holds in the page, and the frame that shows it has begun. */
const FRAME = '() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now()))';

/** The empty window is ready when its page is loaded. */
export const EMPTY_READY = `new Promise((done) => {
  const ready = ${FRAME};
  if (!location.href.endsWith('/index.html')) return; // not our page yet
  if (document.readyState === 'complete') ready();
  else addEventListener('load', ready);
})`;

/** Two processes are ready when the page has got the title that says so. */
export const BOTH_READY = `new Promise((done) => {
  const ready = ${FRAME};
  const look = () => {
    if (document.title !== 'ready') return;
    observer.disconnect();
    ready();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  look();
})`;

/** The ledger is usable when «Tokens» has been pressed and a screenful of rows is there. */
export const LEDGER_READY = `new Promise((done) => {
  const ready = ${FRAME};
  let isPressed = false;
  const look = () => {
    if (document.querySelectorAll('[role=grid] tbody tr[aria-rowindex]').length >= 10) {
      observer.disconnect();
      ready();
    } else if (!isPressed) {
      const link = document.querySelector('nav a[href$="/tokens"]');
      isPressed = link !== null;
      link?.click();
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  look();
})`;

/** The page does not answer at all. Source: scripts/electron/drive-electron.ts, `startAnswering`. */
class PageHangs extends Error {}

/**
 * Starts the program, waits until it is ready and at rest, counts its memory and quits it. A start whose page hangs is
 * thrown away and made once more. Errors: rejects when it is not ready in time or does not end with 0.
 */
export async function runWindow(
  program: WindowProgram,
  options: { readonly withMemory: boolean },
): Promise<WindowRun> {
  try {
    return await runOnce(program, options);
  } catch (error) {
    if (!(error instanceof PageHangs)) throw error;
    process.stderr.write(`bench: ${error.message}, it is started once more\n`);
    return runOnce(program, options);
  }
}

async function runOnce(
  program: WindowProgram,
  { withMemory }: { readonly withMemory: boolean },
): Promise<WindowRun> {
  return inWindow(program, async ({ devtools, pid, startedAt, readyAt, said }) => {
    const ofPage = await pageMarks(devtools);
    if (withMemory) await delay(REST_MS);
    const marks = [...marksIn(said()), ...ofPage, { process: 'page', name: 'ready', atMs: readyAt }]
      .map((mark) => ({ ...mark, atMs: mark.atMs - startedAt }))
      .sort((one, other) => one.atMs - other.atMs);
    return { startMs: readyAt - startedAt, pssKib: withMemory ? treePssKib(pid) : 0, marks };
  });
}

/** A program whose window is ready. Units: ms since 1970. */
export interface OpenWindow {
  readonly devtools: Devtools;
  readonly pid: number;
  readonly startedAt: number;
  readonly readyAt: number;
  /** What it has said on its standard error. */
  readonly said: () => string;
}

/**
 * Starts the program, hands it to `use` once its window is ready, and quits it. Errors: those of `use`; rejects when
 * the window is not ready in time or the program does not end with 0.
 */
export async function inWindow<T>(program: WindowProgram, use: (open: OpenWindow) => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0;
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--remote-debugging-port=0', program.folder];
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(program.executable, args, { env: program.env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  try {
    const devtools = await connectDevtools(child);
    const readyAt = z.number().parse(await inTime(devtools, program.readyAt));
    if (child.pid === undefined) throw new Error(`${program.folder} did not start`);
    const done = await use({ devtools, pid: child.pid, startedAt, readyAt, said: () => said });
    await devtools.quit();
    devtools.disconnect();
    const [code, signal] = await ended;
    if (code !== 0) throw new Error(`${program.folder} ended with ${String(code ?? signal)}`);
    return done;
  } finally {
    child.kill('SIGKILL');
  }
}

/** Source: main/edges/system/print-marks.ts. */
function marksIn(said: string): readonly Mark[] {
  return [...said.matchAll(/^mark (\S+) (\S+) (.+)$/gm)].map(([, process_ = '', at, name = '']) => {
    return { process: process_, name, atMs: Number(at) };
  });
}

/** What the page's own clock has noted: its document, its first paint, and what the app's code has marked. */
async function pageMarks(devtools: Devtools): Promise<readonly Mark[]> {
  const found = await devtools.inFirstPage(PAGE_MARKS);
  return z
    .array(z.tuple([z.string(), z.number()]))
    .parse(found)
    .map(([name, atMs]) => ({ process: 'page', name, atMs }));
}

const PAGE_MARKS = `Promise.resolve((() => {
  const at = (ms) => performance.timeOrigin + ms;
  const [document] = performance.getEntriesByType('navigation');
  const entries = [...performance.getEntriesByType('paint'), ...performance.getEntriesByType('mark')];
  return [
    ['document asked for', at(0)],
    ['document parsed, its scripts are run', at(document.domContentLoadedEventEnd)],
    ...entries.map(({ name, startTime }) => [name, at(startTime)]),
  ];
})())`;

/** Errors: says what the page shows when it is not ready in time; `PageHangs` when it shows nothing at all. */
async function inTime(devtools: Devtools, readyAt: string): Promise<unknown> {
  const late = delay(DEADLINE_MS, null, { ref: false }).then(async () => {
    const asked = devtools.inFirstPage(SHOWN);
    asked.catch(() => undefined); // the program is ended before it answered
    const shown = await Promise.race([asked, delay(ANSWER_MS, null, { ref: false })]);
    if (shown === null) throw new PageHangs('the page of the program hangs');
    throw new Error(`the window was not ready in ${DEADLINE_MS} ms: ${JSON.stringify(shown)}`);
  });
  const ready = devtools.inFirstPage(readyAt);
  late.catch(() => undefined); // when it was ready after all and has ended since
  ready.catch(() => undefined); // when it hung and was ended
  return Promise.race([ready, late]);
}

const SHOWN = `Promise.resolve({
  at: location.href,
  visible: document.visibilityState,
  rows: document.querySelectorAll('[role=grid] tbody tr[aria-rowindex]').length,
  text: document.body.innerText.slice(0, 500),
})`;
