import {
  ACCOUNT_KEYS,
  DOCUMENT_KEYS,
  HEADER_KEYS,
  KeyFinder,
  MARKS,
  type AccountKey,
  type DocumentKey,
  type HeaderKey,
  type KnownKey,
} from './exchange-keys.ts';
import type { ExchangeFault, ExchangeFaultCode } from './exchange-faults.ts';

/** A key that the format does not know, kept for the round trip. */
export type ForeignEntry = readonly [key: string, value: string];

/** A section of the file as it stands there. */
export interface RawSection<N extends string> {
  readonly values: Partial<Record<N, string>>;
  foreign: readonly ForeignEntry[];
  /** Names that stand there twice with different values: nobody chooses between them. */
  twice: ReadonlySet<N>;
  /** Line of the file, from 1. */
  readonly line: number;
  isClosed: boolean;
}

export interface RawDocument extends RawSection<DocumentKey> {
  /** As written behind `СекцияДокумент=`; empty when nothing is. */
  readonly kind: string;
  /** Text that stands in the document without a key, with the key that it follows. */
  strays: readonly Stray[];
}

export interface Stray {
  readonly after: KnownKey<DocumentKey> | null;
  readonly text: string;
}

export interface RawFile {
  readonly header: RawSection<HeaderKey>;
  /** `РасчСчет` and `Документ` of the header repeat. */
  readonly ownAccounts: readonly string[];
  readonly kinds: readonly string[];
  readonly accounts: readonly RawSection<AccountKey>[];
  readonly documents: readonly RawDocument[];
  /** Faults of the file itself. */
  readonly faults: readonly ExchangeFault[];
}

const LOWER = Object.fromEntries(
  Object.entries(MARKS).map(([name, mark]) => [mark.toLowerCase(), name as keyof typeof MARKS]),
);

/** Ends a file of DOS. Source: CP/M and MS-DOS, end-of-file character. */
const CTRL_Z = '\u001a';

/** Told one by one up to here; a hostile file may have a million. Own choice. */
const MAX_FILE_FAULTS = 1000;

/**
 * Splits a text into its sections. Returns `null` when the first line is not that of an exchange file.
 * Nothing is dropped in silence: what has no place becomes a fault with its line.
 * Source: README of the exchange files, rules 2 and 3; v8.1c.ru/edi/edi_stnd/100.
 */
export function splitFile(text: string): RawFile | null {
  const first = /^[\s\u0000]*([^\r\n]*)/u.exec(text)?.[1]?.trim().toLowerCase();
  return first === MARKS.firstLine.toLowerCase() ? new Splitter().split(text) : null;
}

/** The key that stood behind this one the last time: documents of a file have the same order of keys. */
interface Guess {
  readonly known: KnownKey<DocumentKey>;
  readonly spelling: string;
  next: Guess | null;
}

function isAt(text: string, start: number, key: string): boolean {
  return text.charCodeAt(start + key.length) === EQUALS && text.startsWith(key, start);
}

const EQUALS = '='.charCodeAt(0);

