import { hash, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Digests, Ids } from '../../ports/ports.ts';

/** Random ids. Source: RFC 9562, UUID version 4. */
export const systemIds: Ids = { newId: () => randomUUID() };

/** SHA-256 and canonical JSON. Source: FIPS 180-4; RFC 8785. */
export const systemDigests: Digests = {
  sha256: (text) => hash('sha256', text, 'hex'),
  sha256Bytes: (bytes) => hash('sha256', bytes, 'buffer'),
  canonical: (value) => {
    const text = canonicalize(value);
    if (text === undefined) throw new TypeError('the value has no canonical form');
    return text;
  },
};
