import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Secret } from '../../../../main/ports/secret.ts';
import { openDatabase } from '../../../../main/edges/store/open-database.ts';
import { openLedger } from '../../../../main/edges/store/ledger.ts';
import { deriveStoreKeys } from '../../../../main/edges/store/seal.ts';
import { bytesOfItem, readItem } from './keyring-items.ts';
import { namesFound, type Needle } from './needles.ts';
import { procText } from './processes.ts';
import type { Workbench } from './workbench.ts';

/** Where a secret was found that should not be there. */
export interface Finding {
  readonly place: string;
  readonly name: string;
}

/** Looks into every file below the folder. */
export function scanFiles(dir: string, needles: readonly Needle[]): readonly Finding[] {
  return filesIn(dir).flatMap((file) => findings(file, readFileSync(file), needles));
}

/** Returns every file below the folder. */
export function filesIn(dir: string): readonly string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  return names.map((name) => path.join(dir, name)).filter((file) => isFile(file));
}

/** Looks at what the system tells anybody of the same user about the processes. */
export function scanProcesses(pids: readonly number[], needles: readonly Needle[]): readonly Finding[] {
  return pids.flatMap((pid) =>
    (['cmdline', 'environ'] as const).flatMap((name) =>
      findings(`/proc/${String(pid)}/${name}`, Buffer.from(procText(pid, name)), needles),
    ),
  );
}

/** Looks into everything that a process has written in its memory. Source: proc(5), `maps`, `pagemap` and `mem`. */
export function scanMemory(pid: number, needles: readonly Needle[]): readonly Finding[] {
  const handle = openSync(`/proc/${String(pid)}/mem`, 'r');
  try {
    const found = new Set<string>();
    for (const [from, to] of writtenRanges(pid)) {
      for (const piece of piecesOf(handle, from, to)) {
        for (const name of namesFound(piece, needles)) found.add(name);
      }
    }
    return [...found].map((name) => ({ place: `memory of ${String(pid)}`, name }));
  } finally {
    closeSync(handle);
  }
}

/** Everything that the page's script can reach, and its document. */
export async function heapOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const parts: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return Buffer.from(parts.join('') + (await page.content()));
}

/** The records of a vault that no app has open, unsealed with the key from the keyring, as one text. */
export async function unsealedRecords(bench: Workbench): Promise<string> {
  const key = Secret.fromBytes(bytesOfItem(await readItem(bench, 'store-key')));
  const file = path.join(bench.profileDir, 'store', 'vault.sqlite');
  const db = openDatabase({ file, readOnly: true, mustExist: true });
  try {
    const ledger = openLedger({ db, keys: deriveStoreKeys(key) });
    const { companies, people, settings, tokens, certificates } = ledger;
    const { policies, payments, approvals, intentions, balances, journal } = ledger;
    const kept = [companies, people, settings, tokens, certificates].map((table) => table.list());
    const moved = [policies, payments, approvals, intentions, balances].map((table) => table.list());
    return JSON.stringify([kept, moved, journal.page({ limit: 10_000 })]);
  } finally {
    db.close();
  }
}

function findings(place: string, haystack: Buffer, needles: readonly Needle[]): readonly Finding[] {
  return namesFound(haystack, needles).map((name) => ({ place, name }));
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** A page that is neither in memory nor in swap was never written to, or holds what its file holds. */
function writtenRanges(pid: number): readonly (readonly [bigint, bigint])[] {
  const pages = openSync(`/proc/${String(pid)}/pagemap`, 'r');
  try {
    return writableRanges(pid).flatMap((range) => [...presentIn(pages, range)]);
  } finally {
    closeSync(pages);
  }
}

/** The runs of pages of a range that are in memory or in swap. */
function* presentIn(
  pages: number,
  [from, to]: readonly [bigint, bigint],
): Generator<readonly [bigint, bigint]> {
  const entries = Buffer.alloc(Number((to - from) / PAGE_BYTES) * ENTRY_BYTES);
  const read = readSync(pages, entries, 0, entries.length, (from / PAGE_BYTES) * BigInt(ENTRY_BYTES));
  let start: bigint | null = null;
  for (let at = 0; at < read; at += ENTRY_BYTES) {
    const address = from + BigInt(at / ENTRY_BYTES) * PAGE_BYTES;
    // The two highest bits of an entry: in memory, in swap.
    const isPresent = (entries[at + ENTRY_BYTES - 1] ?? 0) >= 0x40;
    if (isPresent) start ??= address;
    else if (start !== null) {
      yield [start, address];
      start = null;
    }
  }
  if (start !== null) yield [start, to];
}

function writableRanges(pid: number): readonly (readonly [bigint, bigint])[] {
  return [...procText(pid, 'maps').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)].map(
    ([, from, to]) => [BigInt(`0x${from ?? '0'}`), BigInt(`0x${to ?? '0'}`)] as const,
  );
}

/** Reads a range in pieces that overlap, so that nothing lies across two of them unseen. */
function* piecesOf(handle: number, from: bigint, to: bigint): Generator<Buffer> {
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let at = from; at < to; at += BigInt(PIECE_BYTES - OVERLAP_BYTES)) {
    const wanted = Number(to - at < BigInt(PIECE_BYTES) ? to - at : BigInt(PIECE_BYTES));
    const read = readPiece(handle, piece, { wanted, at });
    if (read > 0) yield piece.subarray(0, read);
  }
}

function readPiece(handle: number, piece: Buffer, { wanted, at }: { wanted: number; at: bigint }): number {
  try {
    return readSync(handle, piece, 0, wanted, at);
  } catch {
    return 0; // device memory cannot be read this way, and holds no texts
  }
}

/** Units: bytes. Own choice. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** Units: bytes. Source: the page of x86-64; an entry of `pagemap`, Linux admin-guide/mm/pagemap. */
const PAGE_BYTES = 4096n;
const ENTRY_BYTES = 8;
/** Longer than any needle. Units: bytes. */
const OVERLAP_BYTES = 16 * 1024;
