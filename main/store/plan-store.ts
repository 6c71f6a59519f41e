import type { PlanId } from '../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Plan } from '../plans/plan.ts';
import type { PlanStore } from '../plans/plans-ports.ts';
import { translated, type Ledger } from './ledger.ts';

/** Plans over the vault file; read once, kept in memory, written to the file first. */
export class SqlitePlanStore implements PlanStore {
  readonly #ledger: Ledger;
  #known: Map<PlanId, Plan> | null = null;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  get(planId: PlanId): Plan | null {
    return this.#all().get(planId) ?? null;
  }

  list(): readonly Plan[] {
    return [...this.#all().values()];
  }

  add(plan: Plan, entry: JournalEntry): void {
    const known = this.#all();
    this.#commit(() => this.#ledger.plans.insert(plan), entry);
    known.set(plan.planId, plan);
  }

  save(plan: Plan, entry: JournalEntry | null): void {
    const known = this.#all();
    this.#commit(() => this.#ledger.plans.replace(plan), entry);
    known.set(plan.planId, plan);
  }

  /** After a commit that failed only the file knows whether it was kept (`store-io`): what is in memory is read anew. */
  #commit(write: () => unknown, entry: JournalEntry | null): void {
    try {
      this.#ledger.commit(() => {
        write();
      }, entry);
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  #all(): Map<PlanId, Plan> {
    this.#known ??= new Map(translated(() => this.#ledger.plans.list()).map((plan) => [plan.planId, plan]));
    return this.#known;
  }
}
