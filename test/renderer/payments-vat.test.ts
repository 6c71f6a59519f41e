import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  followAmount,
  includedVat,
  joinVat,
  readVat,
  tidyVat,
  VAT_RATES,
  vatSentence,
  withVat,
} from '../../renderer/features/payments/form/vat.ts';

describe('the VAT inside a sum', () => {
  it.each([
    [9_240_000, 22, 1_666_230],
    [12_200, 22, 2_200],
    [100, 20, 17],
    [6, 20, 1],
    [3, 20, 1],
    [2, 20, 0],
    [0, 22, 0],
    [1_500_050, 0, 0],
    [Number.MAX_SAFE_INTEGER, 22, 1_624_249_045_936_900],
  ] as const)('of %i kopecks at %i percent is %i kopecks', (amount, rate, vat) => {
    expect(includedVat(amount, rate)).toBe(vat);
  });

  it('is within half a kopeck of the exact share, whatever the sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), fc.constantFrom(...VAT_RATES), (amount, rate) => {
        const twiceError =
          2n * (BigInt(includedVat(amount, rate)) * BigInt(100 + rate) - BigInt(amount) * BigInt(rate));
        const bound = BigInt(100 + rate);
        return twiceError > -bound && twiceError <= bound;
      }),
    );
  });
});

