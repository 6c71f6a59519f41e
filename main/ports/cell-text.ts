import type { DayForm, SheetCell } from './sheet-ports.ts';

/** Writes a cell as text. */
export function textOf(cell: SheetCell, dayForm: DayForm): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  return dayForm === 'yyyy-mm-dd' ? cell.day : cell.day.split('-').reverse().join('.');
}
