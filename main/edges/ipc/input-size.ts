import type { InputSize } from '../../../contract/define.ts';

/** Deepest nesting. Own choice: the deepest input of ours has five levels. */
const MAX_DEPTH = 12;

/**
 * Tells whether an input is no larger than its call takes, and may be parsed. It is looked at no further than to the
 * first bound that it breaks, so that a hundred thousand keys cost no more than the allowed ones. Never throws.
 */
export function fitsSize(input: unknown, size: InputSize): boolean {
  const budget = { ...size };
  return fits(input, budget, 0);
}

interface Budget {
  characters: number;
  values: number;
}

function fits(value: unknown, budget: Budget, depth: number): boolean {
  budget.values -= 1;
  budget.characters -= ownLength(value);
  if (budget.values < 0 || budget.characters < 0 || depth > MAX_DEPTH) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Array.isArray(value) ? listFits(value, budget, depth) : objectFits(value, budget, depth);
}

/** What the value takes besides what is in it; lists and objects their brackets less the comma that is not there. */
function ownLength(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'object' && value !== null) return 1;
  return String(value).length;
}

function listFits(list: readonly unknown[], budget: Budget, depth: number): boolean {
  if (list.length > budget.values) return false;
  if (list.length === 0) budget.characters -= 1;
  for (const value of list) {
    budget.characters -= 1;
    if (!fits(value, budget, depth + 1)) return false;
  }
  return true;
}

function objectFits(value: object, budget: Budget, depth: number): boolean {
  // Names alone; a value is read only when it is its turn.
  const keys = Object.keys(value);
  if (keys.length > budget.values) return false;
  if (keys.length === 0) budget.characters -= 1;
  for (const key of keys) {
    budget.characters -= key.length + 4;
    if (budget.characters < 0) return false;
    // The value comes through structured cloning: it has no getters that could throw.
    if (!fits((value as Readonly<Record<string, unknown>>)[key], budget, depth + 1)) return false;
  }
  return true;
}
