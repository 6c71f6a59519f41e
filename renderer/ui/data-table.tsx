import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Column } from './data-table-column.ts';
import { DataTableHead } from './data-table-head.tsx';
import { DataTableRow } from './data-table-row.tsx';
import classes from './data-table.module.css';
import { useRowFocus } from './use-row-focus.ts';
import { nextSort, sortRows, type SortState } from './data-table-sort.ts';

interface DataTableProps<R> {
  /** Names the table for a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  /** Enter, the space bar, or a click. */
  readonly onOpen?: (row: R) => void;
  /** Keys that work on the focused row, for instance F9, before Enter and space do; return `true` when handled. */
  readonly onRowKey?: (event: KeyboardEvent, row: R) => boolean;
  readonly selectedKey?: string | null;
  /** Makes the caller keep the order, together with `onSort`. */
  readonly sort?: SortState | null;
  readonly onSort?: (sort: SortState | null) => void;
  /** Units: px. In less room the table scrolls sideways. */
  readonly minWidth?: number | undefined;
  /** Units: px. 36 by ui.md; two-line rows may ask for 48. */
  readonly rowHeight?: number;
  readonly isRowDimmed?: (row: R) => boolean;
}

/** Above so many rows only the visible ones are drawn. */
const VIRTUAL_FROM = 200;
const ROW_HEIGHT = 36;

/**
 * A dense table: sticky header, sorting, arrows/Home/End/PageUp/PageDown/Enter; fills its parent and scrolls inside.
 */
export function DataTable<R>(props: DataTableProps<R>) {
  const { rowHeight = ROW_HEIGHT } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [ownSort, setOwnSort] = useState<SortState | null>(null);
  const sort = props.sort === undefined ? ownSort : props.sort;
  const setSort = props.onSort ?? setOwnSort;
  const focus = useRowFocus(scroller);
  const rows = useMemo(() => sortRows(props.rows, props.columns, sort), [props.rows, props.columns, sort]);
  const focusIndex = Math.max(
    0,
    rows.findIndex((row) => props.rowKey(row) === (focus.key ?? props.selectedKey)),
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called here and handed to nobody
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // A page of a wheel; every row costs a millisecond when a list is first drawn.
    overscan: 6,
    scrollPaddingStart: ROW_HEIGHT,
    initialRect: { width: 800, height: 600 },
    enabled: rows.length > VIRTUAL_FROM,
  });
  const shown = shownRange(rows.length, virtualizer.getVirtualItems(), rowHeight);

  // A focused row that was scrolled away is not drawn; Tab must still find the table.
  const tabStop = Math.min(Math.max(focusIndex, shown.from), shown.to - 1);

  const moveFocus = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row === undefined) return;
    const key = props.rowKey(row);
    if (rows.length > VIRTUAL_FROM) virtualizer.scrollToIndex(rows.indexOf(row));
    focus.send(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableRowElement)) return;
    const row = rows[focusIndex];
    if (row === undefined) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const target = targetIndex(event.key, { index: focusIndex, page, last: rows.length - 1 });
    if (target !== null) moveFocus(target);
    else if (props.onRowKey?.(event, row) !== true) {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      props.onOpen?.(row);
    }
    event.preventDefault();
  };

  return (
    <div className={classes.scroller} ref={scroller}>
      <table
        className={classes.table}
        style={{ minWidth: props.minWidth }}
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
      >
        <DataTableHead columns={props.columns} sort={sort} onSort={(id) => setSort(nextSort(sort, id))} />
        <tbody onKeyDown={onKeyDown}>
          {shown.before > 0 && <Gap height={shown.before} />}
          {rows.slice(shown.from, shown.to).map((row, offset) => {
            const key = props.rowKey(row);
            const index = shown.from + offset;
            return (
              <DataTableRow
                key={key}
                id={key}
                row={row}
                columns={props.columns}
                ariaRowIndex={index + 2}
                height={rowHeight}
                isTabStop={index === tabStop}
                isSelected={key === props.selectedKey}
                isDimmed={props.isRowDimmed?.(row) ?? false}
                onOpen={props.onOpen}
                onFocus={focus.note}
              />
            );
          })}
          {shown.after > 0 && <Gap height={shown.after} />}
        </tbody>
      </table>
    </div>
  );
}

function Gap({ height }: { readonly height: number }) {
  return <tr aria-hidden style={{ height }} />;
}

function targetIndex(key: string, at: { index: number; page: number; last: number }): number | null {
  switch (key) {
    case 'ArrowDown':
      return at.index + 1;
    case 'ArrowUp':
      return at.index - 1;
    case 'PageDown':
      return at.index + at.page;
    case 'PageUp':
      return at.index - at.page;
    case 'Home':
      return 0;
    case 'End':
      return at.last;
    default:
      return null;
  }
}

function shownRange(count: number, items: readonly { index: number }[], rowHeight: number) {
  if (count <= VIRTUAL_FROM) return { from: 0, to: count, before: 0, after: 0 };
  const from = items[0]?.index ?? 0;
  const to = (items.at(-1)?.index ?? Math.min(count, 30) - 1) + 1;
  return { from, to, before: from * rowHeight, after: (count - to) * rowHeight };
}
