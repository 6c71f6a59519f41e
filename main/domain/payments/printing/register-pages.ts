import { formatMoney } from '../../../../contract/values/money.ts';
import type { AmountWords } from '../payments-ports.ts';
import { fitText, INDENT, LINE_HEIGHT, wrap, type Align } from './fit-text.ts';
import {
  A4,
  MM_PER_POINT,
  type FontMeasures,
  type PlacedText,
  type PrintedPage,
  type Rule,
} from '../../../ports/paper-ports.ts';

/** A payment order as a line of the register. */
export interface RegisterRow {
  readonly number: string;
  readonly date: string;
  readonly payee: string;
  readonly account: string;
  readonly purpose: string;
  /** Units: kopecks; `null` while the draft has no readable sum. */
  readonly amountMinor: number | null;
  readonly status: string;
}

/** A register of payment orders. The printed form is Russian. */
export interface Register {
  /** For instance «Реестр платёжных поручений». */
  readonly title: string;
  /** Who pays, from which company. */
  readonly payer: string;
  readonly rows: readonly RegisterRow[];
  /** The last line of each sheet, before its number. */
  readonly footer: string;
  readonly watermark: readonly string[];
}

interface RegisterColumn {
  readonly title: string;
  readonly width: number;
  readonly align?: Align;
  readonly textOf: (row: RegisterRow, index: number) => string;
}

/** Units: millimetres; together the sheet between its margins. Own choice. */
const COLUMNS: readonly RegisterColumn[] = [
  { title: '№ п/п', width: 12, align: 'center', textOf: (_, index) => String(index + 1) },
  { title: 'Номер', width: 15, align: 'center', textOf: ({ number }) => number },
  { title: 'Дата', width: 20, align: 'center', textOf: ({ date }) => date },
  { title: 'Получатель', width: 62, textOf: ({ payee }) => payee },
  { title: 'Счёт и БИК получателя', width: 42, textOf: ({ account }) => account },
  { title: 'Назначение платежа', width: 60, textOf: ({ purpose }) => purpose },
  { title: 'Сумма', width: 31, align: 'right', textOf: ({ amountMinor }) => sumText(amountMinor) },
  { title: 'Состояние', width: 25, textOf: ({ status }) => status },
];

/** A sheet of A4 on its side. Units: millimetres; on the left room for a binder. Own choice. */
const SHEET = { left: 20, top: 12, right: A4.height - 10, bottom: A4.width - 16 } as const;
const WIDTH = SHEET.right - SHEET.left;

/** Units: points. Own choice. */
const TEXT_SIZE = 8;
const LINE = TEXT_SIZE * LINE_HEIGHT * MM_PER_POINT;

/** Units: millimetres. */
const HEAD_HEIGHT = 7;
const TITLE_HEIGHT = 14;
const TOTAL_HEIGHT = 34;

/**
 * Lays a register out: a line a payment, never one over two sheets; at the end their count and their sum in figures and
 * words. Payments without a sum are named apart.
 * Errors: `print-overflow`, `print-character`.
 */
export function registerPages(
  register: Register,
  words: AmountWords,
  fonts: FontMeasures,
): readonly PrintedPage[] {
  const sheets = sheetsOf(register.rows, fonts);
  return sheets.map(({ first, rows }, index): PrintedPage => {
    const isFirst = index === 0;
    const isLast = index === sheets.length - 1;
    const page = new SheetPen(fonts, SHEET.top);
    if (isFirst) {
      page.line(register.title, { size: 13, weight: 'bold', height: 7 });
      page.line(register.payer, { size: 9, height: TITLE_HEIGHT - 7 });
    }
    page.row(
      COLUMNS.map(({ title }) => title),
      HEAD_HEIGHT,
      { isHead: true, number: '' },
    );
    rows.forEach(({ row, height }, offset) => {
      const cells = COLUMNS.map(({ textOf }) => textOf(row, first + offset));
      page.row(cells, height, { isHead: false, number: row.number });
    });
    if (isLast) totals(page, register.rows, words);
    page.foot(`${register.footer} · лист ${index + 1} из ${sheets.length}`);
    return { orientation: 'landscape', rules: page.rules, texts: page.texts, watermark: register.watermark };
  });
}

