import type { RecordsMisfit } from '../../../contract/areas/session.ts';

/** A row that is not as the program wrote it. */
export type Stray = RecordsMisfit['rows'][number];

/** What the states tell: the mark of each row by table and id, and states that are no good themselves. */
export interface Traced {
  readonly marks: ReadonlyMap<string, readonly [table: string, id: string, mark: string]>;
  readonly strays: readonly Stray[];
}

/** A row of the file with the mark of what stands in it. */
interface MarkedRow {
  readonly table: string;
  readonly id: string;
  readonly mark: string;
}

/** Names the rows that are missing, changed or added since they were written, and states that are no good. */
export function findStrays({ marks, strays }: Traced, rows: readonly MarkedRow[]): readonly Stray[] {
  const found = [...strays];
  const missing = new Map(marks);
  for (const { table, id, mark } of rows) {
    const key = `${table} ${id}`;
    const written = marks.get(key);
    missing.delete(key);
    // Where a state is gone nobody knows which rows it told of.
    if (written === undefined && strays.length === 0) found.push({ table, id, is: 'added' });
    else if (written !== undefined && written[2] !== mark) found.push({ table, id, is: 'changed' });
  }
  for (const [table, id] of missing.values()) found.push({ table, id, is: 'missing' });
  return found;
}
