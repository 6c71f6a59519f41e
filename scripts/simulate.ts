import { parseArgs } from 'node:util';
import { commandOf, Simulation, type SeedResult, type Store } from '../test/simulation/simulate.ts';

const usage = `npm run simulate -- [options]     stories of a company, each out of its seed

  --seed N          one story (1)
  --seeds N         so many of them, from --seed on (1)
  --trace           print what happens, a line an event
  --store NAME      memory, or sqlite for the real store (memory)`;

/** Most stories that are complained of. Own choice: a screen. */
const MOST_COMPLAINTS = 20;

interface Wish {
  readonly first: number;
  readonly count: number;
  readonly isTold: boolean;
  readonly store: Store;
}

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      trace: { type: 'boolean', default: false },
      store: { type: 'string', default: 'memory' },
      help: { type: 'boolean', default: false },
    },
  });
  const first = Number(values.seed);
  const count = Number(values.seeds);
  const { store } = values;
  const isKnown = store === 'memory' || store === 'sqlite';
  if (values.help || !Number.isSafeInteger(first) || !(count > 0) || !isKnown) {
    process.stdout.write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  return simulate({ first, count, isTold: values.trace, store });
}

/** Runs the stories and tells of those that went wrong. Returns the exit code. */
async function simulate({ first, count, isTold, store }: Wish): Promise<number> {
  const simulation = new Simulation(store);
  const beganMs = performance.now();
  let wrong = 0;
  let debits = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const result = await simulation.run(seed, { isTold });
    debits += result.met.debits;
    if (result.faults.length > 0) wrong += 1;
    if (isTold || (result.faults.length > 0 && wrong <= MOST_COMPLAINTS)) tell(result, isTold);
  }
  const perSecond = Math.round((count / (performance.now() - beganMs)) * 1_000);
  process.stdout.write(`${count} seeds, ${debits} debits, ${wrong} wrong, ${perSecond} seeds a second\n`);
  return wrong === 0 ? 0 : 1;
}

function tell({ seed, faults, history }: SeedResult, isTold: boolean): void {
  for (const line of history) process.stdout.write(`${line}\n`);
  for (const fault of faults) process.stdout.write(`seed ${seed}: ${fault}\n`);
  if (faults.length > 0 && !isTold) process.stdout.write(`  again by: ${commandOf(seed)}\n`);
}
