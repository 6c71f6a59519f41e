import { isIP, SocketAddress } from 'node:net';

/**
 * One spelling for every spelling of an address: `::ffff:127.0.0.1` and `127.0.0.1` are the same caller, and so are
 * `2001:DB8::0:1` and `2001:db8::1`. Returns null when the text is not a single address (a range, a name).
 */
export function canonicalIp(text: string): string | null {
  const kind = isIP(text);
  if (kind === 0 || text.includes('%')) return null;
  const family = kind === 4 ? 'ipv4' : 'ipv6';
  const { address } = new SocketAddress({ address: text, family });
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  return mapped?.[1] ?? address;
}
