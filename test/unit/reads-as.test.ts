import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readsAs } from '../../main/domain/payments/reads-as.ts';

/**
 * Source: https://github.com/nyxandro/osinara/issues/195, https://github.com/heimdallr/books/issues/1092,
 * https://github.com/impworks/bonsai/issues/91.
 */
describe('readsAs', () => {
  it.each([
    ['Оплата по счёту 17', 'Оплата по счету 17'],
    ['Оплата по сче\u0308ту 17', 'Оплата по счёту 17'],
    ['Оплата по счёту 17 от 02.11.2026', 'Оплата по счёту 17 от 2.11.2026'],
    ['Счёт 17 от 02.11.2026', 'Счёт 17 от 02.11.26'],
    ['Счёт 17 от 02.11.2026 г.', 'Счет 17 от 2 ноября 2026 года'],
    ['Счёт 17 от 02.11.2026г', 'Счет 17 от 2026-11-02'],
    ['Счёт 17 от 02/11/2026', 'Счет 17 от 02-11-2026'],
    ['Счёт № 17 от 5 мая 2026', 'Счёт N17 от 05.05.2026'],
    ['Счёт №17', 'Счет 17'],
    ['счёт17', 'Счёт 17'],
    ['Оплата  по\u00a0счёту\t17.', 'оплата по счёту 17'],
    ['Опл\u00adата по счёту\u200b 17', 'Оплата по счёту 17'],
    ['Оплата по счёту А-17', 'Оплата по счёту A-17'],
    ['Oплaтa пo cчётy 17', 'Оплата по счёту 17'],
    ['Счёт O7', 'Счёт 07'].map((text) => text.replace('07', 'О7')) as [string, string],
    ['НДС 22 % — 16 662,30 руб.', 'НДС 22% - 16662,30 руб'],
    ['Договор Ⅳ', 'Договор IV'],
    ['Счёт 17 от «02» ноября 2026 г.', 'Счёт 17 от 02.11.2026'],
    ['Счёт 17 от "2" ноября 2026', 'Счёт 17 от 02.11.2026'],
    ['Счёт 17 от 02,11,2026', 'Счёт 17 от 02.11.2026'],
    ['Счёт 17 от О2.11.2026', 'Счёт 17 от 02.11.2026'],
    ['Счёт 17 от 02.l1.2026', 'Счёт 17 от 02.11.2026'],
    ['Счёт 17 от 02.11', 'Счёт 17 от 2.11'],
    ['Счёт № 017', 'Счёт 17'],
  ])('takes %j and %j for one text', (one, other) => {
    expect(readsAs(one)).toBe(readsAs(other));
  });

  it.each([
    ['Счёт 17', 'Счёт 18'],
    ['Счёт 17', 'Счёт 1 7'],
    ['Счёт 17/1', 'Счёт 171'],
    ['Счёт 17 от 02.11.2026', 'Счёт 17 от 02.12.2026'],
    ['Счёт 17 от 02.11.2026', 'Счёт 17 от 11.02.2026'],
    ['Счёт 17 от 2 июня 2026', 'Счёт 17 от 2 июля 2026'],
    ['Счёт 17 за май', 'Счёт 17 за март'],
    ['Счёт 17', 'Акт 17'],
  ])('tells %j and %j apart', (one, other) => {
    expect(readsAs(one)).not.toBe(readsAs(other));
  });

  it('does not see case, yo, doubled spaces and invisible characters, whatever the text', () => {
    const texts = fc.string({
      unit: fc.constantFrom(...'абвёежзийклнопрстуфхцчшыэюя АБЁ0123456789.,-№'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(texts, (text) => {
        const seen = readsAs(text);
        expect(readsAs(text.replaceAll('ё', 'е').replaceAll('Ё', 'Е'))).toBe(seen);
        expect(readsAs(text.replaceAll(' ', '  '))).toBe(seen);
        expect(readsAs(` ${text}\u200b`)).toBe(seen);
        expect(readsAs(text.toUpperCase())).toBe(readsAs(text.toLowerCase()));
      }),
    );
  });
});
