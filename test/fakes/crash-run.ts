import { DAY_MS } from '../../contract/values/dates.ts';
import { expect } from 'vitest';
import type { PaymentRoute } from '../../contract/areas/payments.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { pay } from '../../main/domain/payments/sending/pay.ts';
import type { Payment } from '../../main/domain/payments/payment.ts';
import { submitPayment } from '../../main/domain/payments/approving/submit.ts';
import { saveDraft } from '../../main/domain/payments/draft/save-draft.ts';
import type { CommitFault } from './power-switch.ts';
import { PowerCut } from './power-switch.ts';
import type { AskPlan, FinalStatus, SendPlan } from './scripted-bank.ts';
import {
  approveAs,
  COMPANY,
  draftFields,
  seenOf,
  STRICT_RULES,
  VaultWorld,
  type Workday,
} from './vault-world.ts';

/** One life of one payment: how the bank behaves, and where the app dies. */
export interface CrashPlan {
  readonly route: PaymentRoute;
  readonly sends: readonly SendPlan[];
  readonly asks: readonly AskPlan[];
  readonly ending: FinalStatus;
  /** Step at which each start of the app dies; one more start lives to the end. */
  readonly cuts: readonly number[];
  readonly faults: readonly CommitFault[];
}

/** States in which nothing more will happen by itself. */
const QUIET: readonly Payment['status'][] = [
  'draft',
  'submitted',
  'approved',
  'executed',
  'failed',
  'cancelled',
  'refused',
  'expired',
];

/** A world that lives through many plans one after another: making one takes longer than a whole plan. */
export class CrashLab {
  readonly world: VaultWorld;

  private constructor(world: VaultWorld) {
    this.world = world;
  }

  static async open(): Promise<CrashLab> {
    const world = new VaultWorld();
    await world.furnish({ rules: STRICT_RULES });
    return new CrashLab(world);
  }

  /**
   * Lives through the plan and holds the end against the bank's own ledger. Returns the last state and the steps made.
   */
  async run(plan: CrashPlan): Promise<{ readonly status: Payment['status'] | null; readonly steps: number }> {
    this.#clean(plan);
    let steps = 0;
    for (const [index, cutAt] of plan.cuts.entries()) {
      const day = this.world.start({ cutAt, commitFaults: index === 0 ? plan.faults : [] });
      await Promise.race([this.#live(day, plan, 12), day.power.off]);
      steps = Math.max(steps, day.power.steps);
    }
    const last = this.world.start({ commitFaults: plan.cuts.length === 0 ? plan.faults : [] });
    await this.#live(last, plan, 12);
    this.world.bank.askPlans = [];
    this.world.bank.sendPlans = [];
    await this.#untilQuiet(last);
    this.world.bank.deliverEverything();
    this.#compare(plan);
    return { status: this.#payment(this.world.start())?.status ?? null, steps };
  }

  #clean({ sends, asks, ending }: CrashPlan): void {
    const { world } = this;
    for (const table of ['payments', 'intentions', 'approvals']) world.db.run(`DELETE FROM ${table}`);
    world.clock.reset('2026-11-16T09:00:00.000Z');
    const { bank } = world;
    bank.deliverEverything();
    bank.made.clear();
    bank.drafts.length = 0;
    bank.attempts.length = 0;
    bank.sendPlans = [...sends];
    bank.askPlans = [...asks];
    bank.ending = { status: ending, afterQuestions: 1 };
    bank.beforeSend = ({ body }) => {
      const { payments } = world.start().parts;
      const [payment] = payments.list(COMPANY, null);
      const intention = payment === undefined ? null : payments.intention(payment.paymentId);
      expect([payment?.status, intention?.state, intention?.body]).toEqual(['submitting', 'open', body]);
    };
  }

  /** The people do the next thing they can, and the follower goes on. */
  async #live(day: Workday, plan: CrashPlan, ticks: number): Promise<void> {
    await this.#surviving(day, async () => day.follower.start());
    for (let step = 0; step < 5 && this.#isWaiting(day); step += 1)
      await this.#surviving(day, () => this.#act(day, plan));
    for (let tick = 0; tick < ticks && !this.#isWaiting(day); tick += 1) {
      if (this.#isEnded(day)) return;
      this.world.clock.pass(7_000);
      await this.#surviving(day, () => day.follower.tick());
    }
  }

  /** Something is left to be done by the people. */
  #isWaiting(day: Workday): boolean {
    const status = this.#payment(day)?.status ?? 'draft';
    return status === 'draft' || status === 'submitted' || status === 'approved';
  }

  #isEnded(day: Workday): boolean {
    const payment = this.#payment(day);
    return payment !== undefined && QUIET.includes(payment.status);
  }

  async #act(day: Workday, { route }: CrashPlan): Promise<void> {
    const { accountant, director } = this.world.people;
    const payment = this.#payment(day);
    if (payment === undefined) {
      saveDraft(day.parts, accountant, { companyId: COMPANY, seen: null, fields: draftFields({ route }) });
    } else if (payment.status === 'draft') {
      submitPayment(day.parts, accountant, seenOf(payment));
    } else if (payment.status === 'submitted') {
      await approveAs(this.world, day, { actor: director, payment });
    } else if (payment.status === 'approved') {
      await pay(day.parts, accountant, seenOf(payment));
    }
  }

  async #untilQuiet(day: Workday): Promise<void> {
    for (let tick = 0; tick < 60; tick += 1) {
      if (this.#payment(day) === undefined || this.#isEnded(day)) return;
      this.world.clock.pass(15_000);
      await this.#surviving(day, () => day.follower.tick());
    }
    // What was on its way has arrived by now, or never will: after three days the app gives up what the bank does not
    // know.
    this.world.bank.deliverEverything();
    for (let tick = 0; tick < 2 && !this.#isEnded(day); tick += 1) {
      this.world.clock.pass(4 * DAY_MS);
      await this.#surviving(day, () => day.follower.tick());
    }
  }

  /** What the app tells a person, or dies of, ends this act and not the plan. */
  async #surviving(day: Workday, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const isExpected =
        error instanceof AppError || error instanceof PowerCut || day.power.isOff || isThrownByBank(error);
      if (!isExpected) throw error;
    }
  }

  #payment({ parts }: Workday): Payment | undefined {
    const all = parts.payments.list(COMPANY, null);
    expect(all.length).toBeLessThanOrEqual(1);
    return all[0];
  }

  /** The oracle: the bank's ledger against ours. */
  #compare({ route, ending }: CrashPlan): void {
    const { bank } = this.world;
    const status = this.#payment(this.world.start())?.status ?? 'nothing';
    const made = [...bank.made.values()];
    expect(made.length).toBeLessThanOrEqual(1);
    expect(bank.drafts.length).toBeLessThanOrEqual(1);
    expect(new Set(bank.attempts.map(({ id, body }) => `${id ?? ''} ${body}`)).size).toBeLessThanOrEqual(1);
    if (route === 'direct') {
      const allowed: readonly string[] =
        made.length === 0
          ? ['nothing', 'draft', 'submitted', 'approved', 'failed', 'expired']
          : [ending === 'CANCELLED' ? 'cancelled' : ending.toLowerCase()];
      expect(allowed).toContain(status);
    } else {
      const allowed: readonly string[] =
        bank.drafts.length === 0
          ? ['nothing', 'draft', 'submitted', 'approved', 'failed', 'unknown']
          : ['handed-over', 'unknown'];
      expect(allowed).toContain(status);
    }
  }
}

function isThrownByBank(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'a bug in the client';
}
