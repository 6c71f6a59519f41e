import type { LocalDate } from '../../../contract/values/dates.ts';
import { chainBalances, type BalanceChain, type BalanceSection } from './balance-chains.ts';
import { documentFaults } from './check-document.ts';
import { decodeText, type DecodedText, type FileEncoding } from './encodings.ts';
import { readDocument, type DocumentUse, type ExchangeDocument } from './exchange-document.ts';
import type { ExchangeFault } from './exchange-faults.ts';
import { countKnownKeys, VERSIONS } from './exchange-keys.ts';
import { doublesIn } from './find-doubles.ts';
import { splitFile, type RawFile } from './split-file.ts';

/** A document with what may be done with it. */
export interface CheckedDocument extends ExchangeDocument {
  readonly use: DocumentUse;
}

/** An exchange file of 1C, read and checked. */
export interface CheckedFile {
  readonly encoding: FileEncoding;
  readonly bom: boolean;
  /** As written; `null` when the header does not say it. */
  readonly version: string | null;
  readonly documents: readonly CheckedDocument[];
  /** Sections of balances, in the order of the file. */
  readonly balances: readonly BalanceSection[];
  /** One chain of balances an account, in the order of the file. */
  readonly statements: readonly BalanceChain[];
  /** Of the file first, then by document. */
  readonly faults: readonly ExchangeFault[];
  readonly raw: RawFile;
}

/**
 * What the header calls an encoding, in small letters without marks. Source: v8.1c.ru/edi/edi_stnd/100 (Windows, DOS);
 * the rest is met in files.
 */
const HEADER_ENCODINGS: Readonly<Record<string, readonly FileEncoding[]>> = {
  windows: ['windows-1251'],
  win: ['windows-1251'],
  windows1251: ['windows-1251'],
  cp1251: ['windows-1251'],
  ansi: ['windows-1251'],
  dos: ['cp866'],
  cp866: ['cp866'],
  oem: ['cp866'],
  utf8: ['utf-8'],
  unicode: ['utf-8', 'utf-16le', 'utf-16be'],
  utf16: ['utf-16le', 'utf-16be'],
  utf16le: ['utf-16le'],
  utf16be: ['utf-16be'],
};

/**
 * Reads and checks an exchange file of 1C: all faults of all documents at once. Never throws, whatever the bytes are.
 * `today`: the day in Moscow. Returns `null` when it is no such file.
 * Source: README of the exchange files.
 */
export function checkExchangeFile(bytes: Uint8Array, today: LocalDate): CheckedFile | null {
  const decoded = decodeText(bytes, countKnownKeys);
  const raw = splitFile(decoded.text);
  if (raw === null) return null;
  const ownAccounts = new Set([
    ...raw.ownAccounts,
    ...raw.accounts.map(({ values }) => values.account ?? ''),
  ]);
  const documents = raw.documents.map((one, index) => readDocument(one, index, ownAccounts));
  const { sections, chains, faults: ofBalances } = chainBalances(raw.accounts);
  const setting = { today, isStatement: raw.accounts.length > 0 };
  const ofDocuments = [
    ...documents.flatMap((document) => documentFaults(document, setting)),
    ...doublesIn(documents),
  ];
  const withError = new Set(ofDocuments.filter(({ level }) => level === 'error').map((one) => one.document));
  return {
    encoding: decoded.encoding,
    bom: decoded.bom,
    version: raw.header.values.version ?? null,
    documents: documents.map((one) => ({ ...one, use: useOf(one, withError.has(one.index)) })),
    balances: sections,
    statements: chains,
    faults: [
      ...headerFaults(raw, decoded),
      ...raw.faults,
      ...ofBalances,
      ...ofDocuments.sort((a, b) => (a.document ?? 0) - (b.document ?? 0)),
    ],
    raw,
  };
}

/** What the bank has executed is never payable, whatever else is wrong with it. */
function useOf({ execution, kind, isOrder }: ExchangeDocument, hasError: boolean): DocumentUse {
  if (execution !== null) return execution === 'debited' ? 'executed' : 'received';
  if (kind !== null && !isOrder) return 'other';
  return hasError ? 'fix' : 'pay';
}

function headerFaults({ header }: RawFile, { encoding, isBroken }: DecodedText): readonly ExchangeFault[] {
  const faults: ExchangeFault[] = [];
  const { values, line } = header;
  const of = { document: null, field: null, line };
  const said = values.encoding ?? '';
  const meant = HEADER_ENCODINGS[said.toLowerCase().replace(/[^a-z0-9]/g, '')];
  if (said !== '' && meant?.includes(encoding) !== true) {
    const details = { found: said, expected: encoding };
    faults.push({ ...of, key: 'Кодировка', level: 'warning', code: 'encoding-differs', details });
  }
  if (isBroken)
    faults.push({ ...of, key: null, level: 'error', code: 'bytes-broken', details: { encoding } });
  const version = values.version ?? '';
  if (!VERSIONS.some((one) => one === version)) {
    const details = { found: version, expected: VERSIONS.join(', ') };
    faults.push({ ...of, key: 'ВерсияФормата', level: 'warning', code: 'version-unknown', details });
  }
  return faults;
}