describe('the VAT sentence in the purpose', () => {
  it('is added at the end after a full stop', () => {
    expect(withVat('Оплата по счёту 17 от 02.11.2026 за канцтовары', 22, 9_240_000)).toBe(
      'Оплата по счёту 17 от 02.11.2026 за канцтовары. В том числе НДС 22 % — 16662,30 руб.',
    );
  });

  it('stands alone in an empty purpose', () => {
    expect(withVat('', 'without', 100)).toBe('НДС не облагается');
  });

  it.each([
    'Оплата по счёту 17. В том числе НДС 20 % — 100,00 руб.',
    'Оплата по счёту 17. В т.ч. НДС 20% 15 400,00 руб.',
    'Оплата по счёту 17. в т. ч. НДС (20%) - 15400-00 руб.',
    'Оплата по счёту 17. Без НДС',
    'Оплата по счёту 17. НДС не облагается.',
    'Оплата по счёту 17. В том числе НДС 20 % — 15\u00a0400,00 рублей',
  ])('replaces the one that is there: %s', (purpose) => {
    expect(withVat(purpose, 22, 12_200)).toBe('Оплата по счёту 17. В том числе НДС 22 % — 22,00 руб.');
  });

  it('leaves the text that follows the sentence', () => {
    expect(withVat('Без НДС. Договор 4', 10, 11_000)).toBe('В том числе НДС 10 % — 10,00 руб. Договор 4');
    expect(withVat('В том числе НДС 10 % — 10,00 руб. Договор 4', 'without', 0)).toBe(
      'НДС не облагается. Договор 4',
    );
  });

  it('does not take the beginning of the next word for the unit', () => {
    expect(withVat('В том числе НДС 10 % — 10,00 рассрочка', 'without', 0)).toBe(
      'НДС не облагается. рассрочка',
    );
  });

  it('is taken out when nothing is to be said', () => {
    expect(withVat('Аренда. НДС не облагается', 'unsaid', 0)).toBe('Аренда.');
  });

  it('reads back as it was written, and writing twice changes nothing', () => {
    const choice = fc.constantFrom(...VAT_RATES, 'without' as const);
    fc.assert(
      fc.property(choice, fc.integer({ min: 1, max: 1e12 }), (vat, amount) => {
        const once = withVat('Оплата по договору 5', vat, amount);
        expect(readVat(once)).toBe(vat);
        expect(withVat(once, vat, amount)).toBe(once);
        expect(once).toContain(vatSentence(vat, amount));
      }),
    );
  });

  it('follows a changed sum only when it names a rate', () => {
    expect(followAmount('Аренда. В том числе НДС 10 % — 10,00 руб.', 22_000)).toBe(
      'Аренда. В том числе НДС 10 % — 20,00 руб.',
    );
    expect(followAmount('Аренда. НДС не облагается', 22_000)).toBe('Аренда. НДС не облагается');
    expect(followAmount('Аренда', 22_000)).toBe('Аренда');
  });

  /** Source: https://rattlesnake-led.ru/naznachenie-platezha-bez-nds/. */
  it.each([
    'Оплата. НДС 22% - 2704.92',
    'Оплата в том числе НДС 22% 1 000 руб 50 коп',
    'Оплата. В том числе НДС (20/120) 2500-00',
    'Оплата. НДС 0%',
    'Оплата, в т.ч. НДС 22 % 2704=92',
    'Оплата (в т.ч. НДС 20% - 100,00 руб.)',
    'Оплата. НДС (22%) 2704,92 руб.',
    'Оплата. В том числе НДС 22% 15 400,00 рублей 00 копеек',
    'Оплата. НДС 10/110 - 90,91',
    'Оплата. в том числе НДС по ставке 22 процента 500 рублей',
    'Оплата. Включая НДС 22 %',
    'Оплата. НДС 2704.92',
    'Оплата. В том числе НДС 2704',
    'Оплата. в т.ч. НДС 2704,92 (22%)',
    'Оплата. в т.ч.НДС 22% 2704,92р.',
    'Оплата. НДС не облагается согласно ст. 346.11 НК РФ',
    'Оплата, НДС не облагается на основании пп. 2 п. 3 ст. 149 НК РФ.',
    'Оплата. Не облагается НДС',
    'Оплата. Без НДС (УСН, ст. 346.11 НК РФ)',
  ])('is understood whole: %s', (purpose) => {
    const [head] = purpose.split(/[.,( ]/);
    const now = withVat(purpose, 22, 12_200);
    expect(now.replace(/^Оплата[,.]?/, 'Оплата.')).toBe(`${head ?? ''}. В том числе НДС 22 % — 22,00 руб.`);
  });

  it.each([
    'Оплата НДС за 3 квартал',
    'Уплата НДС 22% за 3 квартал 2026',
    'Услуги без учёта НДС',
    'Оплата. НДС 22% 100,00, НДС 10% 50,00',
    'Оплата. В том числе НДС 22% 17 мешков',
    'Оплата. В том числе НДС 22% 1 000 и 50 сверху, всего с НДС 22%',
    'Оплата. В том числе НДС 22% 100,00/2',
    'Оплата. НДС 20% в т.ч. 2500-00',
    'Оплата. НДС: 22% = 100,00 RUB',
    'Оплата. НДС 5% (пять процентов) 10,00',
    'Оплата. В том числе НДС 20%. 2500-00 руб.',
    'Оплата. VAT 22% 100,00',
    'Оплата. В том числе HДC 22% 100,00',
    'Оплата. Налог на добавленную стоимость 22% 100,00',
  ])('leaves alone what it does not understand whole: %s', (purpose) => {
    expect(withVat(purpose, 22, 12_200)).toBe(purpose);
    expect(withVat(purpose, 'without', 12_200)).toBe(purpose);
    expect(followAmount(purpose, 12_200)).toBe(purpose);
    expect(readVat(purpose)).toBe('unsaid');
  });

  it('keeps the reason for no tax while there is none, and takes it away with the sentence', () => {
    const free = 'Оплата. НДС не облагается согласно ст. 346.11 НК РФ. Договор 4';
    expect(readVat(free)).toBe('without');
    expect(withVat(free, 'without', 12_200)).toBe(free);
    expect(withVat(free, 22, 12_200)).toBe('Оплата. В том числе НДС 22 % — 22,00 руб. Договор 4');
  });

  it('follows the sum in the usual wordings', () => {
    expect(readVat('Аренда. НДС 0%')).toBe(0);
    expect(readVat('Оплата. В том числе НДС (20/120) 2500-00')).toBe(20);
    expect(followAmount('Оплата в том числе НДС 22% 1 000 руб 50 коп', 12_200)).toBe(
      'Оплата. В том числе НДС 22 % — 22,00 руб.',
    );
    expect(followAmount('Оплата. НДС 22% - 2704.92', 12_200)).toBe(
      'Оплата. В том числе НДС 22 % — 22,00 руб.',
    );
  });
});

describe('words typed at the sentence of VAT', () => {
  const NONE = 'НДС не облагается';
  /** `|` is the caret. */
  const typed = (marked: string) => {
    const { text, caret } = joinVat({ text: marked.replace('|', ''), caret: marked.indexOf('|') });
    return `${text.slice(0, caret)}|${text.slice(caret)}`;
  };

  it.each([
    [`О|${NONE}`, `О|. ${NONE}`],
    [`${NONE}О|`, `О|. ${NONE}`],
    [`${NONE} О|`, `О|. ${NONE}`],
    [`${NONE} |`, `${NONE} |`],
    [`${NONE} на|`, `${NONE} на|`],
    [`Оплата. ${NONE}Д|`, `Оплата. ${NONE}. Д|`],
    [`Оплата|. ${NONE}`, `Оплата|. ${NONE}`],
    [`Счёт 17|В том числе НДС 22 % — 22,00 руб.`, 'Счёт 17|. В том числе НДС 22 % — 22,00 руб.'],
    ['В том числе НДС 22 % — 22,00 руб.Счёт|', 'Счёт|. В том числе НДС 22 % — 22,00 руб.'],
    ['Оплата|', 'Оплата|'],
  ])('%s becomes %s', (before, after) => {
    expect(typed(before)).toBe(after);
  });

  it.each([
    [`Оплата.. ${NONE}`, `Оплата. ${NONE}`],
    [`Оплата . ${NONE}`, `Оплата. ${NONE}`],
    [`Оплата ${NONE}`, `Оплата. ${NONE}`],
    [`Оплата, ${NONE}`, `Оплата, ${NONE}`],
    [`. ${NONE}`, NONE],
    [`Оплата. ${NONE} на основании ст. 149 НК РФ `, `Оплата. ${NONE} на основании ст. 149 НК РФ`],
    ['Оплата без скидок', 'Оплата без скидок'],
  ])('%s is left as %s', (before, after) => {
    expect(tidyVat(before)).toBe(after);
  });

  it('loses no letter that was typed', () => {
    const letters = (text: string) => text.replace(/[\s.]/g, '');
    fc.assert(
      fc.property(
        fc.stringMatching(/^[А-Яа-я0-9 ,.]{0,20}$/),
        fc.stringMatching(/^[А-Яа-я0-9 ,.]{0,20}$/),
        (head, tail) => {
          const text = `${head}${NONE}${tail}`;
          expect([...letters(joinVat({ text, caret: 0 }).text)].sort()).toEqual([...letters(text)].sort());
          expect(joinVat({ text, caret: 0 }).text).toContain(tail.trim());
        },
      ),
    );
  });
});
