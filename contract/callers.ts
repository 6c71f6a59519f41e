import type { Role } from './areas/session.ts';

/** Who calls: a person by his role, or nobody yet, while the vault is closed or has no person. */
export type Caller = 'nobody' | Role;

/** What a call needs of the vault: nothing, that it is open, or that it can be written. */
export type VaultNeed = 'any' | 'open' | 'writable';

/** Who may make a call, and in what vault. Whoever is not named may not: a call that names nobody does not compile. */
export interface CallRule {
  readonly by: readonly [Caller, ...Caller[]];
  readonly vault: VaultNeed;
}

const everybody = ['nobody', 'accountant', 'director', 'auditor'] as const;
const people = ['accountant', 'director', 'auditor'] as const;

/** The lock, the way to the vault and what the window shows of it. */
export const always: CallRule = { by: everybody, vault: 'any' };

/** Ways into a vault that nobody is in yet. */
export const outside: CallRule = { by: ['nobody'], vault: 'any' };

/** Who sits here and in which company. */
export const entering: CallRule = { by: everybody, vault: 'open' };

/** The first steps, and the same later: nobody is there yet, or somebody who works. */
export const settingUp: CallRule = { by: ['nobody', 'accountant', 'director'], vault: 'writable' };

/** Looking: it changes nothing but, at most, a line of the journal that says so. */
export const looking: CallRule = { by: people, vault: 'open' };

/**
 * Tells whether a call waits until every record of the vault has been found as it was written. Looking does not: rows
 * are sealed one by one, and an older one decides nothing there.
 */
export function needsCheckedRecords(rule: CallRule): boolean {
  return rule.vault === 'writable' || (rule.vault === 'open' && rule.by.includes('nobody'));
}

/**
 * What concerns the own person or carries the signatures of others, also for an auditor: the look of the window, his
 * card and keys, and files that count by what is signed in them, whoever takes them in.
 */
export const oneself: CallRule = { by: people, vault: 'writable' };

/** Everything that changes something. */
export const working: CallRule = { by: ['accountant', 'director'], vault: 'writable' };

/** What directors alone decide. Verbs ask again who the person is. */
export const directing: CallRule = { by: ['director'], vault: 'writable' };
