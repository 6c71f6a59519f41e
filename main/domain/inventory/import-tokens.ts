import {
  IMPORT_FIELDS,
  type ImportField,
  type ImportInput,
  type ImportRow,
} from '../../../contract/areas/sheets.ts';
import { moscowDayStart } from '../../../contract/values/dates.ts';
import { TokenId, type CompanyId } from '../../../contract/values/ids.ts';
import { AppError } from '../../ports/app-error.ts';
import type { BankTime, Clock, Ids, Publish } from '../../ports/ports.ts';
import { historyStep, journalEntry, type Actor, type JournalEntry } from '../audit/entry.ts';
import type { CompanyStore, CompanyEventStore } from '../companies/companies-ports.ts';
import { companyEventsOf } from '../companies/change-company-events.ts';
import { isIpCheckOff } from '../companies/company-events.ts';
import { KEEP_ALIVE_OFF, withStep, type Token } from '../tokens/token.ts';
import type { TokenStore } from '../tokens/tokens-ports.ts';
import { dayFirst, dayOrderOf } from './day-order.ts';
import { judgeRow, type ImportCompany, type JudgedRow } from './import-row.ts';
import type { ReadSheet } from './read-sheet.ts';

export interface ImportParts {
  readonly companies: CompanyStore;
  readonly companyEvents: CompanyEventStore;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly bankTime: BankTime;
  readonly ids: Ids;
  readonly publish: Publish;
}

/** A row, and whether the ledger or an earlier row has it already. */
export interface ImportCandidate extends JudgedRow {
  readonly isDuplicate: boolean;
}

/** How the rows of a table are to be understood. */
export type Reading = Pick<ImportInput, 'mapping' | 'companyId' | 'issuer'>;

/** Who takes a table in, which one, and where he may. */
export interface Import {
  readonly actor: Actor;
  readonly fileName: string;
  readonly sheet: ReadSheet;
  /** Companies that the person acts in. */
  readonly allowed: readonly CompanyId[];
}

/** The life of a token of today's terms; a person corrects it in the record of an older one. Source: tapi.md §2.1. */
const RULE = { kind: 'idle', days: 90 } as const;

/** Reads every row of the table. Errors: `not-found` when the company is none of those allowed. */
export function judgeRows(
  parts: Pick<ImportParts, 'companies' | 'companyEvents' | 'tokens' | 'bankTime'>,
  { sheet, allowed }: Pick<Import, 'sheet' | 'allowed'>,
  { mapping, companyId, issuer }: Reading,
): readonly ImportCandidate[] {
  const companies = allowed.flatMap((id) => importCompany(parts, id));
  const chosen = companies.find(({ company }) => company.companyId === companyId);
  if (chosen === undefined) throw new AppError('not-found', { what: 'company' });
  const rules = { companies, chosen, issuer };
  const known = new Set(parts.tokens.list(null).map(likeness));
  // A refused column has nothing to give, whatever it is mapped to.
  const places = IMPORT_FIELDS.map((field) => [field, mapping.indexOf(field)] as const);
  const dated = datesOf(sheet.rows, places);
  return sheet.rows.map((row, at) => {
    const cells: Partial<Record<ImportField, string>> = {};
    for (const [field, column] of places) if (column !== -1) cells[field] = dated(field, row[column] ?? '');
    const judged = judgeRow(sheet.lines[at] ?? at + 2, cells, rules);
    const { view, company } = judged;
    const like =
      company === null || view.issuedOn === null
        ? null
        : likeness({ companyId: company.companyId, label: view.label, issuedOn: view.issuedOn });
    const isDuplicate = like !== null && known.has(like);
    if (like !== null && view.problems.length === 0) known.add(like);
    return { ...judged, isDuplicate };
  });
}

/**
 * Keeps the rows that have no problem and are not there yet, all of them or none: records of tokens whose texts are
 * elsewhere.
 * Errors: `sheet-nothing`, `not-found`, `store-*`. Effects: the records and a journal line a company, in one
 * transaction.
 */
