import { z } from 'zod';
import { Instant } from '../../../contract/values/dates.ts';
import type { Digests } from '../../ports/ports.ts';
import { MerkleTree, rootOf } from './merkle-tree.ts';

/** A line of the journal as it was written: its place, the chain with it, and its canonical JSON. */
export interface WrittenLine {
  readonly seq: number;
  readonly hash: string;
  readonly json: string;
}

/** `whole`: every line, which the chain holds together. `part`: chosen ones, each with its proof. */
export type ExportScope = 'whole' | 'part';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Seq = z.int().min(1);
/** Kinds and facts of any version: what the hash covers is what counts. */
const Entry = z.record(z.string(), z.json());

const Head = z.strictObject({
  format: z.literal('klyuchnik-journal'),
  version: z.literal(1),
  scope: z.enum(['whole', 'part']),
});
const WholeLine = z.strictObject({ seq: Seq, hash: Hash, entry: Entry });
const PartLine = z.strictObject({ seq: Seq, proof: z.array(Hash).max(64), entry: Entry });

/** What the signature covers: how many lines there were, the root of the tree over them, the end of the chain, when. */
export const JournalCheckpoint = z.strictObject({
  kind: z.literal('klyuchnik-journal-checkpoint'),
  v: z.literal(1),
  size: z.int().min(0),
  root: Hash,
  hash: Hash,
  at: Instant,
});
export type JournalCheckpoint = z.infer<typeof JournalCheckpoint>;
/** Bytes in base64, in the one way that says them: whoever decodes may pass over what is none. */
const Base64 = z
  .base64()
  .max(200)
  .refine((text) => btoa(atob(text)) === text);
const End = z.strictObject({
  checkpoint: z.strictObject({
    text: z.string().max(1_000),
    publicKey: Base64,
    signature: Base64,
  }),
});

/** The chain before the first line. */
const CHAIN_START = '0'.repeat(64);

export interface ExportParts {
  readonly digests: Digests;
  readonly sign: (text: string) => Promise<{ readonly publicKey: string; readonly signature: string }>;
  readonly at: Instant;
  /** Lets others work; called every few hundred lines. */
  readonly turn: () => Promise<void>;
}

/** Lines between two turns. Own choice: a few milliseconds of work. */
const TURN = 200;

/**
 * Writes the journal as text in which every change shows: one JSON object a line, the last one signed; tells how many
 * lines of the journal are in it. `chosen`: their numbers, for a part. Errors: those of the journal and of the signing.
 */
export async function exportJournal(
  { digests, sign, at, turn }: ExportParts,
  lines: Iterable<WrittenLine>,
  chosen: ReadonlySet<number> | null,
): Promise<{ readonly content: string; readonly lines: number }> {
  const tree = new MerkleTree((bytes) => digests.sha256Bytes(bytes));
  const kept: WrittenLine[] = [];
  let hash = CHAIN_START;
  for (const line of lines) {
    tree.add(line.json);
    hash = line.hash;
    if (chosen === null || chosen.has(line.seq)) kept.push(line);
    if (tree.size % TURN === 0) await turn();
  }
  const checkpoint: JournalCheckpoint = {
    kind: 'klyuchnik-journal-checkpoint',
    v: 1,
    size: tree.size,
    root: tree.root(),
    hash,
    at,
  };
  const text = digests.canonical(checkpoint);
  const scope: ExportScope = chosen === null ? 'whole' : 'part';
  const written = kept.map((line) => {
    const place = chosen === null ? { hash: line.hash } : { proof: tree.proof(line.seq - 1) };
    return digests.canonical({ seq: line.seq, entry: JSON.parse(line.json) as unknown, ...place });
  });
  const head = digests.canonical({ format: 'klyuchnik-journal', version: 1, scope });
  const end = digests.canonical({ checkpoint: { text, ...(await sign(text)) } });
  return { content: [head, ...written, end, ''].join('\n'), lines: written.length };
}

/**
 * Why a file is not what was signed. `form`: a line is not as this program writes it · `order`: a line is missing,
 * twice or out of its place · `chain`: a line does not follow the one before it · `proof`: a line is not in the signed
 * tree · `checkpoint`: the lines hold together, and are not those that were signed · `signature`: nobody signed the end
 * of it like this · `cut`: the end is missing.
 */
export type ExportFault = 'form' | 'order' | 'chain' | 'proof' | 'checkpoint' | 'signature' | 'cut';

/** What a check of an export found. `line`: of the file, from 1. `seq`: of the journal, where it is known. */
export type ExportVerdict =
  | { readonly kind: 'not-one' }
  | {
      readonly kind: 'broken';
      readonly fault: ExportFault;
      readonly line: number;
      readonly seq: number | null;
    }
  | {
      readonly kind: 'good';
      readonly scope: ExportScope;
      readonly lines: number;
      readonly checkpoint: JournalCheckpoint;
      readonly publicKey: string;
    };

export interface VerifyParts {
  readonly digests: Digests;
  /** Checks a signature by Ed25519; both keys and signatures in base64. */
  readonly verify: (publicKey: string, text: string, signature: string) => boolean;
  /** Returns the chain after a line. */
  readonly nextHash: (previous: string, line: Uint8Array) => string;
}

