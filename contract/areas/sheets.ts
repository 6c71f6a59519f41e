import { z } from 'zod';
import { IpSlot, MAX_IP_SLOTS } from './tokens.ts';
import { TOKEN_COLUMNS, TokenColumn } from './views.ts';
import { LocalDate } from '../values/dates.ts';
import { CompanyId, TokenId } from '../values/ids.ts';

export const ExportFormat = z.enum(['csv', 'xlsx', 'pdf', 'json']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** Most tokens of one export. Own choice: twice the ledger that the lists are made for. */
const MAX_EXPORTED = 20_000;

/** Exactly the tokens that the list shows, in its order, with its columns. */
export const ExportInput = z.strictObject({
  format: ExportFormat,
  tokenIds: z.array(TokenId).min(1).max(MAX_EXPORTED),
  columns: z.array(TokenColumn).min(1).max(TOKEN_COLUMNS.length),
});
export type ExportInput = z.infer<typeof ExportInput>;

/** A list of ids is long where all of them are exported: an id has up to 64 letters, two quotes and a comma. */
export const EXPORT_SIZE = { characters: MAX_EXPORTED * 67 + 4_096, values: MAX_EXPORTED + 100 } as const;

/** `place`: where the file was saved; `null` when the person closed the dialog. */
export const ExportDone = z.strictObject({ place: z.string().nullable(), tokens: z.int() });
export type ExportDone = z.infer<typeof ExportDone>;

/** What a column of a person's own table can hold. */
export const IMPORT_FIELDS = [
  'label',
  'company',
  'issuer',
  'issuedOn',
  'lastUsedOn',
  'accesses',
  'ips',
  'purpose',
] as const;
export const ImportField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof ImportField>;

/** Most columns that are looked at. Own choice. */
export const MAX_SHEET_COLUMNS = 60;

/** The field of each column, in their order; `null`: the column is left out. No field twice. */
const Mapping = z
  .array(ImportField.nullable())
  .max(MAX_SHEET_COLUMNS)
  .refine((fields) => fields.every((one, at) => one === null || fields.indexOf(one) === at), {
    error: 'fields repeat',
  });

export const SheetHead = z.strictObject({
  heading: z.string(),
  /** A few values from the first rows. */
  samples: z.array(z.string()),
  /** Some of its cells look like tokens or keys: nothing of it was read. */
  isRefused: z.boolean(),
});
export type SheetHead = z.infer<typeof SheetHead>;

/** A table that was read and is not kept yet; main holds its rows until a person decides. */
export const SheetDraft = z.strictObject({
  draftId: z.string().max(64),
  fileName: z.string(),
  encoding: z.enum(['UTF-8', 'Windows-1251']),
  rows: z.int(),
  columns: z.array(SheetHead),
  mapping: Mapping,
  /** The first rows in which something looks like a token or a key. Units: lines of the table, the heading is 1. */
  refusedRows: z.array(z.int()),
  refusedCount: z.int(),
});
export type SheetDraft = z.infer<typeof SheetDraft>;

/** How a person wants the table to be read. */
export const ImportInput = z.strictObject({
  draftId: z.string().max(64),
  mapping: Mapping,
  /** For rows that name no company. */
  companyId: CompanyId,
  /** For rows that name nobody; '' for none. */
  issuer: z.string().trim().max(80),
});
export type ImportInput = z.infer<typeof ImportInput>;

export const RowProblem = z.strictObject({
  field: ImportField,
  problem: z.enum([
    'missing',
    'long',
    'short',
    'date',
    'date-order',
    'future',
    'before-issue',
    'company',
    'foreign',
    'many',
    'ip-form',
    'ip-range',
    'ip-port',
    'ip-private',
    'ip-loopback',
    'ip-link-local',
    'ip-multicast',
    'ip-reserved',
    'ip-placeholder',
    'ip-duplicate',
    'ip-too-many',
  ]),
  /** What stands there. */
  value: z.string().max(60),
});
export type RowProblem = z.infer<typeof RowProblem>;

/** One row as it would be kept. */
export const ImportRow = z.strictObject({
  /** Line of the table; the heading is 1. */
  line: z.int(),
  label: z.string(),
  companyName: z.string(),
  issuer: z.string(),
  issuedOn: LocalDate.nullable(),
  lastUsedOn: LocalDate.nullable(),
  accesses: z.array(z.string()),
  /** Those that the catalogue does not know; they are kept as they are. */
  unknownAccesses: z.array(z.string()),
  ips: z.array(IpSlot.shape.address).max(MAX_IP_SLOTS * 10),
  /** Label and day of issue are already in the ledger, or in an earlier row. */
  isDuplicate: z.boolean(),
  problems: z.array(RowProblem),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportPreview = z.strictObject({
  /** The first rows, those with problems before the others. */
  rows: z.array(ImportRow),
  good: z.int(),
  wrong: z.int(),
  duplicates: z.int(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportDone = z.strictObject({ added: z.int(), leftOut: z.int() });
export type ImportDone = z.infer<typeof ImportDone>;
