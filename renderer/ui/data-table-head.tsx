import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column } from './data-table-column.ts';
import type { SortState } from './data-table-sort.ts';
import classes from './data-table.module.css';

interface DataTableHeadProps<R> {
  readonly columns: readonly Column<R>[];
  readonly sort: SortState | null;
  readonly onSort: (columnId: string) => void;
}

/** The sticky header; sortable columns are buttons and say their order to a screen reader. */
export function DataTableHead<R>({ columns, sort, onSort }: DataTableHeadProps<R>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const direction = sort?.columnId === column.id ? sort.direction : undefined;
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              style={column.width === undefined ? undefined : { width: column.width }}
              aria-sort={column.sortValue === undefined ? undefined : (direction ?? 'none')}
            >
              {column.sortValue === undefined ? (
                (column.head ?? column.header)
              ) : (
                <button type="button" className={classes.sort} onClick={() => onSort(column.id)}>
                  {column.header}
                  {direction === 'ascending' && <IconArrowUp size={14} aria-hidden />}
                  {direction === 'descending' && <IconArrowDown size={14} aria-hidden />}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
