import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CrashLab, type CrashPlan } from '../fakes/crash-run.ts';
import type { SendPlan } from '../fakes/scripted-bank.ts';

const SENDS: readonly SendPlan[] = [
  { kind: 'accept' },
  { kind: 'lost-answer' },
  { kind: 'lost' },
  { kind: 'late', ms: 20_000 },
  { kind: 'refuse' },
  { kind: 'not-sent' },
  { kind: 'throw' },
  { kind: 'unknown', code: 'bank-rate', arrives: false },
  { kind: 'unknown', code: 'bank-down', arrives: true },
];

const base: CrashPlan = {
  route: 'direct',
  sends: [],
  asks: [],
  ending: 'EXECUTED',
  cuts: [],
  faults: [],
};

// The seed of a failing plan is printed by fast-check; give it back as `{ seed, path }` beside `numRuns`.

/**
 * Commits of the draft, its submission and its approval, two steps each, and one to spare for the first step of «Pay».
 */
const STEPS_BEFORE_PAY = 5;

/** More steps than a whole life of a payment has. */
const MOST_STEPS = 90;

describe('a payment whose app dies', () => {
  it('at every single step ends once at the bank, and as the bank has it, whatever the bank did', async () => {
    const lab = await CrashLab.open();
    let runs = 0;
    for (const route of ['direct', 'bank-draft'] as const) {
      for (const send of route === 'direct' ? SENDS : SENDS.slice(0, 3)) {
        const { steps } = await lab.run({ ...base, route, sends: [send], cuts: [Number.POSITIVE_INFINITY] });
        // What comes before the send is the same for every plan: there it is enough to die once.
        for (let cutAt = send.kind === 'accept' ? 1 : STEPS_BEFORE_PAY; cutAt <= steps; cutAt += 1) {
          await lab.run({ ...base, route, sends: [send], cuts: [cutAt] });
          runs += 1;
        }
      }
    }
    expect(runs).toBeGreaterThan(300);
  }, 600_000);

  it('several times, with a bank and a disk that fail in any order, is never paid twice and never lost', async () => {
    const lab = await CrashLab.open();
    const plans: fc.Arbitrary<CrashPlan> = fc.record({
      route: fc.constantFrom('direct', 'direct', 'direct', 'bank-draft'),
      sends: fc.array(fc.constantFrom(...SENDS), { maxLength: 4 }),
      asks: fc.array(fc.constantFrom('truth', 'fail', 'blind'), { maxLength: 6 }),
      ending: fc.constantFrom('EXECUTED', 'FAILED', 'CANCELLED'),
      cuts: fc.array(fc.integer({ min: 1, max: MOST_STEPS }), { maxLength: 3 }),
      faults: fc.array(
        fc.record({
          at: fc.integer({ min: 1, max: 15 }),
          code: fc.constantFrom('store-full', 'store-io'),
          isKept: fc.boolean(),
        }),
        { maxLength: 2 },
      ),
    });

    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        await lab.run(plan);
      }),
      { numRuns: 200 },
    );
  }, 600_000);
});
