import path from 'node:path';
import { parseArgs } from 'node:util';
import { approvalCheck } from './approval-check.ts';
import { approvalImport, type ImportWork } from './approval-import.ts';
import { bankCall } from './bank-call.ts';
import { makeBenchPlace, type BenchPlace } from './bench-place.ts';
import type { Figure, Finding } from './figures.ts';
import { lists } from './lists.ts';
import { orders, type OrdersWork } from './orders.ts';
import { restAndLoop, type RestWork } from './rest-and-loop.ts';
import { growPlace, largeStart, startAndMemory, traceOfStart } from './start-and-memory.ts';
import { storeRates, type StoreWork } from './store-rates.ts';
import { buildBundlesIfOld } from '../scripts/build-bundles.ts';
import { isMain } from '../scripts/is-main.ts';
import { ensureSystemPackages, sessionNeeds, windowNeeds } from '../scripts/session/system-packages.ts';

const usage = `npm run bench -- [--json] [--quick] [--only PART]     ratios of the app to what it is made of;
ends with 1 when one of them misses its budget

  --json         one JSON line on stdout and nothing else
  --quick        one pair of each, to see that it runs; the figures mean nothing
  --only PART    start, bank-call, store, approvals, imports, orders, rest, large or lists, to look at one alone
  --trace        one start, and who had come how far when, instead of figures`;

/** How much is measured. A median of fewer pairs moves with every other program on the machine. */
const FULL = {
  windows: 7,
  largeWindows: 3,
  calls: 15,
  approvals: { pairs: 15, perPair: 2_000 },
  imports: { pairs: 5, files: 1_000 },
  orders: { pairs: 9, documents: 10_000 },
  store: { pairs: 25, perPair: 100, entries: 20_000 },
  rest: { idleSeconds: 60, rounds: 40 },
  lists: 9,
} as const;
const QUICK = {
  windows: 1,
  largeWindows: 1,
  calls: 1,
  approvals: { pairs: 1, perPair: 10 },
  imports: { pairs: 1, files: 10 },
  orders: { pairs: 1, documents: 10 },
  store: { pairs: 1, perPair: 5, entries: 50 },
  rest: { idleSeconds: 2, rounds: 8 },
  lists: 1,
} as const;

/**
 * The ledger: a thousand tokens of fifty companies, ten of which can pay. Source: design.md §11; the numbers of
 * companies are ours.
 */
const LEDGER = { companies: 50, tokens: 1_000, paying: 10 } as const;

/** What lists are compared with. Source: issue on speed. */
const SMALL_LEDGER = { companies: 2, tokens: 10, paying: 1 } as const;

/** The large ledger comes last: the others are measured on the small one. */
const PARTS = [
  'start',
  'bank-call',
  'store',
  'approvals',
  'imports',
  'orders',
  'rest',
  'large',
  'lists',
] as const;

interface Options {
  readonly parts: readonly string[];
  readonly work: {
    readonly windows: number;
    readonly largeWindows: number;
    readonly calls: number;
    readonly approvals: Parameters<typeof approvalCheck>[0];
    readonly imports: ImportWork;
    readonly orders: OrdersWork;
    readonly store: StoreWork;
    readonly rest: RestWork;
    readonly lists: number;
  };
}

/** Prepares the ledger, uses it, and takes it away. */
async function atPlace<T>(projectDir: string, use: (place: BenchPlace) => Promise<T>): Promise<T> {
  await ensureSystemPackages([...windowNeeds, ...sessionNeeds]);
  await buildBundlesIfOld(projectDir);
  const place = await makeBenchPlace(projectDir, LEDGER);
  try {
    return await use(place);
  } finally {
    await place.stop();
  }
}

async function measure(place: BenchPlace, { parts, work }: Options): Promise<{ runtime: string } & Finding> {
  const findings: Finding[] = [];
  if (parts.includes('start')) findings.push(await startAndMemory(place, work.windows));
  if (parts.includes('bank-call')) findings.push(await bankCall(place, work.calls));
  if (parts.includes('store')) findings.push(await storeRates(place.dir, work.store));
  if (parts.includes('approvals')) findings.push(await approvalCheck(work.approvals));
  if (parts.includes('imports')) findings.push(await approvalImport(place.dir, work.imports));
  if (parts.includes('orders')) findings.push(await orders(work.orders));
  if (parts.includes('rest')) findings.push(await restAndLoop(place, work.rest));
  if (parts.includes('large') || parts.includes('lists')) await growPlace(place);
  if (parts.includes('large')) findings.push(await largeStart(place, work.largeWindows));
  if (parts.includes('lists')) findings.push(await listsAt(place, work.lists));
  return {
    runtime: `Electron ${place.runtime.version} (${place.runtime.source}), Node ${process.versions.node} for bank-call and store`,
    figures: findings.flatMap(({ figures }) => figures),
    notes: findings.flatMap(({ notes }) => notes),
  };
}

async function listsAt(place: BenchPlace, pairs: number): Promise<Finding> {
  const small = await makeBenchPlace(place.projectDir, SMALL_LEDGER);
  try {
    return await lists(place, small, pairs);
  } finally {
    await small.stop();
  }
}

/** Prints one start: ms from the spawn, the process, what it had done. */
async function printTrace(place: BenchPlace): Promise<void> {
  for (const { atMs, process: who, name } of await traceOfStart(place))
    process.stdout.write(`${atMs.toFixed(0).padStart(6)} ms  ${who.padEnd(6)} ${name}\n`);
}

function table(figures: readonly Figure[]): string {
  const lines = figures.map(({ name, ours, baseline, unit, ratio, budget, ok }) =>
    [
      name.padEnd(22),
      `${ours}`.padStart(11),
      `${baseline}`.padStart(11),
      unit.padEnd(4),
      `${ratio}`.padStart(7),
      `${budget}`.padStart(7),
      ok ? 'ok' : 'MISSED',
    ].join('  '),
  );
  const head = [
    'figure'.padEnd(22),
    'ours'.padStart(11),
    'base'.padStart(11),
    'unit',
    'ratio'.padStart(7),
    'budget'.padStart(7),
  ];
  return [head.join('  '), ...lines].join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const parts = PARTS.filter((part) => values.only === undefined || values.only === part);
  if (values.help || parts.length === 0) {
    process.stderr.write(`${usage}\n`);
    process.exitCode = values.help ? 0 : 64;
    return;
  }
  const projectDir = path.resolve(import.meta.dirname, '..');
  if (values.trace) {
    await atPlace(projectDir, printTrace);
    return;
  }
  const options = { parts, work: values.quick ? QUICK : FULL };
  const { runtime, figures, notes } = await atPlace(projectDir, (place) => measure(place, options));
  if (!values.quick && !figures.every(({ ok }) => ok)) process.exitCode = 1;
  if (values.json) process.stdout.write(`${JSON.stringify({ runtime, results: figures, notes })}\n`);
  else
    process.stdout.write(
      `${runtime}\n\n${table(figures)}\n\n${notes.map((note) => `- ${note}`).join('\n')}\n`,
    );
}

if (isMain(import.meta.url)) await main();
