import { isIP } from 'node:net';
import type { IpAddresses } from '../tokens/tokens-ports.ts';

/** The two dummies of the bank's own page; they are not valid addresses. Source: tapi.md §2.3. */
const PLACEHOLDERS = ['0.0.0.0.0', '1.1.1.1.1'];

/** Spells addresses as the URL standard does: lower case, shortest IPv6 form. Source: WHATWG URL, host serializer; RFC 5952. */
export const systemIpAddresses: IpAddresses = {
  canonical: (text, allowPlaceholders) => {
    const address = text.trim();
    if (allowPlaceholders && PLACEHOLDERS.includes(address)) return address;
    switch (isIP(address)) {
      case 4:
        return address;
      case 6:
        return address.includes('%') ? null : new URL(`http://[${address}]/`).hostname.slice(1, -1);
      default:
        return null;
    }
  },
};