interface Sheet {
  /** The place of its first row among all. */
  readonly first: number;
  readonly rows: readonly { readonly row: RegisterRow; readonly height: number }[];
}

function sheetsOf(all: readonly RegisterRow[], fonts: FontMeasures): readonly Sheet[] {
  const sheets: { first: number; rows: Sheet['rows'][number][] }[] = [{ first: 0, rows: [] }];
  let left = SHEET.bottom - SHEET.top - TITLE_HEIGHT - HEAD_HEIGHT;
  all.forEach((row, index) => {
    const height = heightOf(row, fonts);
    if (height > left) {
      sheets.push({ first: index, rows: [] });
      left = SHEET.bottom - SHEET.top - HEAD_HEIGHT;
    }
    sheets.at(-1)?.rows.push({ row, height });
    left -= height;
  });
  if (left < TOTAL_HEIGHT) sheets.push({ first: all.length, rows: [] });
  return sheets;
}

function heightOf(row: RegisterRow, fonts: FontMeasures): number {
  const lines = COLUMNS.map(
    ({ width, textOf }) =>
      wrap(textOf(row, 0), width - 2 * INDENT, (part) => fonts.width(part, TEXT_SIZE, 'regular')).length,
  );
  return Math.max(1, ...lines) * LINE + 2;
}

function totals(page: SheetPen, rows: readonly RegisterRow[], words: AmountWords): void {
  const sums = rows.flatMap(({ amountMinor }) => (amountMinor === null ? [] : [amountMinor]));
  const total = sums.reduce((sum, one) => sum + one, 0);
  const without = rows.length - sums.length;
  page.skip(3);
  const count = `Всего документов: ${rows.length}, на сумму ${formatMoney(total)}`;
  const exception = without === 0 ? '' : ` (без суммы: ${without})`;
  page.line(`${count}${exception}`, { size: 10, weight: 'bold', height: 6 });
  page.line(words.inWords(total), { size: 10, height: 9 });
  page.skip(6);
  page.line('Руководитель ______________________        Главный бухгалтер ______________________', {
    size: 9,
    height: 6,
  });
}

function sumText(amountMinor: number | null): string {
  return amountMinor === null ? '—' : formatMoney(amountMinor);
}

/** Writes a sheet from above downwards. */
class SheetPen {
  readonly rules: Rule[] = [];
  readonly texts: PlacedText[] = [];
  readonly #fonts: FontMeasures;
  #y: number;

  constructor(fonts: FontMeasures, top: number) {
    this.#fonts = fonts;
    this.#y = top;
  }

  skip(height: number): void {
    this.#y += height;
  }

  line(text: string, look: { size: number; weight?: 'bold'; height: number }): void {
    const { size, weight = 'regular', height } = look;
    const box = { x: SHEET.left, y: this.#y, width: WIDTH, height };
    this.texts.push(...fitText(text, box, { size, weight }, this.#at('Реестр', '')));
    this.#y += height;
  }

  row(
    cells: readonly string[],
    height: number,
    { isHead, number }: { isHead: boolean; number: string },
  ): void {
    const bottom = this.#y + height;
    if (isHead) this.#across(this.#y);
    this.#across(bottom);
    let x: number = SHEET.left;
    COLUMNS.forEach(({ title, width, align = 'left' }, index) => {
      const box = { x, y: this.#y + 1, width, height: height - 1.5 };
      const look = isHead
        ? ({ size: TEXT_SIZE, weight: 'bold', align: 'center' } as const)
        : ({ size: TEXT_SIZE, align } as const);
      this.texts.push(...fitText(cells[index] ?? '', box, look, this.#at(title, number)));
      this.#down(x, bottom);
      x += width;
    });
    this.#down(x, bottom);
    this.#y = bottom;
  }

  foot(text: string): void {
    const box = { x: SHEET.left, y: A4.width - 11, width: WIDTH, height: 4 };
    this.texts.push(...fitText(text, box, { size: 7 }, this.#at('Колонтитул', '')));
  }

  #across(y: number): void {
    this.rules.push({ x1: SHEET.left, y1: y, x2: SHEET.right, y2: y });
  }

  #down(x: number, bottom: number): void {
    this.rules.push({ x1: x, y1: this.#y, x2: x, y2: bottom });
  }

  #at(field: string, number: string) {
    return { fonts: this.#fonts, where: { field, number } };
  }
}
