import type { Language } from '../../../contract/areas/session.ts';
import type { TokenColumn } from '../../../contract/areas/views.ts';
import { accessName } from '../../../contract/t-bank/accesses.ts';
import { moscowDate, type Instant } from '../../../contract/values/dates.ts';
import type { InventoryDocument } from './inventory-document.ts';
import { SHEET_WORDS, type SheetHeading, type SheetWords } from './sheet-words.ts';
import type { SheetCell, SheetTable } from '../../ports/sheet-ports.ts';

type DocumentToken = InventoryDocument['tokens'][number];
type DocumentCertificate = InventoryDocument['certificates'][number];

interface TableColumn<R> {
  readonly heading: SheetHeading;
  /** Units: characters. */
  readonly width: number;
  readonly cell: (row: R, words: SheetWords, language: Language) => SheetCell;
}

/** A column of the list, as the columns of a table that it becomes. */
const COLUMNS_OF: Readonly<Record<TokenColumn, readonly TableColumn<DocumentToken>[]>> = {
  label: [{ heading: 'label', width: 30, cell: ({ label }) => label }],
  company: [
    { heading: 'company', width: 28, cell: ({ company }) => company.name },
    { heading: 'inn', width: 14, cell: ({ company }) => company.inn },
  ],
  accesses: [
    {
      heading: 'accesses',
      width: 50,
      cell: ({ accesses }, _words, language) =>
        accesses.map(({ name }) => accessName(name, language)).join('; '),
    },
  ],
  ips: [
    {
      heading: 'ips',
      width: 24,
      cell: ({ ips, ipCheck }, words) =>
        ipCheck === 'off-by-letter' ? words.anyAddress : ips.map(({ address }) => address).join(', '),
    },
  ],
  lastUsed: [
    { heading: 'lastUsed', width: 13, cell: ({ lastUsedAt }) => dayOf(lastUsedAt) },
    {
      heading: 'usedBy',
      width: 18,
      cell: ({ lastUsedBy }, { usedBy }) => (lastUsedBy === null ? null : usedBy[lastUsedBy]),
    },
  ],
  aliveUntil: [
    { heading: 'aliveUntil', width: 13, cell: ({ aliveUntil }) => dayOf(aliveUntil) },
    { heading: 'daysLeft', width: 15, cell: ({ daysLeft }) => daysLeft },
  ],
  certificate: [
    { heading: 'certificate', width: 24, cell: ({ certificate }) => certificate?.label ?? null },
    { heading: 'certificateEnds', width: 15, cell: ({ certificate }) => dayOf(certificate?.endsAt ?? null) },
  ],
  status: [
    { heading: 'status', width: 14, cell: ({ status }, words) => words.status[status] },
    {
      heading: 'secretPlace',
      width: 22,
      cell: ({ secretPlace }, words) => words.secretPlace[secretPlace],
    },
  ],
  issuer: [{ heading: 'issuer', width: 24, cell: ({ issuer }) => issuer }],
  issuedOn: [{ heading: 'issuedOn', width: 13, cell: ({ issuedOn }) => ({ day: issuedOn }) }],
  identity: [
    { heading: 'words', width: 22, cell: ({ words }) => words },
    { heading: 'lastFour', width: 17, cell: ({ lastFour }) => lastFour },
  ],
  purpose: [{ heading: 'purpose', width: 34, cell: ({ purpose }) => purpose }],
};

const CERTIFICATE_COLUMNS: readonly TableColumn<DocumentCertificate>[] = [
  { heading: 'label', width: 30, cell: ({ label }) => label },
  { heading: 'company', width: 28, cell: ({ company }) => company.name },
  { heading: 'inn', width: 14, cell: ({ company }) => company.inn },
  { heading: 'state', width: 18, cell: ({ state }, words) => words.certificateState[state] },
  { heading: 'notBefore', width: 13, cell: ({ notBefore }) => dayOf(notBefore) },
  { heading: 'notAfter', width: 13, cell: ({ notAfter }) => dayOf(notAfter) },
  { heading: 'daysLeft', width: 15, cell: ({ daysLeft }) => daysLeft },
  { heading: 'holder', width: 24, cell: ({ holder }) => holder },
  { heading: 'serial', width: 28, cell: ({ serial }) => serial },
  { heading: 'subject', width: 40, cell: ({ subject }) => subject },
  {
    heading: 'keyPlaces',
    width: 34,
    cell: ({ keyPlaces }, words) =>
      keyPlaces
        .map(({ kind, name }) => (name === '' ? words.keyPlace[kind] : `${words.keyPlace[kind]}: ${name}`))
        .join('; '),
  },
  { heading: 'usedTokens', width: 15, cell: ({ tokens }) => tokens.length },
];

/** Puts the tokens into one table, with the columns that a person sees. */
export function tokenTable(
  { tokens }: Pick<InventoryDocument, 'tokens'>,
  columns: readonly TokenColumn[],
  language: Language,
): SheetTable {
  const shown = [...new Set(columns)].flatMap((column) => COLUMNS_OF[column]);
  return tableOf(tokens, shown, { name: SHEET_WORDS[language].tokens, language });
}

/** Puts the certificates into one table. */
export function certificateTable(
  { certificates }: Pick<InventoryDocument, 'certificates'>,
  language: Language,
): SheetTable {
  const name = SHEET_WORDS[language].certificates;
  return tableOf(certificates, CERTIFICATE_COLUMNS, { name, language });
}

function tableOf<R>(
  rows: readonly R[],
  columns: readonly TableColumn<R>[],
  { name, language }: { readonly name: string; readonly language: Language },
): SheetTable {
  const words = SHEET_WORDS[language];
  return {
    name,
    columns: columns.map(({ heading, width }) => ({ title: words.columns[heading], width })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row, words, language))),
  };
}

function dayOf(at: Instant | null): SheetCell {
  return at === null ? null : { day: moscowDate(at) };
}
