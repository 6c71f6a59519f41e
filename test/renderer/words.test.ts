import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { whoText } from '../../renderer/ui/who-text.ts';
import { SCREENS } from '../../renderer/app/screens.ts';
import { waitingFor, waitingOn } from '../../renderer/ui/waiting-for.ts';

const I18N = path.join(import.meta.dirname, '..', '..', 'renderer', 'i18n');

/** Every text of a language as `file: text`; keys do not count, values in braces are other people's words. */
function textsOf(language: 'ru' | 'en'): readonly string[] {
  const folder = path.join(I18N, language);
  return readdirSync(folder).flatMap((file) => {
    const found: string[] = [];
    JSON.parse(readFileSync(path.join(folder, file), 'utf8'), (_key, value: unknown) => {
      if (typeof value === 'string') found.push(`${file}: ${value.replaceAll(/\{\{\w+\}\}/g, '')}`);
      return value;
    });
    return found;
  });
}

const saying = (language: 'ru' | 'en', word: RegExp) => textsOf(language).filter((text) => word.test(text));

describe('one word for one thing', () => {
  it('is «пароль», not «парольная фраза»', () => {
    expect(saying('ru', /фраз/i)).toEqual([]);
  });

  it('is «организация» for a company, but for the bank’s own names in quotes', () => {
    expect(saying('ru', /(?<!«[^»]*)компани/i)).toEqual([]);
  });

  it('is «рабочая группа» for the computers that work together', () => {
    expect(
      saying('ru', /(?:документ\S*|участник\S*|компьютер\S*|файл\S* восстановления) организации/i),
    ).toEqual([]);
  });

  it('is «Ключник» in Russian', () => {
    // The end of a file's name is no name of the program.
    expect(saying('ru', /(?<!«\.)klyuchnik/i)).toEqual([]);
    expect(whoText((key) => key, 'Klyuchnik')).toBe('common.appName');
    expect(whoText((key) => key, 'Анна')).toBe('Анна');
  });

  it('is online banking in English', () => {
    expect(saying('en', /cabinet/i)).toEqual([]);
  });
});

it('the bell counts what the badges count', () => {
  const attention = { tokens: 1, certificates: 2, payments: 4, approvals: 8, plans: 16, templates: 0 };
  const badges = SCREENS.reduce((sum, screen) => sum + waitingOn(attention, screen), 0);
  expect(waitingFor(attention)).toBe(31);
  expect(badges).toBe(31);
});
