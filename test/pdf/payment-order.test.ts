import { beforeAll, describe, expect, it } from 'vitest';
import { ApprovalId } from '../../contract/values/ids.ts';
import { AppError } from '../../main/ports/app-error.ts';
import { FIELD_PLACES, FORM_FIELDS } from '../../main/domain/payments/printing/form-0401060.ts';
import type { OrderFields } from '../../main/domain/payments/printing/order-fields.ts';
import {
  approvalCode,
  orderPage,
  type PrintedOrder,
} from '../../main/domain/payments/printing/order-page.ts';
import { pdfWriter } from '../../main/edges/sheets/pdf-file.ts';
import { AFTER_LABEL, CENTERED, DRAWN, MEASURED, type Sides } from './measured-form.ts';
import { readSheets, type ReadSheet, type ReadText } from './read-sheets.ts';

/** Units: millimetres. Source: issue 12, Print. */
const TOLERANCE = 1;

/** A value of its own for each field, as long as the field usually is. */

const FIELDS = {
  '3': '214',
  '4': '02.11.2026',
  '5': 'срочно',
  '6': 'Пятнадцать тысяч рублей 50 копеек',
  '7': '15000-50',
  '8': 'ООО «Пример»',
  '9': '40702810500000000001',
  '10': 'АО «ТБанк», г. Москва',
  '11': '044525974',
  '12': '30101810145250000974',
  '13': 'ОТДЕЛЕНИЕ ТУЛА БАНКА РОССИИ, г Тула',
  '14': '017003983',
  '15': '40102810445370000059',
  '16': 'Казначейство России (ФНС России)',
  '17': '03100643000000018500',
  '18': '01',
  '19': '1',
  '20': '2',
  '21': '5',
  '22': '18201061201',
  '23': '3',
  '24': 'ЕНП. Единый налоговый платёж',
  '60': '9999000006',
  '61': '7727406020',
  '62': '03.11.2026',
  '71': '04.11.2026',
  '101': '08',
  '102': '999901001',
  '103': '770701001',
  '104': '18201061201010000510',
  '105': '45301000',
  '106': 'ТП',
  '107': 'МС.10.2026',
  '108': 'ТР-1234567890123',
  '109': '25.10.2026',
  '110': '00',
} as const satisfies OrderFields;

const MARK = { title: 'ИСПОЛНЕНО', lines: ['АО «ТБанк»', 'ответ банка'], watermark: [] };

function order(change: Partial<PrintedOrder> = {}): PrintedOrder {
  return { fields: FIELDS, mark: MARK, approvals: [], contentWords: '', footer: 'Напечатано', ...change };
}

async function printed(...orders: readonly PrintedOrder[]): Promise<readonly ReadSheet[]> {
  return readSheets(await written(orders));
}

async function written(orders: readonly PrintedOrder[]): Promise<Uint8Array> {
  return pdfWriter.write('Платёжные поручения', (fonts) => orders.map((one) => orderPage(one, fonts)));
}

async function onlySheet(fields: OrderFields): Promise<ReadSheet> {
  const [sheet] = await printed(order({ fields }));
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

/** The lines of text in a field, from above downwards; labels of the blank are left out by their size. */
function linesIn(sheet: ReadSheet, [left, top, right, bottom]: Sides, size?: number): readonly ReadText[] {
  return sheet.texts.filter(
    (text) =>
      (text.x + text.right) / 2 > left &&
      (text.x + text.right) / 2 < right &&
      text.baseline > top &&
      text.baseline < bottom &&
      (size === undefined || text.size === size),
  );
}

function sidesOf(field: string): Sides {
  const sides = MEASURED[field];
  if (sides === undefined) throw new Error(`field ${field} was not measured`);
  return sides;
}

/** Units: millimetres a point; letters reach about three quarters of the size above their line. */
const ABOVE = 0.75 * (25.4 / 72);
const BELOW = 0.25 * (25.4 / 72);

function expectInside(text: ReadText, [left, top, right, bottom]: Sides): void {
  expect(text.x).toBeGreaterThanOrEqual(left);
  expect(text.right).toBeLessThanOrEqual(right);
  expect(text.baseline - text.size * ABOVE).toBeGreaterThanOrEqual(top - 0.1);
  expect(text.baseline + text.size * BELOW).toBeLessThanOrEqual(bottom + 0.1);
}

const codeAndDetails = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof AppError ? [error.code, error.details] : error;
};

