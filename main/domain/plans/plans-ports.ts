import type { PlanId } from '../../../contract/values/ids.ts';
import type { JournalEntry } from '../audit/entry.ts';
import type { Plan } from './plan.ts';

export interface PlanStore {
  get(planId: PlanId): Plan | null;
  list(): readonly Plan[];
  /** Effects: the plan and the entry, both or neither. */
  add(plan: Plan, entry: JournalEntry): void;
  /** Effects: the plan, and the entry when there is one, both or neither; durable when it returns. */
  save(plan: Plan, entry: JournalEntry | null): void;
}

/** What this computer knows of itself. */
export interface ThisComputer {
  /** Its own addresses in the networks that it is in now, loopback left out. */
  addresses(): readonly string[];
}
