import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyRules } from '../../contract/areas/policy.ts';
import { DAY_MS, HOUR_MS } from '../../contract/values/dates.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { standHash } from '../../main/domain/organizations/carry-documents.ts';
import { changePeople, changeRules } from '../../main/domain/organizations/change-documents.ts';
import { decideFork } from '../../main/domain/organizations/decide.ts';
import { namedStand } from '../../main/domain/organizations/stands.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { WHOLE_TEST_MS } from '../../scripts/patience.ts';
import { modelSeed, modelTime } from '../fakes/model-seed.ts';
import { OrganizationWorld, type Seat } from '../fakes/organization-world.ts';
import { copyVault, type VaultCopy } from '../fakes/vault-copy.ts';
import { draftFields, FREE_RULES, seenOf } from '../fakes/vault-world.ts';

const RULES: readonly PolicyRules[] = [
  FREE_RULES,
  { ...FREE_RULES, requestHours: 5 },
  { ...FREE_RULES, payment: { approvalAboveMinor: 500_00, refuseAboveMinor: null } },
];

const steps = fc.array(
  fc.record({
    op: fc.constantFrom(
      ...(['name', 'name', 'rules', 'rules', 'end', 'decide', 'decide'] as const),
      ...(['deliver', 'deliver', 'deliver', 'catch-up', 'pay', 'pay'] as const),
      ...(['clock', 'keep-copy', 'put-copy-back', 'put-copy-back'] as const),
    ),
    who: fc.nat(3),
    what: fc.nat(60),
  }),
  { minLength: 15, maxLength: 40, size: 'max' },
);

/** Units: ms. Own choice. */
const MODEL_MS = modelTime(40_000);

/** Computers of an organization, each with its own clock, what lies between them, and old copies of their vaults. */
class Shore {
  readonly world: OrganizationWorld;
  /** Every document that was ever signed, as it lies in the mail. */
  readonly pool: string[] = [];
  readonly #copies = new Map<Seat, VaultCopy>();
  #names = 0;
  sends = 0;
  decided = 0;

  constructor(world: OrganizationWorld, start: readonly VaultCopy[]) {
    this.world = world;
    for (const [at, copy] of start.entries()) {
      copy.restore();
      this.seats[at]?.restart();
    }
    for (const seat of this.seats) {
      seat.world.clock.set('2026-11-28T12:00:00.000Z');
      seat.world.bank.made.clear();
      seat.world.bank.beforeSend = () => this.#leaves(seat);
    }
    this.collect();
  }

  get seats(): readonly Seat[] {
    return this.world.seats;
  }

  collect(): void {
    for (const seat of this.seats)
      for (const file of seat.documents()) if (!this.pool.includes(file)) this.pool.push(file);
  }

  async act(op: string, seat: Seat, what: number): Promise<void> {
    const { parts, actor, companyId } = seat;
    const base = this.world.baseOf(seat);
    switch (op) {
      case 'name': {
        this.#names += 1;
        seat.knows();
        await changePeople(parts, actor, { base, change: { name: `ООО «Имя ${this.#names}»` } });
        return;
      }
      case 'rules':
        seat.knows();
        await changeRules(parts, actor, { base, rules: RULES[what % RULES.length] ?? FREE_RULES });
        return;
      case 'end': {
        const { members } = seat.organization.people.document;
        const gone = this.world.directors[what % 3]?.key;
        const change = {
          members: members.map((one) =>
            one.key === gone && one.validThrough === null ? { ...one, validThrough: 7 } : one,
          ),
        };
        seat.knows();
        await changePeople(parts, actor, { base, change });
        return;
      }
      case 'decide':
        return this.decide(seat, what);
      case 'deliver': {
        const file = this.pool[what % this.pool.length];
        if (file !== undefined) seat.takeIn([file]);
        return;
      }
      case 'catch-up':
        seat.takeIn([...this.pool].sort(() => (what % 2 === 0 ? 1 : -1)));
        return;
      case 'pay': {
        const fields = draftFields({ amountText: '400', purpose: `Счёт ${what}. НДС не облагается` });
        const draft = saveDraft(parts, actor, { companyId, seen: null, fields });
        const submitted = submitPayment(parts, actor, seenOf(draft));
        await pay(parts, actor, seenOf(submitted));
        return;
      }
      case 'clock':
        seat.world.clock.pass([HOUR_MS, -30 * HOUR_MS, 3 * DAY_MS][what % 3] ?? 0);
        return;
      case 'keep-copy':
        this.#copies.set(seat, copyVault(seat.world.db));
        return;
      default:
        this.#copies.get(seat)?.restore();
        seat.restart();
    }
  }