/** Checks an export and tells where it breaks first. Errors: none; whatever is wrong is the answer. */
export function verifyExport(parts: VerifyParts, text: string): ExportVerdict {
  const { head, rows, end, after } = partsOf(text);
  const read = head.includes('klyuchnik-journal') ? canonicalOf(parts, Head, head) : null;
  if (read === null) return { kind: 'not-one' };
  const signed = end === null ? null : signedEnd(parts, end);
  const checkpoint = signed === null || signed === 'signature' ? null : signed.checkpoint;
  const isWhole = read.scope === 'whole';
  const found = isWhole ? endOfWhole(parts, rows) : partFault(parts, rows, checkpoint);
  if (found !== null && 'fault' in found) return { kind: 'broken', ...found };
  const atEnd = { kind: 'broken', line: rows.length + FIRST_ROW, seq: null } as const;
  const next = isWhole ? rows.length + 1 : null;
  if (signed === null) return { ...atEnd, fault: 'cut', seq: next };
  if (signed === 'signature') return { ...atEnd, fault: 'signature' };
  if (found !== null) {
    const { size, root, hash } = signed.checkpoint;
    if (found.size < size) return { ...atEnd, fault: 'order', seq: next };
    const isSigned = found.size === size && found.root === root && found.hash === hash;
    if (!isSigned) return { ...atEnd, fault: 'checkpoint' };
  }
  if (after > 0) return { ...atEnd, fault: 'form', line: atEnd.line + 1 };
  return { kind: 'good', scope: read.scope, lines: rows.length, ...signed };
}

/** The file by its lines. `end`: the first one that begins as the end does; `after`: how many come after it. */
function partsOf(text: string) {
  const [head = '', ...others] = text.split('\n');
  const unended = others.pop() ?? '';
  // A line that nothing ends was cut; with this at its end it is none of ours.
  const lines = unended === '' ? others : [...others, `${unended}\0`];
  const at = lines.findIndex((line) => line.startsWith('{"checkpoint":'));
  if (at === -1) return { head, rows: lines, end: null, after: 0 };
  return { head, rows: lines.slice(0, at), end: lines[at] ?? null, after: lines.length - at - 1 };
}

interface Place {
  readonly fault: ExportFault;
  readonly line: number;
  readonly seq: number | null;
}

/** The first line after the head is the second of the file. */
const FIRST_ROW = 2;

/** What a whole journal is signed by, made anew from its lines; or the first of them that is wrong. */
function endOfWhole(
  parts: VerifyParts,
  rows: readonly string[],
): Place | Pick<JournalCheckpoint, 'size' | 'root' | 'hash'> {
  const tree = new MerkleTree((bytes) => parts.digests.sha256Bytes(bytes));
  let hash = CHAIN_START;
  for (const [index, row] of rows.entries()) {
    const place = { line: index + FIRST_ROW, seq: index + 1 };
    const line = canonicalOf(parts, WholeLine, row);
    if (line === null) return { fault: 'form', ...place };
    if (line.seq !== index + 1) return { fault: 'order', ...place };
    const text = parts.digests.canonical(line.entry);
    hash = parts.nextHash(hash, new TextEncoder().encode(text));
    if (line.hash !== hash) return { fault: 'chain', ...place };
    tree.add(text);
  }
  return { size: tree.size, root: tree.root(), hash };
}

/** `checkpoint` null: nobody knows the root, so only the form and the order can be looked at. */
function partFault(
  parts: VerifyParts,
  rows: readonly string[],
  checkpoint: JournalCheckpoint | null,
): Place | null {
  const sha256 = (bytes: Uint8Array) => parts.digests.sha256Bytes(bytes);
  let last = 0;
  for (const [index, row] of rows.entries()) {
    const line = canonicalOf(parts, PartLine, row);
    const place = { line: index + FIRST_ROW, seq: line?.seq ?? null };
    if (line === null) return { fault: 'form', ...place };
    if (line.seq <= last) return { fault: 'order', ...place };
    last = line.seq;
    if (checkpoint === null) continue;
    const text = parts.digests.canonical(line.entry);
    const inclusion = { text, index: line.seq - 1, size: checkpoint.size, proof: line.proof };
    if (rootOf(sha256, inclusion) !== checkpoint.root) return { fault: 'proof', ...place };
  }
  return null;
}

function signedEnd(
  parts: VerifyParts,
  row: string,
): { readonly checkpoint: JournalCheckpoint; readonly publicKey: string } | 'signature' {
  const end = canonicalOf(parts, End, row);
  if (end === null) return 'signature';
  const { text, publicKey, signature } = end.checkpoint;
  const checkpoint = canonicalOf(parts, JournalCheckpoint, text);
  const isSigned = checkpoint !== null && parts.verify(publicKey, text, signature);
  return isSigned ? { checkpoint, publicKey } : 'signature';
}

/** Reads one line; `null` for another shape, and for the same one written in another way. */
function canonicalOf<T>({ digests }: VerifyParts, schema: z.ZodType<T>, row: string): T | null {
  try {
    const value: unknown = JSON.parse(row);
    const parsed = schema.safeParse(value);
    return parsed.success && digests.canonical(value) === row ? parsed.data : null;
  } catch {
    return null;
  }
}
