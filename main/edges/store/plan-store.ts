import type { PlanId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../../domain/audit/entry.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import type { PlanStore } from '../../domain/plans/plans-ports.ts';
import type { Ledger } from './ledger.ts';
import { Remembered } from './remembered.ts';

/** Plans over the vault file. */
export class SqlitePlanStore implements PlanStore {
  readonly #ledger: Ledger;
  readonly #plans: Remembered<PlanId, Plan>;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#plans = new Remembered({ ledger, read: () => ledger.plans.list(), idOf: ({ planId }) => planId });
  }

  get(planId: PlanId): Plan | null {
    return this.#plans.get(planId);
  }

  list(): readonly Plan[] {
    return this.#plans.all();
  }

  add(plan: Plan, entry: JournalEntry): void {
    this.#plans.write([plan], () => void this.#ledger.plans.insert(plan), entry);
  }

  save(plan: Plan, entry: JournalEntry | null): void {
    this.#plans.write([plan], () => void this.#ledger.plans.replace(plan), entry);
  }
}
