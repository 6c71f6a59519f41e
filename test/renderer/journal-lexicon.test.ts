import { describe, expect, it } from 'vitest';
import { JournalFact } from '../../contract/areas/audit.ts';
import { IN_WORDS } from '../../main/domain/audit/journal-search.ts';
import { CODES, journalLexicon, journalWords } from '../../renderer/features/journal/journal-lexicon.ts';
import { factText } from '../../renderer/features/journal/journal-text.ts';
import { createI18n } from '../../renderer/i18n/create-i18n.ts';
import { en, ru } from '../../renderer/i18n/resources.ts';
import type { Translate } from '../../renderer/i18n/t.ts';
import { companies } from '../fakes/sample-session.ts';

function translate(language: 'ru' | 'en'): Translate {
  return createI18n(language, { ru, en }).t as Translate; // what the hook of the screens gives
}

function codesOf(query: string, language: 'ru' | 'en' = 'ru'): readonly (readonly string[])[] {
  return journalWords(journalLexicon(translate(language), companies), query).map(({ codes }) => codes);
}

describe('the words of the journal', () => {
  it('stand for the facts that main keeps as codes, and for no others', () => {
    expect(Object.keys(CODES).sort()).toEqual([...IN_WORDS].sort());
    const written = JournalFact.options.filter((one) => !IN_WORDS.includes(one) && !/Minor$/.test(one));
    const otherwise = ['until', 'since', 'newest', 'restoredAt', 'on', 'director', 'madeAt', 'keptUntil'];
    const told = written.filter((name) => !otherwise.includes(name));
    for (const name of told) expect(factText(translate('ru'), name, 'x1')).toContain('x1');
  });

  it.each(['ru', 'en'] as const)('are not the codes themselves, in %s', (language) => {
    const t = translate(language);
    for (const [name, codes] of Object.entries(CODES))
      for (const code of codes.filter((one) => /^[a-z]+(-[a-z]+)+$/.test(one)))
        expect(factText(t, JournalFact.parse(name), code)).not.toContain(code);
  });

  it('lead from what is typed to kinds, facts, companies and the app, whatever the letters', () => {
    expect(codesOf('ПОДПИСАН')[0]).toContain('kind:payment-approved');
    expect(codesOf('вовремя')[0]).toContain('fact:problem:bank-timeout');
    expect(codesOf('версия')[0]).toContain('fact:version');
    expect(codesOf('ключник')[0]).toContain('who:app');
    expect(codesOf('пример')[0]).toContain(`company:${companies[0]?.companyId ?? ''}`);
    expect(codesOf('approved', 'en')[0]).toContain('kind:payment-approved');
    expect(codesOf('ромашка')).toEqual([[]]);
    expect(codesOf(' ')).toEqual([]);
  });

  it('are six at most, each once', () => {
    expect(codesOf('а б а в г д е ё ж')).toHaveLength(6);
  });
});
