import { Checkbox } from '@mantine/core';
import type { Column } from '../../ui/data-table-column.ts';
import classes from './payments.module.css';

/** What a person has marked in a list. */
export interface Marks<K> {
  readonly marked: ReadonlySet<K>;
  readonly onMark: (marked: ReadonlySet<K>) => void;
}

/** Marks what is not marked, and the other way round. */
export function toggled<K>(marked: ReadonlySet<K>, key: K): ReadonlySet<K> {
  const next = new Set(marked);
  if (!next.delete(key)) next.add(key);
  return next;
}

interface MarkColumnOptions<R, K> extends Marks<K> {
  readonly shown: readonly R[];
  readonly keyOf: (row: R) => K;
  /** Rows without a box are left out of «all». */
  readonly hasBox?: (row: R) => boolean;
  /** The marks after the box in the head was pressed; `isAll`: all of these keys were marked. */
  readonly allMarked: (keys: readonly K[], isAll: boolean) => ReadonlySet<K>;
  readonly header: string;
  readonly allLabel: string;
  readonly labelOf: (row: R) => string;
}

/**
 * The column with a box a row, and one in its head for all that are shown. On the row itself the space bar does the
 * same, so that Tab does not stop at every box.
 */
export function markColumn<R, K>(options: MarkColumnOptions<R, K>): Column<R> {
  const { shown, keyOf, hasBox = () => true, marked, onMark } = options;
  const keys = shown.filter(hasBox).map(keyOf);
  const count = keys.filter((key) => marked.has(key)).length;
  const isAll = count > 0 && count === keys.length;
  return {
    id: 'mark',
    header: options.header,
    head: (
      <Checkbox
        size="xs"
        aria-label={options.allLabel}
        checked={isAll}
        indeterminate={count > 0 && !isAll}
        disabled={keys.length === 0}
        onChange={() => onMark(options.allMarked(keys, isAll))}
      />
    ),
    width: 38,
    cell: (row) =>
      hasBox(row) && (
        <div className={classes.mark} onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={options.labelOf(row)}
            checked={marked.has(keyOf(row))}
            onChange={() => onMark(toggled(marked, keyOf(row)))}
          />
        </div>
      ),
  };
}
