import { accessName, ACCESSES, type AccessEntry } from './accesses.ts';

/** Whose data an access string opens. */
export interface CompanyNumbers {
  readonly inn: string;
  /** `0` for an individual entrepreneur, who has none. */
  readonly kpp: string;
}

/** An access string taken apart. */
export type AccessString =
  | { readonly owner: 'company'; readonly inn: string; readonly kpp: string; readonly path: string }
  | { readonly owner: 'individual'; readonly path: string };

/** The brackets are literal; people drop them when they retype. Source: tapi.md §3, §8.1 (forms of INN and KPP). */
const COMPANY_STRING =
  /^opensme\/inn\/(?:\[(\d{10}|\d{12})\]|(\d{10}|\d{12}))\/kpp\/(?:\[(0|[\dA-Z]{9})\]|(0|[\dA-Z]{9}))\/(\S+)$/i;
const INDIVIDUAL_STRING = /^opensme\/individual\/(\S+)$/i;

/** Takes a full access string apart. Returns `null` for anything else; never throws. Source: tapi.md §3. */
export function parseAccessString(text: string): AccessString | null {
  const company = COMPANY_STRING.exec(text.trim());
  if (company !== null) {
    const [, bracketedInn, bareInn, bracketedKpp, bareKpp, path = ''] = company;
    const inn = bracketedInn ?? bareInn ?? '';
    return { owner: 'company', inn, kpp: (bracketedKpp ?? bareKpp ?? '0').toUpperCase(), path };
  }
  const path = INDIVIDUAL_STRING.exec(text.trim())?.[1];
  return path === undefined ? null : { owner: 'individual', path };
}

/** Writes an access string as introspection shows it. Source: tapi.md §2.6, §3. */
export function formatAccessString(access: AccessString): string {
  if (access.owner === 'individual') return `opensme/individual/${access.path}`;
  return `opensme/inn/[${access.inn}]/kpp/[${access.kpp}]/${access.path}`;
}

/** Returns the full string of a catalogue entry for a company; `null` where no public page shows the string. */
export function accessStringOf({ owner, path }: AccessEntry, company: CompanyNumbers): string | null {
  if (path === null) return null;
  return formatAccessString(owner === 'individual' ? { owner, path } : { owner, ...company, path });
}

/**
 * Returns the name that is ticked in online banking of this company, with its INN and KPP where online banking writes
 * them.
 */
export function onlineBankingNameFor({ cabinetFullName }: AccessEntry, { inn, kpp }: CompanyNumbers): string {
  return cabinetFullName.replace('{inn}', inn).replace('{kpp}', kpp);
}

/** What a person pasted or typed as an access. */
export interface RecognisedAccess {
  /** A name of the catalogue; what was typed, when the catalogue does not know it. */
  readonly access: string;
  readonly isKnown: boolean;
  /** The INN and KPP in the text, when they are not this company's. */
  readonly foreign: CompanyNumbers | null;
}

/** Longest raw access that the ledger keeps. Units: characters. Source: contract/areas/tokens.ts, TokenInput. */
const MAX_RAW = 200;

const NUMBERS_IN_NAME = /\s+с\s+инн\s+(\d{10}|\d{12})\s+и\s+кпп\s+([\da-z]{9}|0)/i;

/**
 * Recognises an access by its full string, the string after the KPP, its name in online banking (with or without INN
 * and KPP, quotes and group) or its English name. A name that online banking gives to two accesses is taken for the
 * first; both move money. Raw strings are kept as they are.
 */
export function recogniseAccess(text: string, company: CompanyNumbers | null): RecognisedAccess {
  const trimmed = text.trim().slice(0, MAX_RAW);
  const parsed = parseAccessString(trimmed);
  const named = NUMBERS_IN_NAME.exec(trimmed);
  const found = parsed === null ? byName(trimmed) : byPath(parsed);
  return {
    access: found?.access ?? trimmed,
    isKnown: found !== null,
    foreign: foreignNumbers(numbersOf(parsed, named), company),
  };
}

function numbersOf(parsed: AccessString | null, named: RegExpExecArray | null): CompanyNumbers | null {
  if (parsed?.owner === 'company') return { inn: parsed.inn, kpp: parsed.kpp };
  if (named === null) return null;
  return { inn: named[1] ?? '', kpp: (named[2] ?? '0').toUpperCase() };
}

function foreignNumbers(found: CompanyNumbers | null, company: CompanyNumbers | null): CompanyNumbers | null {
  if (found === null || company === null) return null;
  return found.inn === company.inn && found.kpp === company.kpp ? null : found;
}

function byPath({ owner, path }: AccessString): AccessEntry | null {
  const wanted = path.toLowerCase().replace(/\/+$/, '');
  return ACCESSES.find((entry) => entry.owner === owner && entry.path === wanted) ?? null;
}

function byName(text: string): AccessEntry | null {
  const plain = fold(text);
  const short = plain.split(/\s*(?:→|->|>)\s*/).at(-1) ?? plain; // «group → name», as the method pages print it
  return (
    ACCESSES.find(
      (entry) =>
        entry.access === text ||
        (entry.owner === 'company' && entry.path === plain) ||
        namesOf(entry).includes(plain) ||
        namesOf(entry).includes(short),
    ) ?? null
  );
}

function namesOf({ cabinetName, cabinetFullName, englishName, access }: AccessEntry): readonly string[] {
  const cabinet = [cabinetName, cabinetFullName.replace(/ с ИНН \{inn\} и КПП \{kpp\}/, '')];
  return [...cabinet, accessName(access, 'ru'), englishName, access].map(fold);
}

/** Case, «ё», quotes, kinds of space and the company's numbers do not matter. */
function fold(text: string): string {
  return text
    .replace(NUMBERS_IN_NAME, '')
    .replace(/^[«"'\s]+|[»"'.\s]+$/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replaceAll('ё', 'е');
}
