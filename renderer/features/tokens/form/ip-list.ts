import type { IpSlot } from '../../../../contract/areas/tokens.ts';
import { checkIps, type IpProblem, type IpRules } from '../../../../contract/values/ip-addresses.ts';

/** One address of the form, as typed. */
export interface IpDraft {
  readonly key: string;
  readonly address: string;
  readonly name: string;
  readonly place: string;
}

/** Says for each filled slot what is wrong with it. Source: tapi.md §2.3. */
export function checkIpList(slots: readonly IpDraft[], rules: IpRules): ReadonlyMap<string, IpProblem> {
  const problems = checkIps(
    slots.map(({ address }) => address),
    rules,
  );
  return new Map(
    slots.flatMap(({ key }, index) => {
      const problem = problems[index] ?? null;
      return problem === null ? [] : [[key, problem] as const];
    }),
  );
}

/** Returns the slots of the form for the addresses of a record, and one empty slot when there are none. */
export function toDrafts(slots: readonly IpSlot[]): readonly IpDraft[] {
  const drafts = slots.map((slot, index) => ({ key: `kept-${index}`, ...slot }));
  return drafts.length > 0 ? drafts : [emptySlot('ip-0')];
}

/** Returns the filled slots as the ledger keeps them. */
export function toSlots(drafts: readonly IpDraft[]): IpSlot[] {
  return drafts
    .filter(({ address }) => address.trim() !== '')
    .map(({ address, name, place }) => ({ address: address.trim(), name: name.trim(), place: place.trim() }));
}

export function emptySlot(key: string): IpDraft {
  return { key, address: '', name: '', place: '' };
}

/**
 * Puts the pieces of a pasted list into a slot and after it; names of filled slots stay. `nextKey` gives keys of new
 * slots.
 */
export function pasteInto(
  slots: readonly IpDraft[],
  key: string,
  pieces: readonly string[],
  nextKey: () => string,
): readonly IpDraft[] {
  const at = slots.findIndex((slot) => slot.key === key);
  const [first, ...rest] = pieces;
  const target = slots[at];
  if (target === undefined || first === undefined) return slots;
  const added = rest.map((address) => ({ ...emptySlot(nextKey()), address }));
  const after = slots.slice(at + 1).filter((slot) => slot.address.trim() !== '' || slot.name.trim() !== '');
  return [...slots.slice(0, at), { ...target, address: first }, ...added, ...after];
}
