import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subjectProblems } from '../../contract/values/request-subject.ts';
import { transliterate, transliterateRegion } from '../../contract/values/transliterate.ts';

const GOOD = { state: 'MOSCOW', city: 'Moscow', organization: 'OOO "Primer"', commonName: 'OOO "Primer"' };

describe('the subject of a request', () => {
  it.each([
    [{}, {}],
    [{ state: 'Moscow' }, { state: 'not-capitals' }],
    [{ state: '' }, { state: 'empty' }],
    [{ city: '   ' }, { city: 'empty' }],
    [{ city: 'Москва' }, { city: 'not-latin' }],
    [{ organization: 'x'.repeat(64) }, {}],
    [{ organization: 'x'.repeat(65) }, { organization: 'long' }],
    [{ city: 'x'.repeat(128) }, {}],
    [{ city: 'x'.repeat(129) }, { city: 'long' }],
    [{ commonName: 'a\nb' }, { commonName: 'not-latin' }],
  ])('with %o has %o', (change, problems) => {
    expect(subjectProblems({ ...GOOD, ...change })).toEqual(problems);
  });
});

describe('transliteration', () => {
  // Source: MVD order 773, and names that everybody has seen in a passport.
  it.each([
    ['ООО «Ромашка»', 'OOO "Romashka"'],
    ['Щёлково', 'Shchelkovo'],
    ['Подъезд', 'Podieezd'],
    ['ЮЖНЫЙ', 'IUZHNYI'],
    ['Юлия', 'Iuliia'],
    ['ИП Ёлкин № 5 — Э', 'IP Elkin N 5 - E'],
    ['already Latin', 'already Latin'],
  ])('of %s is %s', (text, latin) => {
    expect(transliterate(text)).toBe(latin);
  });

  it('of a region is in capitals', () => {
    expect(transliterateRegion('Московская область')).toBe('MOSKOVSKAIA OBLAST');
  });

  it('of any Russian text is Latin', () => {
    const letters = [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ «»—№-.'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 40 }), (text) => {
        expect(transliterate(text.join(''))).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});
