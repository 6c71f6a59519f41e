import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanAction, PlanStepName } from '../../contract/areas/plans.ts';
import { DAY_MS } from '../../contract/values/dates.ts';
import { AppError } from '../../main/ports/app-error.ts';
import type { BankProblemCode } from '../../main/ports/bank-ports.ts';
import { PAUSE_MS } from '../../main/domain/plans/proof.ts';
import { NEW_TEXT, PlanBench } from '../fakes/plan-bench.ts';
import { EVERYDAY, PAYING } from '../fakes/vault-world.ts';

type Event =
  | { readonly kind: 'act'; readonly action: PlanAction }
  | { readonly kind: 'mark'; readonly step: PlanStepName; readonly state: 'todo' | 'done' | 'skipped' }
  | { readonly kind: 'answer'; readonly code: BankProblemCode | null; readonly isControl: boolean }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'move'; readonly address: string }
  | { readonly kind: 'restart' };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      action: fc.constantFrom<PlanAction>(
        ...(['store', 'prove', 'switch', 'worked-before', 'dead-now', 'dead-again'] as const),
        ...(['stop', 'final-proof', 'wipe', 'receipt'] as const),
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('mark' as const),
      step: fc.constantFrom<PlanStepName>(
        ...(['describe', 'check-list', 'issue-in-cabinet', 'remove-in-cabinet'] as const),
        ...(['worked-before', 'final-proof', 'wait', 'wipe'] as const),
      ),
      state: fc.constantFrom('todo' as const, 'done' as const, 'skipped' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      code: fc.constantFrom<BankProblemCode | null>(
        ...([null, 'bank-token-dead', 'bank-token-dead'] as const),
        ...(['bank-ip-not-listed', 'bank-rate', 'bank-down', 'bank-timeout'] as const),
      ),
      isControl: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(1, PAUSE_MS - 1, PAUSE_MS, 10 * DAY_MS, 90 * DAY_MS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      address: fc.constantFrom('192.0.2.10', '203.0.113.99'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

async function live(bench: PlanBench, planId: Parameters<PlanBench['plan']>[0], one: Event): Promise<void> {
  switch (one.kind) {
    case 'act':
      bench.world.prompt.forget();
      bench.world.prompt.answer(NEW_TEXT);
      await bench.act(planId, one.action);
      return;
    case 'mark':
      bench.mark(planId, one.step, one.state, 'так надо');
      return;
    case 'answer':
      bench.answers(one.isControl ? PAYING : EVERYDAY, one.code);
      return;
    case 'pass':
      bench.world.clock.pass(one.ms);
      return;
    case 'move':
      bench.world.ownAddresses = [one.address];
      return;
    case 'restart':
      bench.restart();
  }
}

/** The condition of design.md §4, written a second time and in another way. */
function isProvenByHand(plan: ReturnType<PlanBench['plan']>): boolean {
  const { observations, deeds } = plan;
  const lastWork = observations.map(({ result }) => result).lastIndexOf('works');
  const worked = lastWork !== -1 ? observations[lastWork] : undefined;
  if (worked === undefined && deeds.workedHereAt === null) return false;
  const good = observations.filter(
    (look, index) =>
      index > lastWork &&
      look.result === 'dead' &&
      look.control?.works === true &&
      (worked === undefined || look.addresses.some((address) => worked.addresses.includes(address))),
  );
  const times = good.map(({ at }) => Date.parse(at));
  return times.length > 1 && Math.max(...times) - Math.min(...times) >= PAUSE_MS;
}

describe.each(['revoke', 'reissue', 'retire'] as const)('whatever happens in a plan to %s', (kind) => {
  it('never destroys a text that is not proven dead or silent for its days', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 60 }), async (events) => {
        const bench = await PlanBench.start();
        const start = {
          kind,
          tokenId: EVERYDAY,
          ...(kind === 'reissue' ? { addAddress: '198.51.100.8' } : {}),
        };
        const { planId } = bench.open(start as Parameters<PlanBench['open']>[0]); // one of the three kinds
        const issuedAt = Date.parse('2026-11-01T00:00:00.000+03:00');
        for (const one of events) {
          await live(bench, planId, one).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
          });
          const plan = bench.plan(planId);
          if (bench.holds(EVERYDAY)) {
            expect(plan.deeds.wipedAt).toBeNull();
            continue;
          }
          const seen = bench.token(EVERYDAY).lastSighting?.at;
          const silentMs =
            Date.parse(bench.world.clock.now()) - (seen === undefined ? issuedAt : Date.parse(seen));
          expect(kind === 'retire' ? silentMs >= 90 * DAY_MS : isProvenByHand(plan)).toBe(true);
          expect(bench.token(EVERYDAY).secretPlace).toBe('wiped');
          break;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a second token at work that is not part of it', async () => {
    const bench = await PlanBench.start();
    const start = { kind, tokenId: EVERYDAY, ...(kind === 'reissue' ? { addAddress: null } : {}) };
    bench.open(start as Parameters<PlanBench['open']>[0]); // one of the three kinds

    expect(bench.token(PAYING).status).toBe('issued');
  });
});
