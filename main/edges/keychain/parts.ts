import { createHash } from 'node:crypto';

import * as z from 'zod';

import type { Items } from './items.ts';

/** What lies under the account itself: the whole value, or the index of its parts. The index is always written last. */
const indexSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    v: z.literal(1),
    kind: z.literal('whole'),
    length: z.int().min(0),
    sha256: z.string(),
    value: z.string(),
  }),
  z.strictObject({
    v: z.literal(1),
    kind: z.literal('parts'),
    length: z.int().min(0),
    sha256: z.string(),
    generation: z.literal([0, 1]),
    count: z.int().min(1).max(256),
  }),
]);
type Index = z.infer<typeof indexSchema>;
type Generation = 0 | 1;

/** Parts of one value; 256 × 2,560 bytes is far above any key or certificate, so a greater count is a damaged index. */
const MAX_PARTS = 256;
/** Room for an index, so that the index itself always fits. */
const MIN_ITEM_BYTES = 256;

/** Value of one account: found and verified, not there, or there but not what was written. */
export type ValueRead =
  | { readonly state: 'ok'; readonly bytes: Uint8Array }
  | { readonly state: 'absent' }
  | { readonly state: 'corrupt' };

/** Returns the value of `account`, verified by length and SHA-256. Errors: the vendor's. */
export async function readValue(items: Items, account: string): Promise<ValueRead> {
  const text = await items.get(account);
  if (text === null) return { state: 'absent' };
  const index = parseIndex(text);
  if (!index) return { state: 'corrupt' };
  const encoded = index.kind === 'whole' ? index.value : await readParts(items, account, index);
  if (encoded === null) return { state: 'corrupt' };
  const bytes = Buffer.from(encoded, 'base64url');
  const isWhole = bytes.toString('base64url') === encoded && bytes.length === index.length;
  return isWhole && digest(bytes) === index.sha256 ? { state: 'ok', bytes } : { state: 'corrupt' };
}

/**
 * Keeps `bytes` under `account`, split when they do not fit one item, so that a crash at any step leaves the old value
 * or the new one. Returns `corrupt` when the keychain then reads something else (another item shadows ours).
 * Units: `itemLimit` in bytes of one item. Errors: the vendor's; `RangeError` above 256 parts.
 */
export async function writeValue(
  items: Items,
  account: string,
  value: { readonly bytes: Uint8Array; readonly itemLimit: number },
): Promise<'ok' | 'corrupt'> {
  if (value.itemLimit < MIN_ITEM_BYTES) throw new RangeError('an item must hold at least an index');
  const old = parseIndex((await items.get(account)) ?? '');
  const generation: Generation = old?.kind === 'parts' && old.generation === 0 ? 1 : 0;
  const { index, parts } = split(value.bytes, value.itemLimit, generation);
  for (const [number, part] of parts.entries())
    await items.set(partAccount(account, generation, number), part);
  await items.set(account, index);
  await sweep(items, account, { generation, from: parts.length });
  await sweep(items, account, { generation: generation === 0 ? 1 : 0, from: 0 });
  const back = await readValue(items, account);
  return back.state === 'ok' && digest(back.bytes) === digest(value.bytes) ? 'ok' : 'corrupt';
}

/** Removes the value of `account` with every part left of it. True when nothing is left. Errors: the vendor's. */
export async function removeValue(items: Items, account: string): Promise<boolean> {
  await items.remove(account);
  await sweep(items, account, { generation: 0, from: 0 });
  await sweep(items, account, { generation: 1, from: 0 });
  return (await items.get(account)) === null;
}

function split(bytes: Uint8Array, itemLimit: number, generation: Generation) {
  const value = Buffer.from(bytes).toString('base64url');
  const common = { v: 1, length: bytes.length, sha256: digest(bytes) } as const;
  const whole = indexText({ ...common, kind: 'whole', value });
  if (whole.length <= itemLimit) return { index: whole, parts: [] };
  const count = Math.ceil(value.length / itemLimit);
  if (count > MAX_PARTS) throw new RangeError('the value has too many parts');
  const parts = Array.from({ length: count }, (_, n) => value.slice(n * itemLimit, (n + 1) * itemLimit));
  return { index: indexText({ ...common, kind: 'parts', generation, count }), parts };
}

async function readParts(items: Items, account: string, index: Extract<Index, { kind: 'parts' }>) {
  const parts: string[] = [];
  for (let number = 0; number < index.count; number += 1) {
    const part = await items.get(partAccount(account, index.generation, number));
    if (part === null) return null;
    parts.push(part);
  }
  return parts.join('');
}

/**
 * Removes the parts numbered `from` and up, the highest first: after a crash in between they still form an unbroken
 * row, so that the next write or removal finds them all.
 */
async function sweep(
  items: Items,
  account: string,
  what: { readonly generation: Generation; readonly from: number },
) {
  let end = what.from;
  while ((await items.get(partAccount(account, what.generation, end))) !== null) end += 1;
  for (let number = end - 1; number >= what.from; number -= 1) {
    await items.remove(partAccount(account, what.generation, number));
  }
}

function partAccount(account: string, generation: Generation, number: number): string {
  return `${account}/part/${String(generation)}/${String(number)}`;
}

function parseIndex(text: string): Index | undefined {
  try {
    return indexSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // not JSON: another program wrote here
  }
}

function indexText(index: Index): string {
  return JSON.stringify(index);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
