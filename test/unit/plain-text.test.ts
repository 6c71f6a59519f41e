import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAlikes, textFlaw } from '../../contract/values/plain-text.ts';
import { parseDraft } from '../../main/domain/payments/payment-content.ts';
import { draftFields } from '../fakes/vault-world.ts';

/** No account of the company is known. */
const TODAY = { ownAccounts: [], day: '2026-11-30' };

const FIELDS = ['payeeName', 'payeeBankName', 'purpose'] as const;

/** What is wrong with a text in each of the three fields that an approver reads; `null` when it passes. */
function problemIn(field: (typeof FIELDS)[number], text: string) {
  const parsed = parseDraft(draftFields({ documentNumber: '17', [field]: text }), TODAY);
  const problem = parsed.ok ? undefined : parsed.problems.find((one) => one.field === field);
  return problem === undefined ? null : { code: problem.code, part: problem.details['part'] };
}

describe('a text that reads in two ways', () => {
  // security.md §10 row 6, and its kin. Every character is named: nobody can see the difference.
  it.each([
    ['a Latin o in a Russian word', 'ООО «П\u006fставщик»', 'mixed-letters', 'П\u006fставщик'],
    ['a Latin capital in a Russian word', 'ООО «\u0050омашка»', 'mixed-letters', '\u0050омашка'],
    ['a Russian а in a Latin word', '\u0430pple', 'mixed-letters', '\u0430pple'],
    ['a Greek omicron', 'ООО «П\u03bfставщик»', 'foreign-characters', '\u03bf'],
    ['a whole Greek word', 'ООО «\u03a1\u039f\u039c\u0391»', 'foreign-characters', '\u03a1'],
    ['a mathematical letter', 'ООО «\u{1d400}льфа»', 'foreign-characters', '\u{1d400}'],
    ['a letter of full width', '\uff21льфа', 'foreign-characters', '\uff21'],
    ['an Arabic digit', 'Счёт 1\u0667', 'foreign-characters', '\u0667'],
    ['a Devanagari digit', 'Счёт 1\u096d', 'foreign-characters', '\u096d'],
    ['a superscript', 'Счёт 1\u00b2', 'foreign-characters', '\u00b2'],
    ['a circled digit', 'Счёт \u2460', 'foreign-characters', '\u2460'],
    ['an emoji', 'ООО «Ромашка» \u{1f33c}', 'foreign-characters', '\u{1f33c}'],
    ['a variation selector', 'ООО «Ромашка»\ufe0f', 'foreign-characters', '\u25cc\ufe0f'],
    ['a combining strike', 'Счёт 1\u03367', 'foreign-characters', '\u25cc\u0336'],
    ['a combining accent', 'Пост\u0430\u0301вщик', 'foreign-characters', '\u25cc\u0301'],
    ['a Cherokee letter', '\u13a1\u13d2', 'foreign-characters', '\u13a1'],
    ['an old Cyrillic letter', 'ООО «\u0461мега»', 'foreign-characters', '\u0461'],
    ['a palochka', 'ООО «\u04cfва»', 'foreign-characters', '\u04cf'],
    ['a hidden mark of direction', 'ООО \u202e«Ромашка»', 'purpose-characters', undefined],
    ['a joiner of no width', 'ООО «Рома\u200dшка»', 'purpose-characters', undefined],
    ['a tag of no width', 'ООО «Ромашка»\u{e0041}', 'purpose-characters', undefined],
  ] as const)('is refused in each field: %s', (_, text, code, part) => {
    for (const field of FIELDS) expect(problemIn(field, text)).toEqual({ code, part });
  });

  it.each([
    'ООО «Apple Rus»',
    '«МТС Smart»',
    'ИП Ёлкина Мария-Анна О’Нил',
    'ООО «X5 Group», № 17/2-АБ, 50%, §3',
    'Société Générale – Москва, филиал № 2',
    'Оплата по счёту 17 от 16.11.2026, в т.ч. НДС 22% — 100,50 ₽',
    'ООО «Й и ё»'.normalize('NFD'),
  ])('is not «%s»', (text) => {
    for (const field of FIELDS) expect(problemIn(field, text)).toBeNull();
  });

  it('is any that has a character outside the list, wherever it stands', () => {
    // The oracle names scripts and categories, not the list.
    const strange =
      /[\p{Script=Greek}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Han}\p{Script=Cherokee}\p{Script=Armenian}\p{M}\p{Extended_Pictographic}\p{Cf}]/u;
    const character = fc
      .integer({ min: 0xa1, max: 0x1ffff })
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((text) => strange.test(text) && !'©®'.includes(text) && text.normalize('NFC') === text);
    const word = fc.stringMatching(/^[а-я]{0,6}$/);
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS), character, word, word, (field, odd, before, after) => {
        const text = `я${before}${odd}${after}я`;
        if (!/^[ -~А-Яа-яЁёÀ-ÿ]*$/.test(text.normalize('NFC'))) expect(problemIn(field, text)).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('is any Russian word in which one letter was exchanged for a Latin one, and the word is named', () => {
    const russian = fc.stringMatching(/^[А-Яа-я]{2,12}$/);
    fc.assert(
      fc.property(russian, fc.nat(), fc.stringMatching(/^[A-Za-z]$/), (word, at, latin) => {
        const place = at % word.length;
        const forged = `${word.slice(0, place)}${latin}${word.slice(place + 1)}`;
        expect(problemIn('payeeName', `ООО «${forged}»`)).toEqual({ code: 'mixed-letters', part: forged });
      }),
    );
  });

  it('is no text of Russian words, Latin words and numbers, each of one alphabet', () => {
    const word = fc.stringMatching(/^([А-Яа-яЁё]{1,8}|[A-Za-z]{1,8}|\d{1,6})$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        expect(textFlaw(words.join(' '))).toBeNull();
      }),
    );
  });
});

describe('a whole word of Latin letters that reads as a Russian one', () => {
  it.each([
    ['ООО «COCHA»', [['COCHA', 'СОСНА']]],
    ['OOO «Ромашка»', [['OOO', 'ООО']]],
    ['OOO COCHA', [['OOO', 'ООО'], ['COCHA', 'СОСНА']]], // prettier-ignore
    ['COCHA', [['COCHA', 'СОСНА']]],
    ['ТОО «HP»', [['HP', 'НР']]],
    ['COP, банк COP', [['COP', 'СОР']]],
    ['опора «copra» xyz', [['copra', 'сорга']]],
    ['ООО «MTC» и «Apple»', [['MTC', 'МТС']]],
  ])('is shown in «%s»', (text, found) => {
    expect(lookAlikes(text).map(({ word, russian }) => [word, russian])).toEqual(found);
    for (const { russian } of lookAlikes(text)) expect(russian).toMatch(/^[А-Яа-я]+$/);
    expect(problemIn('payeeName', text)).toBeNull();
  });

  it.each([
    'ООО «Apple Rus»',
    '«МТС Smart»',
    'ООО «СОСНА»',
    'Apple HP',
    'договор № A-17 от 1.2.2026',
    'Компания C',
    '17',
    '',
  ])('is not in «%s»', (text) => {
    expect(lookAlikes(text)).toEqual([]);
  });
});
