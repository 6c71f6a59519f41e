import { MAX_IP_SLOTS } from '../../../contract/areas/tokens.ts';
import { canonicalIp, checkIp, type IpProblem, type IpRules } from './ip-address.ts';

/** One address of the form, as typed. */
export interface IpDraft {
  readonly key: string;
  readonly address: string;
  readonly name: string;
}

/** Takes a pasted list apart at commas, semicolons, spaces and line ends. */
export function splitIpList(text: string): readonly string[] {
  return text.split(/[\s,;\u00a0\u202f]+/).filter((piece) => piece !== '');
}

/**
 * Says for each filled slot what is wrong with it; an address that repeats an earlier one in any spelling is a duplicate, and those after
 * the ninth are too many. Source: tapi.md §2.3.
 */
export function checkIpList(slots: readonly IpDraft[], rules: IpRules): ReadonlyMap<string, IpProblem> {
  const problems = new Map<string, IpProblem>();
  const seen = new Set<string>();
  for (const { key, address } of slots) {
    const text = address.trim();
    if (text === '') continue;
    const canonical = canonicalIp(text) ?? text;
    const problem = seen.has(canonical) ? 'duplicate' : checkIp(text, rules);
    if (problem !== null) problems.set(key, problem);
    else if (seen.size >= MAX_IP_SLOTS) problems.set(key, 'too-many');
    seen.add(canonical);
  }
  return problems;
}

/** Puts the pieces of a pasted list into a slot and after it; names of filled slots stay. `nextKey` gives keys of new slots. */
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
  const added = rest.map((address) => ({ key: nextKey(), address, name: '' }));
  const after = slots.slice(at + 1).filter((slot) => slot.address.trim() !== '' || slot.name.trim() !== '');
  return [...slots.slice(0, at), { ...target, address: first }, ...added, ...after];
}
