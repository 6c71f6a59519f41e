import { ACCESSES, knownAccess, type AccessGroup } from '../../../../contract/t-bank/accesses.ts';

/**
 * The groups of the form, in its order. Accesses of a person are given to the bank's partners only, so nobody can tick
 * them (tapi.md §2.6).
 */
const FORM_GROUPS = [
  'information',
  'documents',
  'money',
  'people',
  'cards',
  'other',
] as const satisfies readonly AccessGroup[];

export type FormGroup = (typeof FORM_GROUPS)[number];

/** The accesses as the form groups them; within a group in the order of the catalogue. */
export const ACCESS_GROUPS: readonly { readonly group: FormGroup; readonly accesses: readonly string[] }[] =
  FORM_GROUPS.map((group) => ({
    group,
    accesses: ACCESSES.filter((entry) => entry.group === group).map(({ access }) => access),
  }));

/** Returns those of the chosen accesses that the form does not offer: typed by hand. */
export function ownAccesses(chosen: readonly string[]): readonly string[] {
  return chosen.filter((access) => knownAccess(access)?.owner !== 'company');
}
