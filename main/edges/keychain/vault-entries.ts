import { isSecretName } from './secret-names.ts';

/** The secrets of a passphrase vault, by name. */
export type VaultEntries = ReadonlyMap<string, Uint8Array>;

/** Both lengths are written as unsigned 32-bit big-endian integers. */
const LENGTH_BYTES = 4;

/**
 * Writes the entries as length-prefixed names and values, in bytes throughout: text made of secrets could not be
 * wiped. The caller zeroes the result.
 */
export function encodeEntries(entries: VaultEntries): Uint8Array {
  const fields = [...entries].flatMap(([name, value]) => [new TextEncoder().encode(name), value]);
  const size = fields.reduce((sum, field) => sum + LENGTH_BYTES + field.length, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const field of fields) {
    view.setUint32(at, field.length);
    bytes.set(field, at + LENGTH_BYTES);
    at += LENGTH_BYTES + field.length;
  }
  return bytes;
}

/**
 * Reads what `encodeEntries` wrote; `undefined` for anything else: a length past the end, a name that is none of ours,
 * a name twice, bytes left over. The caller zeroes the values. Errors: never throws.
 */
export function decodeEntries(bytes: Uint8Array): Map<string, Uint8Array> | undefined {
  const entries = new Map<string, Uint8Array>();
  let at = 0;
  while (at < bytes.length) {
    const name = fieldAt(bytes, at);
    const value = name && fieldAt(bytes, name.end);
    if (!value) return undefined;
    const text = Buffer.from(name.bytes).toString('utf8');
    if (!isSecretName(text) || entries.has(text)) return undefined;
    entries.set(text, Uint8Array.from(value.bytes));
    at = value.end;
  }
  return entries;
}

function fieldAt(bytes: Uint8Array, at: number) {
  const start = at + LENGTH_BYTES;
  if (start > bytes.length) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
  const end = start + length;
  return end > bytes.length ? undefined : { bytes: bytes.subarray(start, end), end };
}
