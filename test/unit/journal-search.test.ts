import { describe, expect, it } from 'vitest';
import { NO_JOURNAL_FILTER, type JournalFilter } from '../../contract/areas/audit.ts';
import { CompanyId, PersonId } from '../../contract/values/ids.ts';
import { searchText, searchWords } from '../../contract/values/search-text.ts';
import type { JournalEntry } from '../../main/domain/audit/entry.ts';
import { THE_APP } from '../../main/domain/audit/entry.ts';
import { choicesOf, searchableLine, wanted, wantsAll } from '../../main/domain/audit/journal-search.ts';

const COMPANY = CompanyId.parse('company-1');
const ANNA = PersonId.parse('person-anna');

function line(change: Partial<JournalEntry> = {}, seq = 17) {
  return searchableLine(seq, {
    at: '2026-11-16T09:00:00.000Z',
    kind: 'payment-submitted',
    companyId: COMPANY,
    personId: ANNA,
    who: 'Анна Семёнова',
    role: 'accountant',
    subject: '№ 210 · ООО «Ёлка»',
    details: { amountMinor: 1_284_900_50, until: '2026-11-16T21:00:00.000Z', problem: 'bank-down' },
    ...change,
  });
}

function finds(filter: Partial<JournalFilter>, found = line(), companyId: CompanyId | null = null): boolean {
  return wanted({ ...NO_JOURNAL_FILTER, companyId, ...filter })(found);
}

/** What a person types, without the words that only the screen knows. */
function typed(query: string, found = line()): boolean {
  return finds({ words: searchWords(query).map((text) => ({ text, codes: [] })) }, found);
}

describe('a line of the journal', () => {
  it.each([
    'семенова',
    'АННА СЕМЁНОВА',
    'семёнова анна',
    'елка',
    '№ 210',
    '210',
    '1 284 900,50',
    '1284900,50',
    '1\u00a0284\u00a0900,50 ₽',
    '1\u202f284\u202f900.50',
    '1284900.5',
    '284900',
    '16.11.2026',
    '16.11.2026 12:00',
    '17.11.2026',
    'анна 210 1 284 900',
    '',
  ])('is found by «%s», as the screen shows it', (query) => {
    expect(typed(query)).toBe(true);
  });

  it.each([
    'Борис',
    'анна 211',
    '1 284 901',
    '128 490 050',
    'bank-down',
    'payment-submitted',
    'Klyuchnik',
    '18.11.2026',
  ])('is not found by «%s»', (query) => {
    expect(typed(query)).toBe(false);
  });

  it('is found by its own number, but by no part of it', () => {
    expect(typed('1 284 140', line({}, 1_284_140))).toBe(true);
    expect(typed('4140', line({}, 1_284_140))).toBe(false);
  });

  it('is found by the codes of what the screen says in words, one word at least for each', () => {
    const word = (text: string, ...codes: string[]) => ({ text, codes });

    expect(finds({ words: [word('отправлен', 'kind:payment-approved', 'kind:payment-submitted')] })).toBe(
      true,
    );
    expect(finds({ words: [word('подписан', 'kind:payment-approved')] })).toBe(false);
    expect(finds({ words: [word('ответил', 'fact:problem:bank-down'), word('елка')] })).toBe(true);
    expect(finds({ words: [word('ответил', 'fact:problem:bank-down'), word('сосна')] })).toBe(false);
    expect(finds({ words: [word('пример', `company:${COMPANY}`)] })).toBe(true);
    expect(finds({ words: [word('причина', 'fact:reason')] })).toBe(false);
    const several = line({ details: { reasons: 'new-payee duplicate' } });
    expect(finds({ words: [word('двойник', 'fact:reasons:duplicate')] }, several)).toBe(true);
  });

  it('of the app is found by the name that the screen gives it', () => {
    const own = line({ personId: null, who: THE_APP.name, role: 'app' });

    expect(finds({ words: [{ text: 'ключник', codes: ['who:app'] }] }, own)).toBe(true);
    expect(finds({ words: [{ text: 'ключник', codes: ['who:app'] }] })).toBe(false);
  });

  it.each([
    ['2026-11-15T20:59:59.999Z', false],
    ['2026-11-15T21:00:00.000Z', true],
    ['2026-11-16T20:59:59.999Z', true],
    ['2026-11-16T21:00:00.000Z', false],
  ])('of %s falls into the Moscow day of the filter: %s', (at, isIn) => {
    expect(finds({ from: '2026-11-16', to: '2026-11-16' }, line({ at }))).toBe(isIn);
  });

  it('meets the filters of person, kind and company, all of those that are set', () => {
    const renamed = { personId: ANNA, who: 'Анна Петрова' };
    const [nobody, named] = [line({ personId: null }), { personId: null, who: 'Анна Семёнова' }];

    expect(finds({ person: renamed })).toBe(true);
    expect(finds({ person: named })).toBe(false);
    expect(finds({ person: named }, nobody)).toBe(true);
    expect(finds({ kind: 'payment-submitted' }, line(), COMPANY)).toBe(true);
    expect(finds({ kind: 'payment-approved' }, line(), COMPANY)).toBe(false);
    expect(finds({}, line(), CompanyId.parse('company-2'))).toBe(false);
    expect(finds({}, line({ companyId: null }), COMPANY)).toBe(false);
  });
});

describe('what lines can be filtered by', () => {
  it('is everybody once, by the newest name and in Russian order, and the kinds that there are', () => {
    const lines = [
      line({ who: 'Яна', personId: PersonId.parse('person-yana') }, 1),
      line({ who: 'Анна Старая' }, 2),
      line({ personId: null, who: 'Ёж', kind: 'payment-approved' }, 3),
      line({ who: 'Анна Новая' }, 4),
    ];

    expect(choicesOf(lines)).toEqual({
      people: [
        { personId: ANNA, who: 'Анна Новая' },
        { personId: null, who: 'Ёж' },
        { personId: 'person-yana', who: 'Яна' },
      ],
      kinds: ['payment-submitted', 'payment-approved'],
    });
  });

  it('is left open by an empty filter alone', () => {
    const all = { ...NO_JOURNAL_FILTER, companyId: null };

    expect(wantsAll(all)).toBe(true);
    expect(wantsAll({ ...all, to: '2026-11-16' })).toBe(false);
    expect(wantsAll({ ...all, companyId: COMPANY })).toBe(false);
  });
});

describe('a text that is searched', () => {
  it.each([
    ['12 345 678', '12345678'],
    ['  Ёлка\u00a0 ₽ ', 'елка'],
    ['счёт 17 от 16.11.2026 000', 'счет 17 от 16.11.2026 000'],
    ['1 2 3', '1 2 3'],
    ['1234 567', '1234 567'],
    ['12 3456', '12 3456'],
  ])('reads «%s» as «%s»: spaces group by three only', (text, searched) => {
    expect(searchText(text)).toBe(searched);
  });
});
