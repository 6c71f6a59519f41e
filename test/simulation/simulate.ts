import { DAY_MS } from '../../contract/values/dates.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { bankAccount, FREE_RULES, STRICT_RULES } from '../fakes/vault-world.ts';
import { Dice } from './dice.ts';
import { judgeBooks, judgeEnd, type Books } from './judge-books.ts';
import { furnish, furnishInSqlite, Office, RICH, type Furnished } from './office.ts';
import { ACTS, plotOf, type Act, type Plot, type Story } from './plots.ts';
import { payRent } from './rent.ts';
import { FAIR, type Fate } from './weather.ts';

/** Where the vault of a seed is kept: the tables of the tests, or SQLite. */
export type Store = 'memory' | 'sqlite';

export interface SeedResult {
  readonly seed: number;
  /** What went wrong; empty when nothing did. */
  readonly faults: readonly string[];
  /** What happened, a line an event; empty when nobody wanted to read it. */
  readonly history: readonly string[];
  readonly met: Met;
}

/** What a story has met, so that many together can be asked whether they have met everything. */
export interface Met {
  readonly story: Story;
  /** Of each request that could move money. */
  readonly fates: readonly Fate[];
  /** How each payment stands in the end. */
  readonly ends: readonly Payment['status'][];
  readonly cutOffs: number;
  /** Requests that left once more. */
  readonly repeats: number;
  /** Operations of the bank's ledger by which money has left. */
  readonly debits: number;
}

const RULES = {
  free: FREE_RULES,
  strict: STRICT_RULES,
  tiered: { ...FREE_RULES, payment: { approvalAboveMinor: 3_000_00, refuseAboveMinor: 9_000_00 } },
} as const;
type RulesName = keyof typeof RULES;

/** Beginnings of a story. The day and the year end at 21:00 UTC in Moscow. */
const BEGINNINGS = [
  '2026-11-16T09:00:00.000Z',
  '2026-11-30T20:58:00.000Z',
  '2026-12-15T20:30:00.000Z',
  '2026-12-31T20:40:00.000Z',
  '2027-01-05T06:00:00.000Z',
] as const;

/** Returns the command that tells a story again. */
export function commandOf(seed: number): string {
  return `npm run simulate -- --seed ${seed} --trace`;
}

/** Runs stories one after another; what takes long to make is made once. */
export class Simulation {
  readonly #store: Store;
  readonly #furnished = new Map<RulesName, Furnished>();

  constructor(store: Store = 'memory') {
    this.#store = store;
  }

  /** Lives through one story from its seed; the same seed tells the same story. */
  async run(seed: number, { isTold = false } = {}): Promise<SeedResult> {
    const dice = new Dice(seed);
    const history: string[] = [];
    const tell = isTold ? (line: () => string) => void history.push(line()) : () => undefined;
    const rules = dice.pick(['free', 'strict', 'tiered'] as const);
    const furnished = await this.#furnish(rules);
    const office = await Office.open({
      furnished,
      dice,
      startsAt: dice.pick(BEGINNINGS),
      bank: {
        settings: {
          unknownPaymentStatus: dice.pick([404, 422] as const),
          paySuccessStatus: dice.pick([200, 201] as const),
        },
        settleAfterMs: dice.pick([0, 3_000, 600_000]),
      },
      tell,
    });
    const story = dice.weighted<Story>({ usual: 58, batch: 20, moody: 12, rent: 10 });
    tell(() => `seed ${seed}: ${rules} rules, ${story} story`);
    const faults = await live(office, story);
    return { seed, faults: [...faults, ...office.bugs], history, met: metBy(office, story) };
  }

  async #furnish(rules: RulesName): Promise<Furnished> {
    if (this.#store === 'sqlite') return furnishInSqlite(RULES[rules]);
    const known = this.#furnished.get(rules) ?? (await furnish(RULES[rules]));
    this.#furnished.set(rules, known);
    return known;
  }
}

async function live(office: Office, story: Story): Promise<readonly string[]> {
  const plot = plotOf(story);
  if (story === 'rent') return payRent(office, { rough: () => rough(office, plot), calm, booksOf });
  const faults = await rough(office, plot);
  if (faults.length > 0) return faults;
  await calm(office);
  return judgeEnd({ ...booksOf(office), payments: office.paymentsInFile });
}

function metBy({ network, payments, cutOffs, bank }: Office, story: Story): Met {
  const { fates, sent } = network;
  return {
    story,
    fates,
    ends: payments.map(({ status }) => status),
    cutOffs,
    repeats: sent.length - new Set(sent.map(({ body }) => body)).size,
    debits: bank.debits.length,
  };
}

function booksOf({ payments, bank, network }: Office): Books {
  return { payments, bank, sent: network.sent };
}

/** Acts of one story. Own choice: a few payments come as far as the bank, and one seed takes some ms. */
const FEWEST_ACTS = 12;
const MOST_ACTS = 30;

/** People work while everything may fail. Returns what went wrong. */
async function rough(office: Office, { weights, weathers, pausesMs }: Plot): Promise<readonly string[]> {
  const { dice, network } = office;
  network.weather = dice.pick(weathers);
  for (let step = dice.between(FEWEST_ACTS, MOST_ACTS); step > 0; step -= 1) {
    ACTS[dice.weighted<Act>(weights)](office);
    if (dice.percent(70)) await office.pass(dice.pick(pausesMs));
    const faults = judgeBooks(booksOf(office));
    if (faults.length > 0) return faults;
  }
  return [];
}

/** More rounds than any payment needs that the bank answers. */
const MOST_ROUNDS = 60;

/** The faults are over, and time passes until nothing is open any more. */
async function calm(office: Office): Promise<void> {
  const { world, bank, network, agenda } = office;
  office.tell(() => 'from here on nothing fails any more');
  office.isCalm = true;
  network.weather = FAIR;
  world.clock.putRight();
  world.keychain.failWith(undefined);
  bank.setAccountStatus('NORM');
  bank.control({ command: 'setBalance', accountNumber: bankAccount().accountNumber, kopecks: RICH });
  for (const { id } of bank.state.payments) bank.hold(id, new Date(world.clock.truth));
  office.kill();
  await rounds(office, 61_000);
  if (agenda.nextAtMs < Number.POSITIVE_INFINITY) await office.pass(DAY_MS);
  await rounds(office, 61_000);
  for (let day = 0; day < 7 && isOpen(office); day += 1) {
    await office.pass(DAY_MS);
    await rounds(office, 61_000, 3);
  }
}

async function rounds(office: Office, ms: number, most = MOST_ROUNDS): Promise<void> {
  for (let round = 0; round < most && isOpen(office); round += 1) await office.pass(ms);
}

function isOpen({ payments }: Office): boolean {
  return payments.some(
    ({ status, fields }) =>
      fields.route === 'direct' &&
      (status === 'submitting' || status === 'unknown' || status === 'in-progress'),
  );
}