export function importTokens(parts: ImportParts, about: Import, reading: Reading): readonly Token[] {
  const good = judgeRows(parts, about, reading).filter(isGood);
  if (good.length === 0) throw new AppError('sheet-nothing');
  const entries = entriesOf(parts, about, good);
  const tokens = good.map((row) => tokenOf(parts, row, entries));
  parts.tokens.addAll(tokens, [...entries.values()]);
  const [first] = tokens;
  if (first !== undefined) parts.publish('tokens.changed', { tokenId: first.tokenId });
  return tokens;
}

/** Tells whether a row would be kept. */
export function isGood({ view, isDuplicate }: ImportCandidate): boolean {
  return view.problems.length === 0 && !isDuplicate;
}

/** A row as it is shown. */
export function rowView({ view, isDuplicate }: ImportCandidate): ImportRow {
  return { ...view, isDuplicate };
}

/** Gives the cells of the columns of days with the order that the whole column shows. */
function datesOf(
  rows: ReadSheet['rows'],
  places: readonly (readonly [ImportField, number])[],
): (field: ImportField, cell: string) => string {
  const orders = new Map(
    places
      .filter(([field]) => field === 'issuedOn' || field === 'lastUsedOn')
      .map(([field, column]) => [field, dayOrderOf(rows.map((row) => row[column] ?? ''))] as const),
  );
  return (field, cell) => {
    const order = orders.get(field);
    return order === undefined ? cell : dayFirst(cell, order);
  };
}

function importCompany(
  { companies, companyEvents, bankTime }: Pick<ImportParts, 'companies' | 'companyEvents' | 'bankTime'>,
  companyId: CompanyId,
): ImportCompany[] {
  const company = companies.get(companyId);
  if (company === null) return [];
  const hasLetter = isIpCheckOff(companyEventsOf({ companyEvents }, companyId));
  return [{ company, now: bankTime.now(company.environment), hasLetter }];
}

function likeness({ companyId, label, issuedOn }: Pick<Token, 'companyId' | 'label' | 'issuedOn'>): string {
  return JSON.stringify([companyId, label.trim().toLowerCase(), issuedOn]);
}

function entriesOf(
  { clock }: ImportParts,
  { actor, fileName }: Import,
  good: readonly ImportCandidate[],
): ReadonlyMap<CompanyId, JournalEntry> {
  const counts = new Map<CompanyId, number>();
  for (const { company } of good)
    if (company !== null) counts.set(company.companyId, (counts.get(company.companyId) ?? 0) + 1);
  const facts = { at: clock.now(), actor, subject: fileName };
  return new Map(
    [...counts].map(([companyId, tokens]) => [
      companyId,
      journalEntry('inventory-imported', { ...facts, companyId, details: { tokens } }),
    ]),
  );
}

function tokenOf(
  { ids, bankTime }: ImportParts,
  { view, company, purpose, ipCheck }: ImportCandidate,
  entries: ReadonlyMap<CompanyId, JournalEntry>,
): Token {
  const entry = company === null ? undefined : entries.get(company.companyId);
  if (company === null || entry === undefined || view.issuedOn === null) throw new AppError('internal');
  const { label, issuer, issuedOn, lastUsedOn, accesses, ips } = view;
  const token: Token = {
    tokenId: TokenId.parse(ids.newId()),
    companyId: company.companyId,
    label,
    purpose,
    issuer,
    issuedOn,
    addedAt: bankTime.now(company.environment),
    fingerprint: '',
    lastFour: '',
    words: '',
    status: 'active',
    accesses: accesses.map((access) => ({ access, proof: 'unproven', provenAt: null, isExpected: true })),
    ips: ips.map((address) => ({ address, name: '', place: '' })),
    ipCheck,
    rule: RULE,
    lastSighting: lastUsedOn === null ? null : { at: moscowDayStart(lastUsedOn), by: 'person' },
    certificateId: null,
    boundAt: null,
    secretPlace: 'elsewhere',
    sealing: null,
    keepAlive: KEEP_ALIVE_OFF,
    moving: null,
    replaces: null,
    replacedBy: null,
    lastProblem: null,
    lastCheckedAt: null,
    history: [],
  };
  return withStep(token, historyStep(entry));
}
