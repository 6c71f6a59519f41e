import type { PlanAction, PlanStart, PlanStepName, TokenSpec } from '../../contract/areas/plans.ts';
import type { PlanId, TokenId } from '../../contract/values/ids.ts';
import type { BankProblemCode } from '../../main/ports/bank-ports.ts';
import { act } from '../../main/domain/plans/act.ts';
import { loadPlan } from '../../main/domain/plans/keep-plan.ts';
import { keepSpec, confirmStep } from '../../main/domain/plans/confirm-step.ts';
import { planDetails } from '../../main/domain/plans/plan-view.ts';
import type { Plan } from '../../main/domain/plans/plan.ts';
import { startPlan } from '../../main/domain/plans/start-plan.ts';
import { problem } from './scripted-bank.ts';
import { COMPANY, FREE_RULES, VaultWorld, type StartOptions, type Workday } from './vault-world.ts';

export const NEW_TEXT = `t.${'n'.repeat(86)}`;

/** A new token that the bank would take, typed to the end. */
export function typedWish(change: Partial<TokenSpec> = {}): TokenSpec {
  return {
    job: 'statements',
    label: 'Выписки',
    purpose: '',
    issuer: 'Борис',
    accesses: ['company-info', 'accounts', 'statement'],
    ips: [{ address: '198.51.100.7', name: 'офис', place: '' }],
    ipCheck: 'on',
    certificateId: null,
    ...change,
  };
}

/** Plans over the world, whose bank answers each token in its own way. */
export class PlanBench {
  readonly world: VaultWorld;
  day: Workday;
  readonly #answers = new Map<string, BankProblemCode>();

  private constructor(world: VaultWorld, day: Workday) {
    this.world = world;
    this.day = day;
    const good = world.bank.companyAnswer;
    const goodAccounts = world.bank.accountsAnswer;
    world.bank.whileReading = () => {
      const code = this.#answers.get(world.bank.seenCredentials.at(-1)?.tokenId ?? '');
      const refusal = code === undefined ? null : { kind: 'failed' as const, problem: problem(code) };
      world.bank.companyAnswer = refusal ?? good;
      world.bank.accountsAnswer = refusal ?? goodAccounts;
    };
  }

  static async start(): Promise<PlanBench> {
    const world = new VaultWorld();
    return new PlanBench(world, await world.furnish({ rules: FREE_RULES }));
  }

  /** From now on the bank answers this token so; `null`: it lets it in. */
  answers(tokenId: TokenId, code: BankProblemCode | null): void {
    if (code === null) this.#answers.delete(tokenId);
    else this.#answers.set(tokenId, code);
  }

  /** The app is killed and started anew. */
  restart(options: StartOptions = {}): void {
    this.day = this.world.start(options);
  }

  open(start: PlanStart, actor = this.world.people.director): Plan {
    return startPlan(this.day.parts, { actor, isTraining: false }, start);
  }

  issue(wish = typedWish()): Plan {
    const plan = this.open({ kind: 'issue', companyId: COMPANY, job: wish.job });
    return keepSpec(this.day.parts, plan.planId, wish);
  }

  done(planId: PlanId, ...steps: PlanStepName[]): Plan {
    for (const step of steps) this.mark(planId, step, 'done');
    return this.plan(planId);
  }

  mark(planId: PlanId, step: PlanStepName, state: 'todo' | 'done' | 'skipped', reason = ''): Plan {
    const mark = { planId, step, tokenId: null, state, reason };
    return confirmStep(this.day.parts, this.world.people.director, mark);
  }

  markToken(planId: PlanId, tokenId: TokenId, state: 'done' | 'skipped', reason = ''): Plan {
    const mark = { planId, step: 'token' as const, tokenId, state, reason };
    return confirmStep(this.day.parts, this.world.people.director, mark);
  }

  act(planId: PlanId, action: PlanAction, actor = this.world.people.director): Promise<Plan> {
    return act(this.day.parts, actor, { planId, action });
  }

  plan(planId: PlanId): Plan {
    return loadPlan(this.day.parts, planId);
  }

  view(planId: PlanId) {
    return planDetails(this.day.parts, this.world.people.director, this.plan(planId));
  }

  token(tokenId: TokenId | null) {
    const token = tokenId === null ? null : this.day.stores.tokens.get(tokenId);
    if (token === null) throw new Error('no such token');
    return token;
  }

  /** Whether the keychain still holds the text of a token. */
  holds(tokenId: TokenId | null): boolean {
    return this.world.keychain.names().includes(`token:${tokenId ?? ''}`);
  }
}
