import { z } from 'zod';
import type { BenchPlace } from './bench-place.ts';
import type { Devtools } from './devtools.ts';
import { figureOf, interleaved, type Finding } from './figures.ts';
import { ledgerProgram } from './ledger-program.ts';
import { inWindow } from './window-run.ts';

/** A step that takes longer is seen as a jerk. Units: ms. Source: issue on speed; three frames at 60 Hz. */
const STEP_MS = 50;

/**
 * Measures the first letter of a search over the tokens of a large ledger against the same over ten, and the longest
 * step of a wheel through the large list. Both windows are open at once and are asked in turns.
 */
export async function lists(large: BenchPlace, small: BenchPlace, pairs: number): Promise<Finding> {
  const [largeProgram, smallProgram] = [await ledgerProgram(large), await ledgerProgram(small)];
  return inWindow(largeProgram, ({ devtools: ours }) =>
    inWindow(smallProgram, async ({ devtools: baseline }) => {
      await letter(ours);
      await letter(baseline);
      const letters = await interleaved(pairs, {
        ours: () => letter(ours),
        baseline: () => letter(baseline),
      });
      const steps = await interleaved(pairs, { ours: () => longestStep(ours), baseline: () => STEP_MS });
      return {
        figures: [figureOf('search-letter', 'ms', letters), figureOf('wheel-step', 'ms', steps)],
        notes: [
          'search-letter: from the letter to the frame that shows what it found, over 10,000 tokens and over 10',
          `wheel-step: the longest of ${STEPS} steps of ${STEP_PX} px through 10,000 rows, against ${STEP_MS} ms`,
        ],
      };
    }),
  );
}

/** A wheel of a mouse goes on so far at a notch. Units: px. Source: Chromium's default of 100 CSS pixels. */
const STEP_PX = 100;
const STEPS = 100;

const IN_PAGE = `
  const frame = () => new Promise((done) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done();
    after.port2.postMessage(0);
  }));
  const grid = () => document.querySelector('[role=grid]');
  const count = () => grid()?.getAttribute('aria-rowcount') ?? '0';
  // The first rows come first, all of them a moment later.
  for (let same = 0, before = ''; same < 30; await frame()) {
    same = count() === before ? same + 1 : 0;
    before = count();
  }`;

/** A letter that is in the names of no token, so that the list changes in either ledger. */
const LETTER = `(async () => {${IN_PAGE}
  const field = document.querySelector('input[type=search]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const type = async (text) => {
    const before = count();
    const at = performance.now();
    set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    do await frame(); while (count() === before);
    return performance.now() - at;
  };
  const cost = await type('ъ');
  await type('');
  return cost;
})()`;

const WHEEL = `(async () => {${IN_PAGE}
  const scroller = grid().parentElement;
  scroller.scrollTop = 0;
  await frame();
  let longest = 0;
  for (let step = 0; step < ${STEPS}; step += 1) {
    const at = performance.now();
    scroller.scrollTop += ${STEP_PX};
    await frame();
    longest = Math.max(longest, performance.now() - at);
  }
  return longest;
})()`;

async function letter(devtools: Devtools): Promise<number> {
  return z.number().parse(await devtools.inFirstPage(LETTER));
}

async function longestStep(devtools: Devtools): Promise<number> {
  return z.number().parse(await devtools.inFirstPage(WHEEL));
}
