import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, SMALLEST_SIZE, wrap } from '../../main/domain/payments/printing/fit-text.ts';
import { MM_PER_POINT, type FontMeasures } from '../../main/ports/paper-ports.ts';

/** A font whose letters are all half as wide as high. */
const fonts: FontMeasures = {
  width: (text, size) => text.length * size * 0.5 * MM_PER_POINT,
  missing: (text) => (text.includes('中') ? '中' : null),
};
const where = { field: '24', number: '7' };
const parts = { fonts, where };

/** Words with single and double spaces between them. */
const texts = fc
  .array(fc.tuple(fc.stringMatching(/^[А-я0-9,.«»№-]{1,30}$/), fc.constantFrom(' ', '  ')), { maxLength: 40 })
  .map((words) => words.flat().join('').trim());

function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

describe('a text in its box', () => {
  it('loses nothing but the spaces at which a line ends', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 5, max: 200 }), (text, width) => {
        const lines = wrap(text, width, (part) => part.length);

        let rest = text;
        for (const line of lines) {
          expect(rest.startsWith(line)).toBe(true);
          expect(line.length).toBeLessThanOrEqual(width);
          rest = rest.slice(line.length).replace(/^ +/, '');
        }
        expect(rest).toBe('');
      }),
    );
  });

  it('breaks a word only where the word alone is wider than the line', () => {
    expect(wrap('один двадцать', 8, ({ length }) => length)).toEqual(['один', 'двадцать']);
    expect(wrap('40702810500000000001', 8, ({ length }) => length)).toEqual(['40702810', '50000000', '0001']);
    expect(wrap('а 1234567890 б', 8, ({ length }) => length)).toEqual(['а', '12345678', '90 б']);
  });

  it('stands whole inside, or is refused', () => {
    fc.assert(
      fc.property(
        texts,
        fc.record({
          x: fc.constant(20),
          y: fc.constant(30),
          width: fc.integer({ min: 10, max: 180 }),
          height: fc.integer({ min: 4, max: 40 }),
        }),
        fc.constantFrom('left' as const, 'center' as const, 'right' as const),
        (text, box, align) => {
          const placed = attempt(() => fitText(text, box, { size: 10, align }, parts));
          if (placed === null) return;
          expect(
            placed
              .map((line) => line.text)
              .join('')
              .replaceAll(' ', ''),
          ).toBe(text.replaceAll(' ', ''));
          for (const line of placed) {
            expect(line.size).toBeGreaterThanOrEqual(SMALLEST_SIZE);
            expect(line.x).toBeGreaterThanOrEqual(box.x);
            expect(line.x + fonts.width(line.text, line.size, 'regular')).toBeLessThanOrEqual(
              box.x + box.width + 1e-9,
            );
            expect(line.baseline).toBeGreaterThan(box.y);
            expect(line.baseline).toBeLessThanOrEqual(box.y + box.height);
          }
        },
      ),
    );
  });

  it('is as large as it can be', () => {
    const box = { x: 0, y: 0, width: 60, height: 5 };
    const sizeOf = (letters: number) => fitText('ж'.repeat(letters), box, { size: 10 }, parts)[0]?.size;

    expect([sizeOf(32), sizeOf(33)]).toEqual([10, 9.5]);
  });

  it('is refused with its field when it is too long even small, and at one letter less is not', () => {
    const box = { x: 0, y: 0, width: 20, height: 3 };
    const most = Math.floor((20 - 2.4) / (6 * 0.5 * MM_PER_POINT));

    expect(fitText('ж'.repeat(most), box, { size: 10 }, parts)).toHaveLength(1);
    expect(() => fitText('ж'.repeat(most + 1), box, { size: 10 }, parts)).toThrow(
      expect.objectContaining({ code: 'print-overflow', details: where }),
    );
  });

  it('is refused with the character that the font does not have', () => {
    expect(() => fitText('ООО 中', { x: 0, y: 0, width: 50, height: 5 }, { size: 10 }, parts)).toThrow(
      expect.objectContaining({ code: 'print-character', details: { ...where, character: '中' } }),
    );
  });

  it('is one line whatever a draft holds', () => {
    const [line] = fitText('Оплата\nпо счёту\t17', { x: 0, y: 0, width: 90, height: 5 }, { size: 10 }, parts);

    expect(line?.text).toBe('Оплата по счёту 17');
  });

  it('of nothing is nothing', () => {
    expect(fitText('  ', { x: 0, y: 0, width: 5, height: 5 }, { size: 10 }, parts)).toEqual([]);
  });
});
