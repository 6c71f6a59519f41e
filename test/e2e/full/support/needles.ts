/** A secret in one of the forms in which it could lie somewhere. */
export interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * The forms of a secret text: as it is, base64 (wherever it begins in the encoded text), hex, URL-encoded, UTF-16.
 * Source: security.md §2.4, the canary test.
 */
export function needlesOf(name: string, secret: string | Buffer): readonly Needle[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const asText = typeof secret === 'string' ? [encodeURIComponent(secret)] : [];
  const texts = [hex, hex.toUpperCase(), percent, percent.toUpperCase(), ...asText, ...base64Of(bytes)];
  const wide = typeof secret === 'string' ? [Buffer.from(secret, 'utf16le')] : [];
  const forms = [
    bytes,
    ...wide,
    ...texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]),
  ];
  const distinct = new Map(forms.map((form) => [form.toString('hex'), form]));
  return [...distinct.values()].map((form) => ({ name, bytes: form }));
}

/** The secret as it is, in the two widths that a running program keeps texts in. */
export function plainNeedlesOf(name: string, secret: string): readonly Needle[] {
  return [
    { name, bytes: Buffer.from(secret) },
    { name, bytes: Buffer.from(secret, 'utf16le') },
  ];
}

/** Names of the secrets that are found, in one pass over the bytes, whatever the number of needles. */
export function namesFound(haystack: Buffer, needles: readonly Needle[]): readonly string[] {
  const byPair = new Map<number, Needle[]>();
  const begins = new Uint8Array(0x1_0000);
  for (const needle of needles) {
    const pair = needle.bytes.readUInt16LE(0);
    begins[pair] = 1;
    byPair.set(pair, [...(byPair.get(pair) ?? []), needle]);
  }
  const found = new Set<string>();
  for (let at = 1, before = haystack[0] ?? 0; at < haystack.length; at += 1) {
    const byte = haystack[at] ?? 0;
    const pair = before | (byte << 8);
    before = byte;
    if (begins[pair] === 0) continue;
    for (const { name, bytes } of byPair.get(pair) ?? []) {
      // The third byte first: a view of the haystack costs more than the comparison.
      if (bytes[2] === haystack[at + 1] && bytes.equals(haystack.subarray(at - 1, at - 1 + bytes.length)))
        found.add(name);
    }
  }
  return [...found];
}

/**
 * The part of base64 that does not depend on what stands before and after the secret, for each of the three positions.
 */
function base64Of(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const certain = encoded.slice(Math.ceil((before * 8) / 6), -1);
    return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
