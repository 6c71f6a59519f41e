import { useMemo } from 'react';
import classes from './data-table.module.css';
import type { Column } from './data-table-column.ts';

interface DataTableRowProps<R> {
  readonly row: R;
  readonly id: string;
  readonly columns: readonly Column<R>[];
  /** Place in the whole table; the header is 1. */
  readonly ariaRowIndex: number;
  readonly height: number;
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
  readonly isDimmed: boolean;
  readonly onOpen: ((row: R) => void) | undefined;
  readonly onFocus: (id: string) => void;
}

/**
 * One row. Its cells are drawn anew only when the row or the columns change, so that moving through a long table stays
 * quick.
 */
export function DataTableRow<R>(props: DataTableRowProps<R>) {
  const { row, columns, onOpen } = props;
  const cells = useMemo(
    () =>
      columns.map((column) => (
        <td key={column.id} data-align={column.align}>
          {column.cell(row)}
        </td>
      )),
    [row, columns],
  );
  return (
    <tr
      data-key={props.id}
      className={classes.row}
      data-clickable={onOpen !== undefined || undefined}
      data-dimmed={props.isDimmed || undefined}
      style={{ height: props.height }}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-rowindex={props.ariaRowIndex}
      aria-selected={props.isSelected}
      onFocus={() => props.onFocus(props.id)}
      onClick={() => onOpen?.(row)}
    >
      {cells}
    </tr>
  );
}
