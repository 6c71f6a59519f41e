import { compareCodes, compareNames } from '../../../contract/values/list-order.ts';
import {
  APP_ACTOR,
  JournalFact,
  JournalKind,
  journalPersonKey,
  type JournalChoices,
  type JournalCode,
  type JournalFilter,
  type JournalPerson,
  type JournalWord,
} from '../../../contract/areas/audit.ts';
import { moscowDate, type LocalDate } from '../../../contract/values/dates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { formatAmount } from '../../../contract/values/money.ts';
import { moscowMoment } from '../../../contract/values/moscow-moment.ts';
import { formatDayText } from '../../../contract/values/parse-day.ts';
import { searchText } from '../../../contract/values/search-text.ts';
import type { JournalEntry } from './entry.ts';

/** What is remembered of a line to find it; everything else stays in the file. */
export interface SearchableLine {
  readonly seq: number;
  readonly day: LocalDate;
  readonly companyId: CompanyId | null;
  readonly kind: JournalKind;
  readonly person: JournalPerson;
  /** What the screen shows of the line as it is written there, by `searchText`. */
  readonly text: string;
  /** What the screen shows in words of its own. */
  readonly codes: readonly JournalCode[];
}

/** Which lines are wanted; `companyId` null: of all companies and of none. */
export type JournalSearch = JournalFilter & { readonly companyId: CompanyId | null };

/**
 * Facts that the screen tells in words; a value may hold several codes, with spaces between them. Source:
 * `renderer/features/journal`.
 */
export const IN_WORDS: readonly JournalFact[] = [
  'misfit',
  'problem',
  'cause',
  'reasons',
  'answered',
  'role',
  'environment',
  'mark',
  'isOn',
  'changed',
  'cabinetStep',
  'retireReason',
  'phoneSource',
  'plan',
  'step',
  'outcome',
  'route',
  'language',
  'theme',
];

/** Returns what a line is found by. */
export function searchableLine(seq: number, entry: JournalEntry): SearchableLine {
  const { at, kind, companyId, personId, who } = entry;
  const person = { personId, who };
  return {
    seq,
    day: moscowDate(at),
    companyId,
    kind,
    person,
    text: searchText(textsOf(entry).join('\n')),
    codes: codesOf(entry),
  };
}

/** Tells whether nothing is left out. */
export function wantsAll({ companyId, words, person, kind, from, to }: JournalSearch): boolean {
  const filters = [companyId, person, kind, from, to];
  return words.length === 0 && filters.every((filter) => filter === null);
}

/** Returns everybody and every kind in the lines, the oldest line first; a person by his newest name. */
export function choicesOf(lines: readonly SearchableLine[]): JournalChoices {
  const people = new Map<string, JournalPerson>();
  const kinds = new Set<JournalKind>();
  for (const { person, kind } of lines) {
    people.set(journalPersonKey(person), person);
    kinds.add(kind);
  }
  return {
    people: [...people.values()].sort(
      (one, other) =>
        compareNames(one.who, other.who) || compareCodes(one.personId ?? '', other.personId ?? ''),
    ),
    kinds: JournalKind.options.filter((kind) => kinds.has(kind)),
  };
}

/** Gives the test whether a line is wanted: every word in it, and every filter met. */
export function wanted({ companyId, words, person, kind, from, to }: JournalSearch) {
  const tests = words.map(holds);
  const wantedKey = person === null ? null : journalPersonKey(person);
  return (line: SearchableLine): boolean =>
    (companyId === null || line.companyId === companyId) &&
    (kind === null || line.kind === kind) &&
    (wantedKey === null || journalPersonKey(line.person) === wantedKey) &&
    (from === null || line.day >= from) &&
    (to === null || line.day <= to) &&
    tests.every((test) => test(line));
}

function holds({ text, codes }: JournalWord): (line: SearchableLine) => boolean {
  const meant = new Set(codes);
  return (line) =>
    line.text.includes(text) || String(line.seq) === text || line.codes.some((code) => meant.has(code));
}

function codesOf({ kind, companyId, who, details }: JournalEntry): readonly JournalCode[] {
  const codes: JournalCode[] = [`kind:${kind}`];
  if (companyId !== null) codes.push(`company:${companyId}`);
  if (who === APP_ACTOR) codes.push('who:app');
  for (const name of JournalFact.options) {
    const value = details[name];
    if (value === undefined || value === null || value === '') continue;
    codes.push(`fact:${name}`);
    if (IN_WORDS.includes(name))
      for (const one of String(value).split(' ')) codes.push(`fact:${name}:${one}`);
  }
  return codes;
}

function textsOf({ at, who, subject, details }: JournalEntry): readonly string[] {
  const facts = JournalFact.options.filter((name) => !IN_WORDS.includes(name));
  return [
    ...(who === APP_ACTOR ? [] : [who]),
    subject,
    moscowMoment(at),
    ...facts.flatMap((name) => factTexts(name, details[name] ?? '')),
  ];
}

/** A sum is there as people type it: with a comma, and with a point. */
function factTexts(name: JournalFact, value: string | number | boolean): readonly string[] {
  if (value === '') return [];
  switch (name) {
    case 'amountMinor':
    case 'paymentLimitMinor': {
      const sum = formatAmount(Number(value));
      return [sum, sum.replace(',', '.')];
    }
    case 'until':
    case 'since':
    case 'newest':
    case 'restoredAt':
    case 'on':
      return [dayText(String(value))];
    default:
      return [String(value)];
  }
}

/** Takes a day, or a moment. */
function dayText(value: string): string {
  return formatDayText(value.includes('T') ? moscowDate(value) : value);
}