describe('payment order 0401060 on paper', () => {
  let full: ReadSheet;
  let blank: ReadSheet;
  beforeAll(async () => {
    full = await onlySheet(FIELDS);
    blank = await onlySheet({});
  });

  it('is one sheet of A4', () => {
    expect([Math.round(full.width), Math.round(full.height)]).toEqual([210, 297]);
  });

  it.each(Object.keys(MEASURED))('has field %s where the form has it, within a millimetre', (field) => {
    const sides = sidesOf(field);
    const value = FIELDS[field as keyof typeof FIELDS];

    const lines = full.texts.filter(({ text }) => text === value);

    expect(lines).toHaveLength(1);
    const [line] = lines as [ReadText];
    expectInside(line, sides);
    if (CENTERED.includes(field)) {
      expect(Math.abs((line.x + line.right) / 2 - (sides[0] + sides[2]) / 2)).toBeLessThanOrEqual(TOLERANCE);
    } else {
      const beginning = sides[0] + (AFTER_LABEL[field] ?? 0) + 1;
      expect(Math.abs(line.x - beginning)).toBeLessThanOrEqual(TOLERANCE);
    }
  });

  it.each(DRAWN)('draws the line %s within a millimetre', (_, left, top, right, bottom) => {
    const near = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE;

    const found = blank.rules.some(({ x1, y1, x2, y2 }) =>
      top === bottom
        ? near(y1, top) && near(y2, top) && x1 <= left + TOLERANCE && x2 >= right - TOLERANCE
        : near(x1, left) && near(x2, left) && y1 <= top + TOLERANCE && y2 >= bottom - TOLERANCE,
    );

    expect(found).toBe(true);
  });

  it('leaves empty what is not filled: only the blank stands there', () => {
    const values = Object.values(FIELDS) as readonly string[];

    expect(blank.texts.filter(({ text }) => values.includes(text))).toEqual([]);
    for (const label of [
      '0401060',
      'ПЛАТЕЖНОЕ ПОРУЧЕНИЕ №',
      'Плательщик',
      'Банк получателя',
      'М.П.',
      'Очер. плат.',
    ])
      expect(blank.texts.map(({ text }) => text)).toContain(label);
  });

  it('measures every field of the form but the number and the marks of the bank', () => {
    expect([...FORM_FIELDS].filter((field) => MEASURED[field] === undefined)).toEqual(['3', '45']);
  });

  it('has its fonts inside, and its Cyrillic is text', async () => {
    const pdf = await written([order()]);
    const [sheet] = await readSheets(pdf);

    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw.match(/\/FontFile2/g)).toHaveLength(2);
    expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/);
    expect(sheet?.texts.map(({ text }) => text)).toContain('Казначейство России (ФНС России)');
  });

  it('holds the longest that the bank takes, in its fields, whole and without one line over another', async () => {
    const words = (length: number) => 'Щёгольская Широта, '.repeat(20).slice(0, length - 1) + 'Ж';
    const longest = {
      ...FIELDS,
      '6': 'Девятьсот девяносто девять миллиардов девятьсот девяносто девять миллионов девятьсот девяносто девять тысяч девятьсот девяносто девять рублей 99 копеек',
      '8': words(160),
      '13': words(255),
      '16': words(160),
      '22': '1234567890123456789012345',
      '24': words(210),
    };
    const [sheet, ...others] = await printed(order({ fields: longest }));
    if (sheet === undefined) throw new Error('no sheet');

    expect(others).toEqual([]);
    for (const field of ['6', '8', '13', '16', '22', '24'] as const) {
      const { box } = FIELD_PLACES[field];
      const lines = linesIn(sheet, [box.x, box.y, box.x + box.width, box.y + box.height]);
      lines.forEach((line) => expectInside(line, sidesOf(field)));
      const whole = lines.map(({ text }) => text).join('');
      expect(whole.replaceAll(' ', '')).toBe(longest[field].replaceAll(' ', ''));
      lines.slice(1).forEach((line, index) => {
        const before = lines[index] as ReadText;
        expect(line.baseline - line.size * ABOVE).toBeGreaterThan(before.baseline);
      });
    }
  });

  it('refuses what does not fit even small, by the name of the field, and writes nothing', async () => {
    const tooLong = { ...FIELDS, '24': 'слово '.repeat(1_000) };

    expect(await codeAndDetails(printed(order({ fields: tooLong })))).toEqual([
      'print-overflow',
      { field: '24 «Назначение платежа»', number: '214' },
    ]);
    expect(await codeAndDetails(printed(order({ fields: { ...FIELDS, '106': 'ТПТПТПТПТПТПТП' } })))).toEqual([
      'print-overflow',
      { field: '106 «Основание платежа»', number: '214' },
    ]);
  });

  it('refuses a character that the font does not have instead of leaving it out', async () => {
    const foreign = { ...FIELDS, '16': 'ООО 中国' };

    expect(await codeAndDetails(printed(order({ fields: foreign })))).toEqual([
      'print-character',
      { field: '16 «Получатель»', number: '214', character: '中' },
    ]);
  });

  it('knows every character that bank messages carry', async () => {
    const bytes = Uint8Array.from({ length: 224 }, (_, index) => index + 32).filter(
      (byte) => byte !== 127 && byte !== 152,
    );
    const characters = [...new TextDecoder('windows-1251').decode(bytes)].filter(
      (one) => !/\p{Cf}|\s/u.test(one),
    );
    const half = characters.length / 2;

    const sheet = await onlySheet({
      '24': characters.slice(0, half).join(''),
      '6': characters.slice(half).join(''),
    });

    const text = sheet.texts.map((one) => one.text).join('');
    // The reader gives some letters in their compatible form, the sign of a micro for one.
    expect(characters.filter((one) => !text.includes(one) && !text.includes(one.normalize('NFKC')))).toEqual(
      [],
    );
  });

  it('prints many orders on as many sheets, each with its own number only', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => String(100_000 + index));
    const sheets = await printed(...numbers.map((number) => order({ fields: { ...FIELDS, '3': number } })));

    expect(sheets).toHaveLength(numbers.length);
    const found = sheets.map(({ texts }) =>
      texts.map(({ text }) => text).filter((text) => numbers.includes(text)),
    );
    expect(found).toEqual(numbers.map((number) => [number]));
  });

  it('has room for five approvals below the form, of whatever length their ids are', async () => {
    const approvals = Array.from({ length: 5 }, (_, index) => approval(index));

    const [sheet, ...others] = await printed(
      order({ approvals, contentWords: 'арбуз берег ветер гора дождь ель' }),
    );

    expect(others).toEqual([]);
    const lines = sheet?.texts.filter(({ baseline }) => baseline > 213) ?? [];
    const below = lines.map(({ text }) => text);
    expect(below.filter((text) => text === 'СОГЛАСОВАНО')).toHaveLength(5);
    expect(below).toContain('02.11.2026 12:12 МСК');
    for (const { personName, approvalId } of approvals) {
      expect(below).toContain(personName);
      expect(below).toContain(`Код ${approvalCode(approvalId)}`);
    }
    expect(Math.max(...lines.map(({ baseline }) => baseline))).toBeLessThan(294);
    expect(Math.max(...lines.map(({ right }) => right))).toBeLessThanOrEqual(200);
  });

  it('names an approval by the beginning of its id, in capitals', () => {
    expect(approvalCode('0b0c8a52-7a39-4e0e-8f0d-0123456789ab')).toBe('0B0C-8A52-7A39-4E0E');
    expect(approvalCode('f1'.repeat(32))).toBe('F1F1-F1F1-F1F1-F1F1');
  });

  it('says across the sheet that it is no executed order', async () => {
    const mark = { title: 'НЕ ИСПОЛНЕНО', lines: ['Ждёт'], watermark: ['ПРОЕКТ', 'УЧЕБНЫЙ БАНК'] };

    const [sheet] = await printed(order({ mark }));

    const slanted = sheet?.texts.filter(({ isUpright }) => !isUpright) ?? [];
    expect(slanted.map(({ text }) => text)).toEqual(['ПРОЕКТ', 'УЧЕБНЫЙ БАНК']);
    expect(Math.min(...slanted.map(({ size }) => size))).toBeGreaterThan(40);
  });
});

/** An approval of this computer has a short id, one that came in a file the hash of the file. */
function approval(index: number): PrintedOrder['approvals'][number] {
  const id = index % 2 === 0 ? `0b0c8a52-7a39-4e0e-8f0d-01234567890${index}` : `${index}f`.repeat(32);
  return {
    approvalId: ApprovalId.parse(id),
    personName: `Петров ${index}`,
    at: '2026-11-02T09:12:00.000Z',
  };
}