  async decide(seat: Seat, what: number): Promise<void> {
    const branches = seat.organization.fork?.branches ?? [];
    const kept = branches[what % Math.max(1, branches.length)];
    if (kept === undefined) return;
    const seen = branches.map(({ head }) => namedStand(head));
    seat.knows();
    await decideFork(seat.parts, seat.actor, {
      companyId: seat.companyId,
      keep: namedStand(kept.head),
      seen,
    });
    this.decided += 1;
  }

  /** What a computer has: read from the texts, not by the rules of the chain. */
  #leaves(seat: Seat): void {
    this.sends += 1;
    const files = seat.parts.organizationRecords.documents(seat.companyId).map(({ file }) => file);
    const bodies = files.map((file) => JSON.parse(file.split('\n')[1] ?? '{}') as Record<string, unknown>);
    // Nobody has said yet which holds, and nobody approves in this model: then nothing may leave.
    if (bodies.some(({ kind }) => kind === 'decision')) return;
    const previous = bodies.map(({ kind, previous: before }) => `${String(kind)} ${String(before)}`);
    expect(new Set(previous).size).toBe(previous.length);
  }
}

/** What is refused by the app is no failure. */
async function trying(act: Promise<void>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

const stateOf = ({ parts, organization }: Seat) => ({
  stand: standHash(parts, organization.chain),
  people: organization.chain.people.map(({ hash }) => hash),
  fork: organization.fork?.branches.map(({ head }) => head.made.signed.hash) ?? null,
});

describe('several computers, each with its own clock and an old copy', () => {
  it(
    'have the same documents count once all files are everywhere, and one version once directors decided; nothing leaves by one version alone',
    async () => {
      const directors = ['Борис', 'Вера', 'Глеб'];
      const world = await OrganizationWorld.found({ directors, rules: FREE_RULES, hasOwnClocks: true });
      const start = world.seats.map((seat) => copyVault(seat.world.db));
      let sends = 0;
      let decided = 0;

      await fc.assert(
        fc.asyncProperty(steps, fc.nat(5), async (plan, pick) => {
          const shore = new Shore(world, start);
          for (const { op, who, what } of plan) {
            const seat = op === 'pay' ? world.maker : shore.seats[who % shore.seats.length];
            if (seat === undefined) continue;
            await trying(shore.act(op, seat, what));
            seat.world.prompt.forget();
            shore.collect();
          }
          sends += shore.sends;
          const settle = () => {
            for (const [at, seat] of shore.seats.entries()) {
              // Every computer gets them in an order of its own, one by one.
              const order = shore.pool.map((file, index) => ({ file, key: (index * (at * 7 + 3)) % 11 }));
              for (const { file } of order.sort((a, b) => a.key - b.key)) seat.takeIn([file]);
            }
            shore.collect();
          };
          settle();
          for (const seat of shore.seats) seat.takeIn(shore.pool);
          for (const seat of shore.seats) expect(stateOf(seat)).toEqual(stateOf(world.maker));
          // Directors agree on the phone which one holds, one fork after the other.
          for (let turn = 0; turn < 12 && world.maker.organization.fork !== null; turn += 1) {
            const [branch] = world.maker.organization.fork.branches.slice(pick % 2);
            const kept = branch?.head.made.signed.hash;
            for (const seat of world.directors) {
              const at = seat.organization.fork?.branches.findIndex(
                ({ head }) => head.made.signed.hash === kept,
              );
              if (at !== undefined && at >= 0) await trying(shore.decide(seat, at));
              seat.world.prompt.forget();
              shore.collect();
            }
            settle();
          }
          decided += shore.decided;
          for (const seat of shore.seats) expect(stateOf(seat)).toEqual(stateOf(world.maker));
          expect(world.maker.organization.fork).toBeNull();
        }),
        { seed: modelSeed(), numRuns: 1_000, interruptAfterTimeLimit: MODEL_MS },
      );

      // As many as even a busy machine comes to.
      expect(sends).toBeGreaterThan(0);
      expect(decided).toBeGreaterThan(0);
    },
    2 * MODEL_MS + WHOLE_TEST_MS,
  );
});
