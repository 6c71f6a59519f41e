import { readFileSync } from 'node:fs';

import type { SqlValue } from './database.ts';
import { readLog } from './write-ahead-log.ts';

/** Every store is made with this page size, so that salvage need not ask a damaged header. Source: SQLite's default. */
export const PAGE_BYTES = 4096;

/** One record as it stands in a page, whatever table it belongs to. */
export type PageRecord = { readonly rowid: SqlValue; readonly values: readonly SqlValue[] };

/**
 * All of this: https://www.sqlite.org/fileformat2.html (§1.3 header, §1.6 b-tree pages, §1.7 overflow, §2.1 record
 * format).
 */
const TABLE_LEAF = 0x0d;
const FILE_HEADER_BYTES = 100;
const LEAF_HEADER_BYTES = 8;

type Pages = { readonly pageBytes: number; readonly count: number; readonly at: (page: number) => Buffer };

/**
 * Returns every record that stands in a leaf page of the file (its log laid over it), without asking any tree, schema
 * or header: what SQLite itself can no longer reach is found too. Nothing here is to be trusted, and a record may be an
 * older version of a row; only a seal that opens proves one. Errors: those of reading the file.
 */
export function readPageRecords(file: string): readonly PageRecord[] {
  const pages = openPages(file);
  const records: PageRecord[] = [];
  for (let number = 1; number <= pages.count; number += 1) records.push(...readLeaf(pages, number));
  return records;
}

function openPages(file: string): Pages {
  const bytes = readFileSync(file);
  const log = readLog(file);
  const pageBytes = PAGE_BYTES;
  const count = Math.max(Math.ceil(bytes.byteLength / pageBytes), ...log.pageOffsets.keys(), 0);
  const at = (page: number): Buffer => {
    const inLog = log.pageOffsets.get(page);
    if (inLog !== undefined) return log.bytes.subarray(inLog, inLog + pageBytes);
    return bytes.subarray((page - 1) * pageBytes, page * pageBytes);
  };
  return { pageBytes, count, at };
}

function readLeaf(pages: Pages, number: number): readonly PageRecord[] {
  const page = pages.at(number);
  const start = number === 1 ? FILE_HEADER_BYTES : 0;
  if (page.byteLength < pages.pageBytes || page[start] !== TABLE_LEAF) return [];
  const cells = page.readUInt16BE(start + 3);
  const firstPointer = start + LEAF_HEADER_BYTES;
  const most = Math.floor((page.byteLength - firstPointer) / 2);
  return Array.from({ length: Math.min(cells, most) }, (_, index) => firstPointer + index * 2).flatMap(
    (pointer) => {
      try {
        return [readCell(pages, page, page.readUInt16BE(pointer))];
      } catch (error) {
        if (error instanceof RangeError) return []; // a damaged pointer or length leads out of the page
        throw error;
      }
    },
  );
}

function readCell(pages: Pages, page: Buffer, offset: number): PageRecord {
  const length = readVarint(page, offset);
  const rowid = readVarint(page, length.end);
  const payload = readPayload(pages, page.subarray(rowid.end), Number(length.value));
  return { rowid: toSqlInteger(rowid.value), values: readRecord(payload) };
}

/** Collects what did not fit into the page from its chain of overflow pages. Source: fileformat2.html §1.6 and §1.7. */
function readPayload(pages: Pages, cell: Buffer, length: number): Buffer {
  const usable = pages.pageBytes;
  const most = usable - 35;
  if (length <= most) return take(cell, 0, length);
  if (length > pages.count * usable) throw new RangeError('longer than the file');
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((length - least) % (usable - 4));
  const local = wanted <= most ? wanted : least;
  const parts = [take(cell, 0, local)];
  let next = cell.readUInt32BE(local);
  for (let left = length - local; left > 0; left -= usable - 4) {
    const page = pages.at(next);
    parts.push(take(page, 4, Math.min(left, usable - 4)));
    next = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function readRecord(payload: Buffer): readonly SqlValue[] {
  const headerEnd = Number(readVarint(payload, 0).value);
  if (headerEnd > payload.byteLength) throw new RangeError('header longer than the record');
  const values: SqlValue[] = [];
  let at = readVarint(payload, 0).end;
  let from = headerEnd;
  while (at < headerEnd) {
    const type = readVarint(payload, at);
    const { value, end } = readValue(payload, from, Number(type.value));
    values.push(value);
    at = type.end;
    from = end;
  }
  return values;
}

/** Source: fileformat2.html §2.1, table of serial types. */
function readValue(payload: Buffer, from: number, type: number): { value: SqlValue; end: number } {
  if (type === 0) return { value: null, end: from };
  if (type === 8 || type === 9) return { value: type - 8, end: from };
  if (type >= 12) {
    const end = from + Math.floor((type - 12) / 2);
    const bytes = take(payload, from, end - from);
    return { value: type % 2 === 0 ? Uint8Array.from(bytes) : bytes.toString('utf8'), end };
  }
  const length = [0, 1, 2, 3, 4, 6, 8][type];
  if (length === undefined) throw new RangeError('not a type that the store writes');
  const hex = take(payload, from, length).toString('hex');
  return { value: toSqlInteger(BigInt.asIntN(length * 8, BigInt(`0x${hex}`))), end: from + length };
}

/** Source: fileformat2.html §1.6, "variable-length integer". */
function readVarint(bytes: Buffer, from: number): { value: bigint; end: number } {
  let value = 0n;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes.readUInt8(from + index);
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value, end: from + index + 1 };
  }
  return { value: BigInt.asIntN(64, (value << 8n) | BigInt(bytes.readUInt8(from + 8))), end: from + 9 };
}

function take(bytes: Buffer, from: number, length: number): Buffer {
  if (length < 0 || from + length > bytes.byteLength) throw new RangeError('out of the page');
  return bytes.subarray(from, from + length);
}

function toSqlInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
