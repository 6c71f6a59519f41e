import type { ReactNode } from 'react';

/** One column; `sortValue` makes it sortable (texts by the Russian alphabet, numbers by size, `null` last). */
export interface Column<R> {
  readonly id: string;
  readonly header: string;
  /** Stands in the head instead of the name, where the column is not sortable. */
  readonly head?: ReactNode;
  readonly cell: (row: R) => ReactNode;
  readonly sortValue?: (row: R) => string | number | null;
  /** `right` for numbers. */
  readonly align?: 'left' | 'right';
  /** CSS width; columns without one share the rest. */
  readonly width?: number | string;
}
