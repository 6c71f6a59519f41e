import { moscowMoment } from '../../../../contract/values/moscow-moment.ts';
import type { Box, FontMeasures, PlacedText, PrintedPage, Rule } from '../../../ports/paper-ports.ts';
import type { Approval } from '../approving/approval.ts';
import { fitText, type PrintedWhere } from './fit-text.ts';
import { CAPTIONS, FIELD_PLACES, FORM_END, FORM_FIELDS, RULES, type FormField } from './form-0401060.ts';
import type { OrderFields } from './order-fields.ts';
import type { OrderMark } from './order-mark.ts';

/** A payment order as it goes onto a sheet. */
export interface PrintedOrder {
  readonly fields: OrderFields;
  readonly mark: OrderMark;
  readonly approvals: readonly Pick<Approval, 'approvalId' | 'personName' | 'at'>[];
  /** The digest of what was approved, in words, as the approver read them; '' for a draft. */
  readonly contentWords: string;
  /** The last line of the sheet. */
  readonly footer: string;
}

type Parts = { readonly rules: readonly Rule[]; readonly texts: readonly PlacedText[] };

/** Units: points. Source: what is usual on blanks in use; no act says it. */
const VALUE_SIZE = 10;

/**
 * Lays one payment order out on one sheet: the form, the bank's mark in it, the approvals below.
 * Errors: `print-overflow`, `print-character`, with the field and the number of the order.
 */
export function orderPage(order: PrintedOrder, fonts: FontMeasures): PrintedPage {
  const number = order.fields['3'] ?? '';
  const at = (field: string) => ({ fonts, where: { field, number } });
  const captions = CAPTIONS.flatMap(({ text, box, ...look }) =>
    fitText(text, box, { ...look, vertical: verticalIn(box) }, at(text)),
  );
  const values = FORM_FIELDS.flatMap((field) => valueOf(field, order.fields[field] ?? '', at));
  const mark = markIn(order.mark, at(placeName('45')));
  const stamps = approvalStamps(order, at('Согласование'));
  const footer = fitText(
    order.footer,
    { x: 20, y: 288, width: 180, height: 4 },
    { size: 7 },
    at('Колонтитул'),
  );
  return {
    orientation: 'portrait',
    rules: [...RULES, ...mark.rules, ...stamps.rules],
    texts: [...captions, ...values, ...mark.texts, ...stamps.texts, ...footer],
    watermark: order.mark.watermark,
  };
}

/** Units: millimetres; a box that holds one line, which stands in its middle. */
const LOW = 7;

function verticalIn({ height }: Box): 'top' | 'middle' {
  return height <= LOW ? 'middle' : 'top';
}

type At = (field: string) => { readonly fonts: FontMeasures; readonly where: PrintedWhere };

function valueOf(field: FormField, text: string, at: At): readonly PlacedText[] {
  const { box, align = 'left' } = FIELD_PLACES[field];
  const isNumber = field === '3';
  const look = {
    size: isNumber ? 12 : VALUE_SIZE,
    weight: isNumber ? ('bold' as const) : ('regular' as const),
    align,
    vertical: verticalIn(box),
  };
  return fitText(text, box, look, at(placeName(field)));
}

/** For instance «24 „Назначение платежа“». */
function placeName(field: FormField): string {
  return `${field} «${FIELD_PLACES[field].name}»`;
}

function markIn(mark: OrderMark, parts: ReturnType<At>): Parts {
  const { box } = FIELD_PLACES['45'];
  return { rules: frame(box), texts: stamped(mark.title, mark.lines, box, parts) };
}

/** Units: millimetres. Own choice: five people, the most that rules can ask for, in two lines of three. */
const STAMP = { width: 58, height: 29, gap: 3, perLine: 3, top: FORM_END + 8 } as const;

/** Units: letters and digits. Own choice: 64 bits of a random id or of a hash. */
const CODE_LENGTH = 16;

/** Returns the code by which an approval is told from others: the beginning of its id, in groups of four. */
export function approvalCode(approvalId: string): string {
  const beginning = approvalId
    .replace(/[^0-9a-z]/gi, '')
    .slice(0, CODE_LENGTH)
    .toUpperCase();
  return beginning.match(/.{1,4}/g)?.join('-') ?? '';
}

/** Who approved, when, the code of the approval, and the words of what was approved. */
function approvalStamps({ approvals, contentWords }: PrintedOrder, parts: ReturnType<At>): Parts {
  if (approvals.length === 0) return { rules: [], texts: [] };
  const title = { x: 20, y: FORM_END + 2, width: 180, height: 5 };
  const heading = fitText('Согласовано в программе «Ключник»', title, { size: 9 }, parts);
  const stamps = approvals.map(({ personName, at, approvalId }, index): Parts => {
    const column = index % STAMP.perLine;
    const line = Math.floor(index / STAMP.perLine);
    const box = {
      x: 20 + column * (STAMP.width + STAMP.gap),
      y: STAMP.top + line * (STAMP.height + STAMP.gap),
      width: STAMP.width,
      height: STAMP.height,
    };
    const lines = [personName, moscowMoment(at), `Код ${approvalCode(approvalId)}`, contentWords];
    return { rules: frame(box), texts: stamped('СОГЛАСОВАНО', lines, box, parts) };
  });
  return {
    rules: stamps.flatMap(({ rules }) => rules),
    texts: [...heading, ...stamps.flatMap(({ texts }) => texts)],
  };
}

/** A bold title and lines of one size below it, centred; each line in its share of the height. */
function stamped(
  title: string,
  lines: readonly string[],
  box: Box,
  parts: ReturnType<At>,
): readonly PlacedText[] {
  const inside = { ...box, x: box.x + 1, width: box.width - 2 };
  const head = { ...inside, y: box.y + 1, height: 5 };
  const share = (box.height - 7) / lines.length;
  return [
    ...fitText(title, head, { size: 10, weight: 'bold', align: 'center', vertical: 'middle' }, parts),
    ...lines.flatMap((line, index) => {
      const at = { ...inside, y: box.y + 6 + index * share, height: share };
      return fitText(line, at, { size: 8, align: 'center', vertical: 'middle' }, parts);
    }),
  ];
}

/** The four sides of a rectangle. */
function frame({ x, y, width, height }: Box): readonly Rule[] {
  const [right, bottom] = [x + width, y + height];
  return [
    { x1: x, y1: y, x2: right, y2: y },
    { x1: x, y1: bottom, x2: right, y2: bottom },
    { x1: x, y1: y, x2: x, y2: bottom },
    { x1: right, y1: y, x2: right, y2: bottom },
  ];
}
