import path from 'node:path';
import type { BenchPlace } from './bench-place.ts';
import { figureOf, interleaved, median, type Finding, type Pair } from './figures.ts';
import { growLedger, LARGE } from './grow-ledger.ts';
import { ledgerProgram } from './ledger-program.ts';
import {
  BOTH_READY,
  EMPTY_READY,
  runWindow,
  type Mark,
  type WindowProgram,
  type WindowRun,
} from './window-run.ts';

/** Measures start and memory of the app with a full ledger against an empty window of the same runtime. */
export async function startAndMemory(place: BenchPlace, pairs: number): Promise<Finding> {
  const programs = {
    ours: await ledgerProgram(place),
    baseline: emptyProgram(place),
    least: twoProcesses(place),
  };
  // The first start fills the caches of files and fonts; it counts for neither.
  await runWindow(programs.baseline, { withMemory: false });
  await runWindow(programs.least, { withMemory: false });
  await runWindow(programs.ours, { withMemory: false });
  const runs: Record<keyof typeof programs, WindowRun>[] = [];
  for (let index = 0; index < pairs; index += 1) {
    const ours = await runWindow(programs.ours, { withMemory: true });
    const baseline = await runWindow(programs.baseline, { withMemory: true });
    runs.push({ ours, baseline, least: await runWindow(programs.least, { withMemory: true }) });
  }
  const leastMs = median(runs.map(({ least }) => least.startMs));
  const leastMiB = median(runs.map(({ least }) => least.pssKib / 1024));
  const pairsOf = (pick: (run: WindowRun) => number): readonly Pair[] =>
    runs.map(({ ours, baseline }) => ({ ours: pick(ours), baseline: pick(baseline) }));
  return {
    figures: [
      figureOf(
        'start',
        'ms',
        pairsOf(({ startMs }) => startMs),
      ),
      figureOf(
        'memory',
        'MiB',
        pairsOf(({ pssKib }) => pssKib / 1024),
      ),
    ],
    notes: [
      'start: from the spawn to the frame that shows a screenful of 1,000 tokens after «Tokens» was pressed; the keychain is read and the vault checked and opened on the way',
      'memory: PSS of all processes two seconds later, the keychain process included',
      `start, memory: an empty window with two processes besides, one that opens an empty store and one that asks the keychain for one secret, takes ${leastMs.toFixed(0)} ms and ${leastMiB.toFixed(0)} MiB`,
    ],
  };
}

/** Gives the place a ledger of years, for good. */
export async function growPlace(place: BenchPlace): Promise<void> {
  const opened = await place.openVault();
  growLedger(opened);
  await opened.close();
}

/** Measures the start with a ledger of years against an empty window. */
export async function largeStart(place: BenchPlace, pairs: number): Promise<Finding> {
  const programs = { ours: await ledgerProgram(place), baseline: emptyProgram(place) };
  const startOf = async (program: WindowProgram) => (await runWindow(program, { withMemory: false })).startMs;
  await startOf(programs.ours);
  const starts = await interleaved(pairs, {
    ours: () => startOf(programs.ours),
    baseline: () => startOf(programs.baseline),
  });
  const { tokens, payments, lines } = LARGE;
  const size = [tokens, payments, lines].map((count) => count.toLocaleString('en'));
  return {
    figures: [figureOf('start-large', 'ms', starts)],
    notes: [
      `start-large: as start, with ${size[0]} tokens, ${size[1]} payments and ${size[2]} lines of the journal`,
    ],
  };
}

/** Returns the trace of one start with warm caches: which process had come how far, and when. */
export async function traceOfStart(place: BenchPlace): Promise<readonly Mark[]> {
  const program = await ledgerProgram(place);
  await runWindow(program, { withMemory: false });
  const env = { ...program.env, KLYUCHNIK_MARKS: '1' };
  const { marks } = await runWindow({ ...program, env }, { withMemory: false });
  return marks;
}

function emptyProgram(place: BenchPlace): WindowProgram {
  return { ...bareProgram(place, 'empty-window'), readyAt: EMPTY_READY };
}

/** What no start can be quicker than, as long as secrets are in processes of their own (ADR 0065). */
function twoProcesses(place: BenchPlace): WindowProgram {
  return { ...bareProgram(place, 'two-processes'), readyAt: BOTH_READY };
}

function bareProgram({ runtime, env, dir, projectDir }: BenchPlace, name: string) {
  return {
    executable: runtime.executable,
    folder: path.join(projectDir, 'bench', name),
    env: { ...env, KLYUCHNIK_PROFILE_DIR: path.join(dir, `${name}-profile`) },
  };
}
