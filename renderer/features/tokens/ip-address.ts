/** Why a piece of text cannot be one of the token's addresses. */
export type IpProblem = 'form' | 'range' | 'private' | 'duplicate' | 'too-many';

/** Whether addresses that no bank can see (private, loopback …) are accepted: only where the bank runs on this machine. */
export interface IpRules {
  readonly allowsLocal: boolean;
}

/**
 * Returns one spelling for all spellings of an IPv4 or IPv6 address: IPv6 as RFC 5952, IPv4-mapped IPv6 as IPv4.
 * Errors: `null` when the text is not an address; never throws.
 * Source: RFC 4291 §2.2, RFC 5952 §4.
 */
export function canonicalIp(text: string): string | null {
  const four = parseIpv4(text);
  if (four !== null) return four.join('.');
  const groups = parseIpv6(text);
  if (groups === null) return null;
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return isMapped ? mappedIpv4(groups) : formatIpv6(groups);
}

/** Says what is wrong with one address, or `null`. Source: tapi.md §2.3 (static addresses, IPv4 and IPv6, no ranges). */
export function checkIp(text: string, rules: IpRules): IpProblem | null {
  const canonical = canonicalIp(text);
  if (canonical === null) return looksLikeRange(text) ? 'range' : 'form';
  return !rules.allowsLocal && isLocal(canonical) ? 'private' : null;
}

function looksLikeRange(text: string): boolean {
  return /[/*]/.test(text) || /[0-9a-f]-[0-9a-f]/i.test(text);
}

function parseIpv4(text: string): readonly number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return null;
  const octets = parts.map(Number);
  return octets.every((octet) => octet <= 255) ? octets : null;
}

/** The eight groups; a dotted tail stands for the last two. */
function parseIpv6(text: string): readonly number[] | null {
  const halves = withoutDottedTail(text)?.split('::') ?? [];
  if (halves.length === 0 || halves.length > 2) return null;
  const [head, tail] = halves.map(parseGroups);
  if (head === undefined || head === null || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? head : null;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? null : [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function withoutDottedTail(text: string): string | null {
  if (!text.includes(':')) return null;
  if (!text.includes('.')) return text;
  const at = text.lastIndexOf(':') + 1;
  const octets = parseIpv4(text.slice(at));
  if (octets === null) return null;
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  return `${text.slice(0, at)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function parseGroups(text: string): readonly number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null;
}

function mappedIpv4(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function formatIpv6(groups: readonly number[]): string {
  const run = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (run.length < 2) return hex.join(':');
  return `${hex.slice(0, run.start).join(':')}::${hex.slice(run.start + run.length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  }
  return best;
}

/** Addresses that the bank can never see as a caller's. Source: RFC 1918, 1122 §3.2.1.3, 3927, 6598, 5771; of IPv6 only 2000::/3 is given out, RFC 4291 §2.4. */
function isLocal(canonical: string): boolean {
  if (canonical.includes(':')) return !/^[23][0-9a-f]{3}:/.test(canonical);
  const [a = 0, b = 0] = canonical.split('.').map(Number);
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168)
  );
}
