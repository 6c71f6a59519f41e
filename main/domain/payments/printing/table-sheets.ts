import {
  A4,
  MM_PER_POINT,
  type FontMeasures,
  type PlacedText,
  type PrintedPage,
  type Rule,
} from '../../../ports/paper-ports.ts';
import { fitText, INDENT, LINE_HEIGHT, wrap, type Align } from './fit-text.ts';

/** A column of a printed table. Units: `width` in millimetres. */
export interface TableColumn<R> {
  readonly title: string;
  readonly width: number;
  readonly align?: Align;
  readonly textOf: (row: R, index: number) => string;
}

/** A table over as many sheets of A4 on its side as it needs. */
export interface PrintedTable<R> {
  readonly title: string;
  /** Under the title: whose it is. */
  readonly subtitle: string;
  /** How the table is called where one of its texts cannot be printed. */
  readonly name: string;
  /** Together as wide as the sheet between its margins. */
  readonly columns: readonly TableColumn<R>[];
  readonly rows: readonly R[];
  /** What a row is called where one of its texts cannot be printed. */
  readonly numberOf: (row: R) => string;
  /** What stands below the last row. */
  readonly closing: { readonly height: number; readonly write: (page: SheetPen) => void };
  /** The last line of each sheet, before its number. */
  readonly footer: string;
  readonly watermark: readonly string[];
}

/** A sheet of A4 on its side. Units: millimetres; on the left room for a binder. Own choice. */
const SHEET = { left: 20, top: 12, right: A4.height - 10, bottom: A4.width - 16 } as const;
const WIDTH = SHEET.right - SHEET.left;

/** Units: points. Own choice. */
const TEXT_SIZE = 8;
const LINE = TEXT_SIZE * LINE_HEIGHT * MM_PER_POINT;

/** Units: millimetres. */
const HEAD_HEIGHT = 7;
const TITLE_HEIGHT = 14;

/**
 * Lays a table out: no row over two sheets, the heading on each.
 * Errors: `print-overflow`, `print-character`.
 */
export function tableSheets<R>(table: PrintedTable<R>, fonts: FontMeasures): readonly PrintedPage[] {
  const { columns, closing, watermark } = table;
  const sheets = sheetsOf(table, fonts);
  return sheets.map(({ first, rows }, index): PrintedPage => {
    const page = new SheetPen(fonts, table.name);
    if (index === 0) {
      page.line(table.title, { size: 13, weight: 'bold', height: 7 });
      page.line(table.subtitle, { size: 9, height: TITLE_HEIGHT - 7 });
    }
    page.row(
      columns,
      columns.map(({ title }) => title),
      { height: HEAD_HEIGHT, isHead: true, number: '' },
    );
    rows.forEach(({ row, height }, offset) => {
      const cells = columns.map(({ textOf }) => textOf(row, first + offset));
      page.row(columns, cells, { height, isHead: false, number: table.numberOf(row) });
    });
    if (index === sheets.length - 1) closing.write(page);
    page.foot(`${table.footer} · лист ${index + 1} из ${sheets.length}`);
    return { orientation: 'landscape', rules: page.rules, texts: page.texts, watermark };
  });
}

interface Sheet<R> {
  /** The place of its first row among all. */
  readonly first: number;
  readonly rows: readonly { readonly row: R; readonly height: number }[];
}

function sheetsOf<R>({ columns, rows, closing }: PrintedTable<R>, fonts: FontMeasures): readonly Sheet<R>[] {
  const sheets: { first: number; rows: Sheet<R>['rows'][number][] }[] = [{ first: 0, rows: [] }];
  let left = SHEET.bottom - SHEET.top - TITLE_HEIGHT - HEAD_HEIGHT;
  rows.forEach((row, index) => {
    const height = heightOf(row, columns, fonts);
    if (height > left) {
      sheets.push({ first: index, rows: [] });
      left = SHEET.bottom - SHEET.top - HEAD_HEIGHT;
    }
    sheets.at(-1)?.rows.push({ row, height });
    left -= height;
  });
  if (left < closing.height) sheets.push({ first: rows.length, rows: [] });
  return sheets;
}

function heightOf<R>(row: R, columns: readonly TableColumn<R>[], fonts: FontMeasures): number {
  const lines = columns.map(
    ({ width, textOf }) =>
      wrap(textOf(row, 0), width - 2 * INDENT, (part) => fonts.width(part, TEXT_SIZE, 'regular')).length,
  );
  return Math.max(1, ...lines) * LINE + 2;
}

/** Writes a sheet from above downwards. */
export class SheetPen {
  readonly rules: Rule[] = [];
  readonly texts: PlacedText[] = [];
  readonly #fonts: FontMeasures;
  readonly #name: string;
  #y: number = SHEET.top;

  constructor(fonts: FontMeasures, name: string) {
    this.#fonts = fonts;
    this.#name = name;
  }

  skip(height: number): void {
    this.#y += height;
  }

  line(text: string, look: { size: number; weight?: 'bold'; height: number }): void {
    const { size, weight = 'regular', height } = look;
    const box = { x: SHEET.left, y: this.#y, width: WIDTH, height };
    this.texts.push(...fitText(text, box, { size, weight }, this.#at(this.#name, '')));
    this.#y += height;
  }

  row(
    columns: readonly Pick<TableColumn<never>, 'title' | 'width' | 'align'>[],
    cells: readonly string[],
    { height, isHead, number }: { height: number; isHead: boolean; number: string },
  ): void {
    const bottom = this.#y + height;
    if (isHead) this.#across(this.#y);
    this.#across(bottom);
    let x: number = SHEET.left;
    columns.forEach(({ title, width, align = 'left' }, index) => {
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
