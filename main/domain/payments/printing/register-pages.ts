import { formatMoney } from '../../../../contract/values/money.ts';
import type { AmountWords } from '../payments-ports.ts';
import type { FontMeasures, PrintedPage } from '../../../ports/paper-ports.ts';
import { tableSheets, type SheetPen, type TableColumn } from './table-sheets.ts';

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

/** Units: millimetres; together the sheet between its margins. Own choice. */
const COLUMNS: readonly TableColumn<RegisterRow>[] = [
  { title: '№ п/п', width: 12, align: 'center', textOf: (_, index) => String(index + 1) },
  { title: 'Номер', width: 15, align: 'center', textOf: ({ number }) => number },
  { title: 'Дата', width: 20, align: 'center', textOf: ({ date }) => date },
  { title: 'Получатель', width: 62, textOf: ({ payee }) => payee },
  { title: 'Счёт и БИК получателя', width: 42, textOf: ({ account }) => account },
  { title: 'Назначение платежа', width: 60, textOf: ({ purpose }) => purpose },
  { title: 'Сумма', width: 31, align: 'right', textOf: ({ amountMinor }) => sumText(amountMinor) },
  { title: 'Состояние', width: 25, textOf: ({ status }) => status },
];

/** Units: millimetres. */
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
  const { title, payer, rows, footer, watermark } = register;
  const closing = { height: TOTAL_HEIGHT, write: (page: SheetPen) => totals(page, rows, words) };
  return tableSheets(
    {
      title,
      subtitle: payer,
      name: 'Реестр',
      columns: COLUMNS,
      rows,
      numberOf: ({ number }) => number,
      closing,
      footer,
      watermark,
    },
    fonts,
  );
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
