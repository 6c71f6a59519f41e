import { canonicalIp, IP_PLACEHOLDERS } from '../../contract/values/ip-addresses.ts';
import type { IpAddresses } from '../tokens/tokens-ports.ts';

/** The spelling of addresses as a port, for those who are given it; the rules are those of `contract/values/ip-addresses.ts`. */
export const systemIpAddresses: IpAddresses = {
  canonical: (text, allowPlaceholders) =>
    allowPlaceholders && IP_PLACEHOLDERS.includes(text.trim()) ? text.trim() : canonicalIp(text),
};
