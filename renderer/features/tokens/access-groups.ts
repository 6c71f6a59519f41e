import { ACCESSES, type KnownAccess } from '../../../contract/values/accesses.ts';

/** The accesses as the form groups them; within a group in the order of the catalogue. Source: groups of tapi.md §3. */
export const ACCESS_GROUPS = [
  { group: 'information', accesses: ['company-info', 'accounts', 'statement'] },
  { group: 'documents', accesses: ['drafts', 'document-status'] },
  { group: 'money', accesses: ['payments', 'card-payments', 'registry-payments'] },
  { group: 'people', accesses: ['invoices', 'salary-registries', 'self-employed'] },
  { group: 'cards', accesses: ['card-limits', 'card-limits-change'] },
] as const satisfies readonly { readonly group: string; readonly accesses: readonly KnownAccess[] }[];

/** Returns those of the chosen accesses that the catalogue does not know: typed by hand. */
export function ownAccesses(chosen: readonly string[]): readonly string[] {
  return chosen.filter((access) => !ACCESSES.some((known) => known.access === access));
}

/** Returns the access as the ledger keeps it: a name or string of the catalogue becomes its entry, anything else stays as typed. */
export function toAccess(text: string): string {
  const trimmed = text.trim();
  const path = trimmed.replace(/^opensme\/inn\/\[?\d+\]?\/kpp\/\[?\d+\]?\//, '');
  const known = ACCESSES.find(
    (entry) => entry.access === trimmed || entry.path === path || entry.cabinetName === trimmed,
  );
  return known?.access ?? trimmed;
}
