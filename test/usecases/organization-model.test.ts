import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WHOLE_TEST_MS } from '../../scripts/patience.ts';
import { modelSeed, modelTime } from '../fakes/model-seed.ts';
import { beginnings, House, type Op, type Step } from './organization-house.ts';

const OPS = [
  'go-on',
  'go-on',
  'go-on',
  'go-on',
  'go-on',
  'go-on',
  'go-on',
  'go-on',
  'save',
  'submit',
  'submit',
  'deliver',
  'deliver',
  'deliver',
  'deliver',
  'deliver',
  'forge',
  'approve',
  'approve',
  'pay',
  'pay',
  'edit',
  'reject',
  'cancel',
  'copy',
  'rules',
  'end-member',
  'carry-documents',
  'pass',
  'turn',
  'turn',
  'restart',
  'keep-copy',
  'put-copy-back',
] as Op[]; // names of Op

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ op: fc.constantFrom(...OPS), which: fc.nat(5), who: fc.nat(5), what: fc.nat(17) }),
  { minLength: 20, maxLength: 60, size: 'max' },
);

/** As many sequences as fit, up to three thousand; a failed one is printed with its seed. Units: ms. Own choice. */
const MODEL_MS = modelTime(45_000);

/** Numbers below `count`, each once, in an order that `seed` gives. */
function shuffled(count: number, seed: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => (((a + 1) * seed) % 7_919) - (((b + 1) * seed) % 7_919),
  );
}

/**
 * Where order may matter: a no of somebody who has left stays a no where it was taken before his leaving was known; and
 * what a vault that was put back signs anew, with its clock turned, leaves a record of whichever came first. Documents
 * have no such exception (`forks-model.test.ts`).
 */
const UNSETTLED: readonly Op[] = ['put-copy-back', 'end-member'];

describe('whatever the people of an organization and their files do, in any order', () => {
  it(
    'nothing reaches the bank without the approvals that the rules demand, and only from its sender',
    async () => {
      const { world, first } = await beginnings();
      let sends = 0;
      let approvedSends = 0;
      let sendsForOthers = 0;

      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...first), steps, async (beginning, plan) => {
          const house = new House(world, beginning);
          for (const step of plan) await house.take(step);
          house.checkAlive();
          sends += house.oracle.sends;
          approvedSends += house.oracle.approvedSends;
          sendsForOthers += house.oracle.sendsForOthers;
        }),
        { seed: modelSeed(), numRuns: 3_000, interruptAfterTimeLimit: MODEL_MS },
      );

      expect(sends).toBeGreaterThan(8);
      expect(approvedSends).toBeGreaterThan(3);
      expect(sendsForOthers).toBeGreaterThan(0);
    },
    2 * MODEL_MS + WHOLE_TEST_MS,
  );

  it(
    'a computer that gets the same files in another order says the same of every request',
    async () => {
      const { world, first } = await beginnings();
      let requests = 0;

      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...first),
          steps,
          fc.integer({ min: 2, max: 7_000 }),
          async (beginning, plan, seed) => {
            const house = new House(world, beginning);
            for (const step of plan) if (!UNSETTLED.includes(step.op)) await house.take(step);
            for (const seat of [world.founder, world.maker]) {
              beginning.put();
              const one = await house.statesInOrder(seat, (count) => shuffled(count, 1));
              beginning.put();
              const other = await house.statesInOrder(seat, (count) => shuffled(count, seed));
              expect(other).toEqual(one);
              requests += one.size;
            }
          },
        ),
        { seed: modelSeed(), numRuns: 1_000, interruptAfterTimeLimit: MODEL_MS / 2 },
      );

      expect(requests).toBeGreaterThan(20);
    },
    2 * MODEL_MS + WHOLE_TEST_MS,
  );
});
