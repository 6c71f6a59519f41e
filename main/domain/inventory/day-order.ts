import { trimmedText } from '../../../contract/values/visible-text.ts';

/** Which of two numbers is the day in a column; `unsure` when no cell of it tells. */
export type DayOrder = 'day-first' | 'month-first' | 'unsure';

/** A day and a month in one order or the other. */
const TWO_WAYS = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?=$|[ T])/;

/** With full stops the day is first, unless the column shows that its program put the month there. */
const DAY_FIRST_MARK = '.';

/**
 * Says in which order a column writes its days: a number above twelve in one place tells it for all, for one program
 * wrote them.
 * Source: https://github.com/andrewplummer/Sugar/issues/347 (Excel with an American locale writes M/D/YYYY).
 */
export function dayOrderOf(cells: readonly string[]): DayOrder {
  const found = cells.flatMap((cell) => {
    const match = TWO_WAYS.exec(trimmedText(cell));
    return match === null ? [] : [[Number(match[1]), Number(match[3])] as const];
  });
  const isDayFirst = found.some(([first]) => first > 12);
  const isMonthFirst = found.some(([, second]) => second > 12);
  if (isDayFirst === isMonthFirst) return 'unsure';
  return isDayFirst ? 'day-first' : 'month-first';
}

/** Returns a day with the day first and full stops; what cannot be told stays as it is. */
export function dayFirst(text: string, order: DayOrder): string {
  const trimmed = trimmedText(text);
  const match = TWO_WAYS.exec(trimmed);
  if (match === null) return text;
  const [head, first = '', mark, second = '', year = ''] = match;
  if (order === 'unsure' && (mark === DAY_FIRST_MARK || Number(first) !== Number(second))) return text;
  const [day, month] = order === 'month-first' ? [second, first] : [first, second];
  return `${day}.${month}.${year}${trimmed.slice(head.length)}`;
}

/** Tells whether a day can be read in two ways, and nothing has decided between them. */
export function isUnsureDay(text: string): boolean {
  const match = TWO_WAYS.exec(trimmedText(text));
  return match !== null && match[2] !== DAY_FIRST_MARK;
}
