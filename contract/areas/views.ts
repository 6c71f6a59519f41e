import { z } from 'zod';
import { CompanyId } from '../values/ids.ts';

/** What the list of tokens can be narrowed to. */
export const TokenFilter = z.enum(['all', 'expiring', 'idle', 'unused-accesses', 'problems', 'revoked']);
export type TokenFilter = z.infer<typeof TokenFilter>;

/** Columns of the list of tokens, in their first order; the name always stands first. */
export const TOKEN_COLUMNS = [
  'label',
  'company',
  'accesses',
  'ips',
  'lastUsed',
  'aliveUntil',
  'certificate',
  'status',
  'issuer',
  'issuedOn',
  'identity',
  'purpose',
] as const;
export const TokenColumn = z.enum(TOKEN_COLUMNS);
export type TokenColumn = z.infer<typeof TokenColumn>;

export const TokenSort = z.strictObject({
  columnId: TokenColumn,
  direction: z.enum(['ascending', 'descending']),
});

/** What is on the screen of the list: which tokens, in which order. `companyId`: `null` is all companies. */
export const TokenListView = z.strictObject({
  filter: TokenFilter,
  query: z.string().max(200),
  companyId: CompanyId.nullable(),
  sort: TokenSort.nullable(),
});
export type TokenListView = z.infer<typeof TokenListView>;

/** A view of the list that a person has given a name. */
export const SavedView = z.strictObject({ name: z.string().trim().min(1).max(40), view: TokenListView });
export type SavedView = z.infer<typeof SavedView>;

/**
 * How this workplace likes its screens; kept with the settings. Source of the numbers: own choice, a menu that can
 * still be read.
 */
export const Views = z.strictObject({
  saved: z
    .array(SavedView)
    .max(30)
    .refine((saved) => new Set(saved.map(({ name }) => name.toLowerCase())).size === saved.length, {
      error: 'names repeat',
    }),
  /** `null`: what fits, in the first order. */
  columns: z
    .array(TokenColumn)
    .min(1)
    .max(TOKEN_COLUMNS.length)
    .refine((columns) => new Set(columns).size === columns.length, { error: 'columns repeat' })
    .nullable(),
  /** The overview shows all companies at once. */
  isOverviewOfAll: z.boolean(),
});
export type Views = z.infer<typeof Views>;

export const NO_VIEWS: Views = { saved: [], columns: null, isOverviewOfAll: false };
