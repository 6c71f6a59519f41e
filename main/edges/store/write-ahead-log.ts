import { existsSync, readFileSync } from 'node:fs';

import { StoreError } from './store-error.ts';

/** What a log holds: the newest committed content of pages, as places in `bytes`. */
export type WriteAheadLog = {
  readonly bytes: Buffer;
  readonly pageOffsets: ReadonlyMap<number, number>;
  /** True when committed frames stand behind one that does not fit: SQLite would silently forget them. */
  readonly isDamaged: boolean;
};

type Frame = {
  readonly index: number;
  readonly offset: number;
  readonly page: number;
  readonly isCommit: boolean;
};
type Sums = readonly [number, number];

/** Source: https://www.sqlite.org/fileformat2.html#the_write_ahead_log (sizes, magic number, checksum algorithm). */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;

/**
 * Refuses a log whose middle is damaged. SQLite takes the first frame that does not fit for the end of the log, so one
 * flipped bit would undo every commit after it without a word. Damage in the very last commit looks the same as a
 * power loss during it and is left to SQLite; the journal head kept elsewhere shows that one.
 * Errors: `store-corrupt`.
 */
export function assertLogIntact(file: string): void {
  if (readLog(file).isDamaged)
    throw new StoreError('store-corrupt', { cause: 'the write-ahead log is damaged' });
}

/** Reads `<file>-wal` as SQLite would recover it; an absent log is an empty one. */
export function readLog(file: string): WriteAheadLog {
  const path = `${file}-wal`;
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const none = { bytes, pageOffsets: new Map<number, number>() };
  if (bytes.byteLength <= HEADER_BYTES) return { ...none, isDamaged: false };
  // The header is synced before the first frame is written, so a bad header with frames behind it is damage.
  const sums = checkHeader(bytes);
  if (sums === undefined) return { ...none, isDamaged: true };
  const { good, firstBad } = readFrames(bytes, sums);
  return { bytes, pageOffsets: newestPages(good), isDamaged: hasCommitsAfter(bytes, firstBad) };
}

function checkHeader(bytes: Buffer): Sums | undefined {
  if ((bytes.readUInt32BE(0) & ~1) >>> 0 !== MAGIC) return undefined;
  const sums = addSums(bytes, [0, 24], [0, 0]);
  return sums[0] === bytes.readUInt32BE(24) && sums[1] === bytes.readUInt32BE(28) ? sums : undefined;
}

function readFrames(
  bytes: Buffer,
  start: Sums,
): { readonly good: readonly Frame[]; readonly firstBad: number } {
  const good: Frame[] = [];
  let sums = start;
  for (let index = 0; ; index += 1) {
    const frame = frameAt(bytes, index);
    if (frame === undefined || !hasSalts(bytes, frame)) return { good, firstBad: index };
    const dataStart = frame.offset + FRAME_HEADER_BYTES;
    sums = addSums(bytes, [frame.offset, frame.offset + 8], sums);
    sums = addSums(bytes, [dataStart, dataStart + pageSizeOf(bytes)], sums);
    const isWhole =
      sums[0] === bytes.readUInt32BE(frame.offset + 16) && sums[1] === bytes.readUInt32BE(frame.offset + 20);
    if (!isWhole) return { good, firstBad: index };
    good.push(frame);
  }
}

/**
 * A commit is synced before the next transaction begins, so a frame of a later transaction proves that it was whole.
 * Repetitions of the commit frame itself are padding up to the next sector, written in the same go.
 */
function hasCommitsAfter(bytes: Buffer, firstBad: number): boolean {
  let commit: Frame | undefined;
  for (let index = firstBad; ; index += 1) {
    const frame = frameAt(bytes, index);
    if (frame === undefined) return false;
    const isOfThisLog = hasSalts(bytes, frame);
    if (commit !== undefined && isOfThisLog && !isPaddingOf(commit, frame)) return true;
    if (frame.isCommit && (isOfThisLog || index === firstBad)) commit ??= frame;
  }
}

function isPaddingOf(commit: Frame, frame: Frame): boolean {
  return frame.isCommit && frame.page === commit.page;
}

function frameAt(bytes: Buffer, index: number): Frame | undefined {
  const size = FRAME_HEADER_BYTES + pageSizeOf(bytes);
  const offset = HEADER_BYTES + index * size;
  if (offset + size > bytes.byteLength) return undefined;
  return { index, offset, page: bytes.readUInt32BE(offset), isCommit: bytes.readUInt32BE(offset + 4) !== 0 };
}

/** Frames of an earlier round of the log carry other salts than its header. */
function hasSalts(bytes: Buffer, { offset }: Frame): boolean {
  return bytes.subarray(offset + 8, offset + 16).equals(bytes.subarray(16, 24));
}

function pageSizeOf(bytes: Buffer): number {
  return bytes.readUInt32BE(8);
}

function newestPages(frames: readonly Frame[]): ReadonlyMap<number, number> {
  const lastCommit = frames.findLastIndex((frame) => frame.isCommit);
  const committed = frames.slice(0, lastCommit + 1);
  return new Map(committed.map((frame) => [frame.page, frame.offset + FRAME_HEADER_BYTES]));
}

function addSums(bytes: Buffer, [from, to]: readonly [number, number], [first, second]: Sums): Sums {
  const isBigEndian = (bytes.readUInt32BE(0) & 1) === 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
  let s0 = first;
  let s1 = second;
  for (let at = 0; at < to - from; at += 8) {
    s0 = (s0 + view.getUint32(at, !isBigEndian) + s1) >>> 0;
    s1 = (s1 + view.getUint32(at + 4, !isBigEndian) + s0) >>> 0;
  }
  return [s0, s1];
}
