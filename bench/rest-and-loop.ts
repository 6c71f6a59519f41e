import { setTimeout as delay } from 'node:timers/promises';
import type { BenchPlace } from './bench-place.ts';
import { figureOf, median, type Finding } from './figures.ts';
import { ledgerProgram } from './ledger-program.ts';
import { treeCpuMs, treePssKib } from './process-memory.ts';
import { inWindow, REST_MS } from './window-run.ts';

/** What follows an opening is over by then. Units: ms. Own choice. */
const SETTLED_MS = 15_000;
/** One hundredth of a core. Units: ms of processor a second. Source: issue on speed. */
const IDLE_MS = 10;
/** The first rounds fill caches; the last ones are compared with those after them. Own choice. */
const WARM_UP = 4;
const COMPARED = 3;

/** How long is measured. Units: s; rounds of the loop. */
export interface RestWork {
  readonly idleSeconds: number;
  readonly rounds: number;
}

/**
 * Measures what the app costs while its window is hidden in the notification area, and how its memory grows over rounds
 * of ordinary work. Effects: the ledger of the place stays in the tray from now on, and has lines of the rounds.
 */
export async function restAndLoop(place: BenchPlace, { idleSeconds, rounds }: RestWork): Promise<Finding> {
  const opened = await place.openVault();
  const settings = opened.vault.settings.get();
  if (settings === null) throw new Error('the ledger of the benchmark has settings');
  opened.vault.settings.save({ ...settings, staysInTray: true });
  await opened.close();
  const program = await ledgerProgram(place);
  const idle = await inWindow(program, async ({ devtools, pid }) => {
    await devtools.inFirstPage('Promise.resolve(window.close())');
    await delay(SETTLED_MS);
    const before = treeCpuMs(pid);
    await delay(idleSeconds * 1_000);
    return (treeCpuMs(pid) - before) / idleSeconds;
  });
  const sizes = await inWindow(program, async ({ devtools, pid }) => {
    const found: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await devtools.inFirstPage(ROUND);
      await delay(REST_MS);
      found.push(treePssKib(pid) / 1024);
    }
    return found;
  });
  const early = median(sizes.slice(WARM_UP, WARM_UP + COMPARED));
  const late = median(sizes.slice(-COMPARED));
  return {
    figures: [
      figureOf('idle', 'ms/s', [{ ours: idle, baseline: IDLE_MS }]),
      figureOf('memory-growth', 'MiB', [{ ours: late, baseline: early }]),
    ],
    notes: [
      `idle: processor time a second over ${idleSeconds} s, all processes, the window hidden in the notification area`,
      `memory-growth: PSS of all processes after ${rounds} rounds against the ${WARM_UP + 1}th to ${WARM_UP + COMPARED}th; a round looks at every screen, searches, checks a token at the bank, asks for balances, locks and opens`,
    ],
  };
}

/** One round of a person's work, done in the page and by its calls. */
const ROUND = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const until = async (holds) => {
    const end = performance.now() + 30_000;
    while (!(await holds())) {
      if (performance.now() > end) throw new Error('waited in vain: ' + holds);
      await frame();
    }
  };
  const go = async (path) => {
    location.hash = path;
    await until(() => document.querySelector('main h1') !== null);
    for (let frames = 0; frames < 10; frames += 1) await frame();
  };
  for (const path of ['/', '/certificates', '/payments', '/accounts', '/payees', '/journal', '/settings', '/tokens'])
    await go(path);
  const field = document.querySelector('input[type=search]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  for (const text of ['7', '77', '']) {
    set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await frame();
  }
  const row = document.querySelector('[role=grid] tbody tr[aria-rowindex]');
  row.click();
  await until(() => document.querySelector('[role=dialog]') !== null);
  const { companyId } = (await app.session.snapshot({})).value;
  await app.accounts.refresh({ companyId });
  await go('/');
  await app.session.lock({});
  await until(async () => (await app.session.snapshot({})).value?.phase === 'locked');
  await app.session.open({});
  await until(async () => (await app.session.snapshot({})).value?.phase === 'ready');
  await until(() => document.querySelector('nav a[href$="/tokens"]') !== null);
})()`;
