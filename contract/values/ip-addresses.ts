import ipaddr from 'ipaddr.js';
import { trimmedText, visibleText } from './visible-text.ts';

/** Why a piece of text cannot be one of the token's addresses. */
export type IpProblem =
  | 'form'
  | 'range'
  | 'port'
  | 'private'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'reserved'
  | 'placeholder'
  | 'duplicate'
  | 'too-many';

export interface IpRules {
  /**
   * Addresses that no bank can see (private, loopback, link-local) are taken: only where the bank runs on this machine.
   */
  readonly allowsLocal: boolean;
  /** The dummies of the bank's form are taken: only when its check is off by letter. */
  readonly allowsPlaceholders: boolean;
}

/**
 * Dummies that the bank's own page shows for a company whose check is off; they are not valid addresses. Source:
 * tapi.md §2.3.
 */
export const IP_PLACEHOLDERS: readonly string[] = ['0.0.0.0.0', '1.1.1.1.1'];

/** At most nine addresses a token. Source: tapi.md §2.3. */
export const MOST_ADDRESSES = 9;

/**
 * Returns one spelling for all spellings of an IPv4 or IPv6 address: IPv6 as RFC 5952, IPv4-mapped IPv6 as IPv4.
 * Errors: `null` when the text is not one address (octal, hexadecimal and shortened IPv4 and zones included); never
 * throws.
 * Source: RFC 4291 §2.2, RFC 5952 §4; RFC 6943 §3.1.1 (ambiguous spellings of IPv4).
 */
export function canonicalIp(text: string): string | null {
  return parseIp(text)?.text ?? null;
}

/**
 * Says what is wrong with one address, or `null`. Source: tapi.md §2.3 (static addresses, IPv4 and IPv6, no ranges).
 */
export function checkIp(text: string, rules: IpRules): IpProblem | null {
  const trimmed = trimmedText(text);
  if (IP_PLACEHOLDERS.includes(trimmed)) return rules.allowsPlaceholders ? null : 'placeholder';
  const parsed = parseIp(trimmed);
  if (parsed === null) return formProblem(trimmed);
  const problem = rangeProblem(parsed.address);
  return problem !== null && rules.allowsLocal && LOCAL.includes(problem) ? null : problem;
}

/**
 * Says for each text what is wrong with it; an address that repeats an earlier one in any spelling is a duplicate, and
 * good ones after the ninth are too many. Empty texts are passed over.
 */
export function checkIps(texts: readonly string[], rules: IpRules): readonly (IpProblem | null)[] {
  const seen = new Set<string>();
  return texts.map((text) => {
    const trimmed = trimmedText(text);
    if (trimmed === '') return null;
    const one = canonicalIp(trimmed) ?? trimmed;
    if (seen.has(one)) return 'duplicate';
    const problem = checkIp(trimmed, rules);
    if (problem !== null) return problem;
    if (seen.size >= MOST_ADDRESSES) return 'too-many';
    seen.add(one);
    return null;
  });
}

/**
 * What stands before the lines of a list: a dash, a star, a dot, a number with its full stop or bracket. Source:
 * CommonMark 0.31, «List items».
 */
const LIST_MARKS = /(?<=^|[,;])[^\S\n]*(?:[-–—−*+•·‣◦▪●○>➤→✓☐][^\S\n]*|\d{1,2}[.)][^\S\n]+)+/gmu;

/**
 * Takes a pasted list apart at commas, semicolons, spaces and line ends; marks at the beginning of lines and of members
 * go away, a range that was written with spaces stays in one piece.
 */
export function splitIpList(text: string): readonly string[] {
  return visibleText(text)
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(LIST_MARKS, '')
    .replace(/[^\S\n]*[-–—][^\S\n]*/g, '-')
    .replace(/\s*\/\s*/g, '/')
    .split(/[\s,;]+/)
    .filter((piece) => piece !== '');
}

/**
 * Tells whether the address is one of those kept for examples, which nobody has in earnest. Source: RFC 5737, RFC 3849,
 * RFC 9637.
 */
export function isExampleIp(text: string): boolean {
  const parsed = parseIp(text);
  return parsed !== null && isExample(parsed.address);
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const LOCAL: readonly IpProblem[] = ['private', 'loopback', 'link-local'];

const EXAMPLES = [
  ipaddr.parseCIDR('192.0.2.0/24'),
  ipaddr.parseCIDR('198.51.100.0/24'),
  ipaddr.parseCIDR('203.0.113.0/24'),
  ipaddr.parseCIDR('2001:db8::/32'),
  ipaddr.parseCIDR('3fff::/20'),
] as const;

/** Of IPv6 only 2000::/3 is given out. Source: RFC 4291 §2.4, IANA IPv6 Global Unicast Address Assignments. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

const REASONS: Readonly<Partial<Record<string, IpProblem>>> = {
  private: 'private',
  carrierGradeNat: 'private',
  uniqueLocal: 'private',
  loopback: 'loopback',
  linkLocal: 'link-local',
  multicast: 'multicast',
};

function parseIp(text: string): { readonly address: Address; readonly text: string } | null {
  const bare = visibleText(text)
    .trim()
    .replace(/^\[([0-9a-f:.]+)\]$/i, '$1');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) {
    const address = ipaddr.IPv4.parse(bare);
    return { address, text: address.toString() };
  }
  // `::8.8.8.8` was never given out (RFC 4291 §2.5.5.1) and the parser would take it for a mapped address.
  const isCompatible = /^::\d+(\.\d+){3}$/.test(bare);
  if (!bare.includes(':') || bare.includes('%') || isCompatible || !ipaddr.IPv6.isValid(bare)) return null;
  const six = ipaddr.IPv6.parse(bare);
  if (!six.isIPv4MappedAddress()) return { address: six, text: six.toRFC5952String() };
  const four = six.toIPv4Address();
  return { address: four, text: four.toString() };
}

function rangeProblem(address: Address): IpProblem | null {
  // Taken, and marked on the screen: the documents of banks and programs are full of them.
  if (isExample(address)) return null;
  const range = address.range();
  const known = REASONS[range];
  if (known !== undefined) return known;
  if (range !== 'unicast') return 'reserved';
  return address.kind() === 'ipv6' && !isWithin(address, GLOBAL_UNICAST) ? 'reserved' : null;
}

function isExample(address: Address): boolean {
  return EXAMPLES.some((network) => isWithin(address, network));
}

function isWithin(address: Address, [network, bits]: readonly [Address, number]): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

function formProblem(text: string): IpProblem {
  // An address of a page, or a slash without a length: no range was meant.
  if (/:\/\/|\/$/.test(text)) return 'form';
  if (/[/*]/.test(text) || /[0-9a-f][-–—][0-9a-f]/i.test(text)) return 'range';
  return /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\]):\d+$/i.test(text) ? 'port' : 'form';
}
