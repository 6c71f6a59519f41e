import type { LocalDate } from '../../contract/values/dates.ts';

/** A value of a table: a text, a number, a day or nothing. */
export type SheetCell = string | number | { readonly day: LocalDate } | null;

export interface SheetTable {
  readonly name: string;
  /** Units: `width` characters. */
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly SheetCell[])[];
}

/** How days are written where a cell can only hold text. */
export type DayForm = 'dd.mm.yyyy' | 'yyyy-mm-dd';

/** Writes tables for spreadsheets. */
export interface SheetWriter {
  /** Opens in Excel as it is; no cell of it can be taken for a formula. */
  csv(table: SheetTable, dayForm: DayForm): string;
  xlsx(tables: readonly SheetTable[], dayForm: DayForm): Promise<Uint8Array>;
}

/** A table as it stands in a file: every cell a text, all rows of one width. */
export interface RawSheet {
  readonly encoding: 'UTF-8' | 'Windows-1251';
  readonly rows: readonly (readonly string[])[];
  /** The line of the file on which each row begins, from 1; without them the rows are the lines. */
  readonly lines?: readonly number[];
}

export interface SheetReader {
  /** Errors: `sheet-not-text`, `sheet-empty`, `sheet-broken`, `sheet-many-rows`. */
  read(bytes: Uint8Array): RawSheet;
}

/** Lets a person choose a table. */
export interface SheetPicker {
  /** Returns `null` when the person closed the dialog. Errors: `sheet-large`, `sheet-unreadable`. */
  pick(): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
}