class Splitter {
  readonly #documentKeys = new KeyFinder(DOCUMENT_KEYS);
  readonly #accountKeys = new KeyFinder(ACCOUNT_KEYS);
  readonly #headerKeys = new KeyFinder(HEADER_KEYS);
  readonly #marks = new Map<string, keyof typeof MARKS | null>();
  readonly #header: RawSection<HeaderKey> = emptySection(1);
  readonly #ownAccounts: string[] = [];
  readonly #kinds: string[] = [];
  readonly #accounts: RawSection<AccountKey>[] = [];
  readonly #documents: RawDocument[] = [];
  readonly #faults: ExchangeFault[] = [];
  #document: RawDocument | null = null;
  #account: RawSection<AccountKey> | null = null;
  #lastKey: KnownKey<DocumentKey> | null = null;
  readonly #firstGuess: Guess = {
    known: DOCUMENT_KEYS[0] as KnownKey<DocumentKey>,
    spelling: '',
    next: null,
  };
  #guess: Guess | null = null;
  #hasBegun = false;
  #hasEnded = false;
  #line = 0;

  split(text: string): RawFile {
    // A lone CR ends a line too; almost no file has one.
    this.#readLines(/\r(?!\n)/.test(text) ? text.replace(/\r\n?/g, '\n') : text);
    if (this.#account !== null) this.#closeAccount();
    if (!this.#hasEnded) this.#fault('file-end-missing', 'error', MARKS.fileEnd);
    return {
      header: this.#header,
      ownAccounts: this.#ownAccounts,
      kinds: this.#kinds,
      accounts: this.#accounts,
      documents: this.#documents,
      faults: this.#faults,
    };
  }

  #readLines(text: string): void {
    let equals = -1;
    for (let start = 0; start < text.length;) {
      const found = text.indexOf('\n', start);
      const end = found === -1 ? text.length : found;
      const next = this.#guess?.next ?? null;
      if (next !== null && this.#document !== null && isAt(text, start, next.spelling)) {
        this.#line += 1;
        this.#documentPair(this.#document, next, trimmed(text, start + next.spelling.length + 1, end));
        start = end + 1;
        continue;
      }
      // Looked for again only when it is behind, so that a file without any costs one look.
      if (equals < start && equals !== text.length) {
        equals = text.indexOf('=', start);
        if (equals === -1) equals = text.length;
      }
      this.#line += 1;
      if (equals < end) this.#pair(trimmed(text, start, equals), trimmed(text, equals + 1, end));
      else this.#bare(trimmed(text, start, end));
      start = end + 1;
    }
  }

  #pair(key: string, value: string): void {
    if (this.#document !== null) {
      const known = this.#documentKeys.find(key);
      if (known !== null) {
        const guess: Guess = { known, spelling: key, next: null };
        if (this.#guess !== null) this.#guess.next = guess;
        this.#documentPair(this.#document, guess, value);
        return;
      }
    }
    const mark = this.#markOf(key);
    if (mark !== null) this.#mark(mark, value);
    else if (this.#document !== null) this.#foreign(this.#document, key, value);
    else if (this.#account !== null) this.#accountPair(this.#account, key, value);
    else this.#headerPair(key, value);
  }

  #documentPair(document: RawDocument, guess: Guess, value: string): void {
    this.#guess = guess;
    this.#lastKey = guess.known;
    put(document, guess.known.name, value);
  }

  #bare(line: string): void {
    if (line === '' || line === CTRL_Z) return;
    const mark = this.#markOf(line);
    if (mark !== null) this.#mark(mark, '');
    else if (line.toLowerCase() === (MARKS.fileEnd + MARKS.firstLine).toLowerCase()) {
      // Two files glued where the first has no line end.
      this.#mark('fileEnd', '');
      this.#mark('firstLine', '');
    } else if (this.#document !== null)
      this.#document.strays = added(this.#document.strays, { after: this.#lastKey, text: line });
    else this.#outside(line);
  }

  #markOf(key: string): keyof typeof MARKS | null {
    const met = this.#marks.get(key);
    if (met !== undefined) return met;
    const mark = LOWER[key.toLowerCase()] ?? null;
    if (this.#marks.size < 1000) this.#marks.set(key, mark);
    return mark;
  }

  #mark(mark: keyof typeof MARKS, value: string): void {
    switch (mark) {
      case 'firstLine':
        if (this.#hasBegun) this.#glued();
        this.#hasBegun = true;
        this.#hasEnded = false;
        return;
      case 'document':
        this.#leaveSections();
        this.#document = { ...emptySection<DocumentKey>(this.#line), kind: value, strays: NONE };
        this.#documents.push(this.#document);
        this.#guess = this.#firstGuess;
        return;
      case 'documentEnd':
        if (this.#document === null) this.#fault('end-too-many', 'warning', MARKS.documentEnd);
        else this.#document.isClosed = true;
        this.#document = null;
        return;
      case 'account':
        this.#leaveSections();
        this.#account = emptySection(this.#line);
        this.#accounts.push(this.#account);
        return;
      case 'accountEnd':
        if (this.#account === null) this.#fault('end-too-many', 'warning', MARKS.accountEnd);
        else this.#account.isClosed = true;
        this.#account = null;
        return;
      case 'fileEnd':
        this.#leaveSections();
        this.#hasEnded = true;
    }
  }

  /** A second file follows the first; its documents are read like those of the first. */
  #glued(): void {
    this.#leaveSections();
    if (this.#hasEnded) this.#fault('after-file-end', 'warning', MARKS.firstLine);
    else this.#fault('file-end-missing', 'error', MARKS.fileEnd);
  }

  /** A section that is not closed ends where the next begins; its document says so, its neighbours do not mind. */
  #leaveSections(): void {
    if (this.#account !== null) this.#closeAccount();
    this.#document = null;
    this.#lastKey = null;
  }

  #closeAccount(): void {
    this.#fault('account-not-closed', 'error', MARKS.accountEnd);
    this.#account = null;
  }

  #foreign(document: RawDocument, key: string, value: string): void {
    document.foreign = added<ForeignEntry>(document.foreign, [key, value]);
  }

  #accountPair(account: RawSection<AccountKey>, key: string, value: string): void {
    const known = this.#accountKeys.find(key);
    if (known === null) account.foreign = added<ForeignEntry>(account.foreign, [key, value]);
    else put(account, known.name, value);
  }

  #headerPair(key: string, value: string): void {
    if (this.#hasEnded || this.#documents.length > 0 || this.#accounts.length > 0) {
      // In two glued files the second header says nothing new of the first.
      if (this.#headerKeys.find(key) === null || this.#hasEnded) this.#outside(`${key}=${value}`);
      else if (key.toLowerCase() === 'расчсчет' && value !== '') this.#ownAccounts.push(value);
      return;
    }
    const known = this.#headerKeys.find(key);
    if (known === null) this.#header.foreign = added<ForeignEntry>(this.#header.foreign, [key, value]);
    else if (known.name === 'account') this.#ownAccounts.push(value);
    else if (known.name === 'kind') this.#kinds.push(value);
    else if (!put(this.#header, known.name, value)) this.#fault('header-key-twice', 'warning', known.key);
  }

  #outside(line: string): void {
    const code = this.#hasEnded ? 'after-file-end' : 'line-outside';
    this.#fault(code, 'warning', null, { text: line.slice(0, 80) });
  }

  #fault(
    code: ExchangeFaultCode,
    level: 'error' | 'warning',
    key: string | null,
    details: Record<string, string> = {},
  ): void {
    if (this.#faults.length >= MAX_FILE_FAULTS) return;
    this.#faults.push({ document: null, key, field: null, level, code, details, line: this.#line });
  }
}

/** Almost every section shares these: a file has ten thousand. */
const NONE: readonly never[] = [];
const NO_NAMES: ReadonlySet<never> = new Set();

function emptySection<N extends string>(line: number): RawSection<N> {
  return { values: {}, foreign: NONE, twice: NO_NAMES, line, isClosed: false };
}

/** Adds to a list in place, but for the shared empty one. */
function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}

/** Keeps a value. Returns `false` when another one stands there already. */
function put<N extends string>(section: RawSection<N>, name: N, value: string): boolean {
  const earlier = section.values[name];
  if (earlier === undefined) section.values[name] = value;
  else if (earlier !== value) section.twice = new Set([...section.twice, name]);
  return earlier === undefined || earlier === value;
}

/** Cuts spaces and tabs at both ends, and the CR before a LF. */
function trimmed(text: string, start: number, end: number): string {
  let from = start;
  let until = end;
  while (from < until && isBlank(text.charCodeAt(from))) from += 1;
  while (until > from && isBlank(text.charCodeAt(until - 1))) until -= 1;
  return text.slice(from, until);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0xfeff;
}
