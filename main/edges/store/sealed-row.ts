import type { ZodType } from 'zod';

import type { SqlRow, SqlValue } from './database.ts';
import type { DamagedRow } from './salvage.ts';
import { seal, unseal } from './seal.ts';
import type { ColumnValue, StoreKeys } from './seal.ts';
import { StoreError } from './store-error.ts';

/** A record with the number of its writes, for a replacement that must not overwrite another one. */
export type Revised<T> = { readonly record: T; readonly revision: number };

/** A row opened, or what is wrong with it. */
export type OpenedRow<T> =
  | { readonly isGood: true; readonly revised: Revised<T> }
  | { readonly isGood: false; readonly damaged: DamagedRow; readonly cause: unknown };

/**
 * How one kind of record becomes a row. `columns` are the plain columns of the table but `id`, `revision` and `sealed`.
 */
export type RowForm<T, C extends string> = {
  readonly keys: StoreKeys;
  readonly table: string;
  readonly columns: readonly C[];
  /** Strict schema of the JSON form; what it gives back must be what was put in. */
  readonly schema: ZodType<T>;
  readonly toColumns: (record: T) => Readonly<Record<C, ColumnValue>>;
  readonly idOf: (record: T) => string;
};

/**
 * Returns the values of a row in the order revision, plain columns, sealed.
 * Errors: a TypeError for a record that its own schema would refuse when read back.
 */
export function toRowValues<T, C extends string>(
  form: RowForm<T, C>,
  record: T,
  revision: number,
): readonly SqlValue[] {
  const { keys, table, columns, toColumns, idOf } = form;
  const plain = toColumns(record);
  const bytes = Buffer.from(JSON.stringify(record), 'utf8');
  // JSON keeps what a schema takes; a record with more in it is looked at as it would be read.
  const isReadable = form.schema.safeParse(record).success;
  const back = isReadable ? null : parseJson(form.schema, bytes);
  if (back?.success === false)
    throw new TypeError(`a record of ${table} would not be readable`, { cause: back.error });
  const bound: Record<string, ColumnValue> = { revision };
  for (const name of columns) bound[name] = plain[name];
  const sealed = seal(keys, { table, id: idOf(record), columns: bound }, bytes);
  return [revision, ...columns.map((name) => plain[name]), sealed];
}

/** Opens one row as it came from the file. Never throws for what is in it. */
export function openRow<T, C extends string>(form: RowForm<T, C>, row: SqlRow): OpenedRow<T> {
  const id = typeof row['id'] === 'string' ? row['id'] : '';
  const fail = (reason: DamagedRow['reason'], cause: unknown): OpenedRow<T> => {
    return { isGood: false, damaged: { table: form.table, id, reason }, cause };
  };
  const bytes = unsealRow(form, row, id);
  if (bytes instanceof StoreError) return fail('seal', bytes.cause);
  const parsed = parseJson(form.schema, bytes);
  if (!parsed.success) return fail('shape', parsed.error);
  if (form.idOf(parsed.data) !== id) return fail('shape', 'the record has another id');
  return { isGood: true, revised: { record: parsed.data, revision: Number(row['revision']) } };
}

/** Parses the JSON bytes of a record by its schema. Never throws. */
export function parseJson<T>(
  schema: ZodType<T>,
  bytes: Uint8Array,
): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: unknown } {
  try {
    return schema.safeParse(
      JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')),
    );
  } catch (error) {
    return { success: false, error };
  }
}

function unsealRow<T, C extends string>(
  form: RowForm<T, C>,
  row: SqlRow,
  id: string,
): Uint8Array | StoreError {
  try {
    const { sealed, revision } = row;
    if (!(sealed instanceof Uint8Array)) return new StoreError('store-corrupt');
    const columns: Record<string, ColumnValue> = { revision: toColumnValue(revision) };
    for (const name of form.columns) columns[name] = toColumnValue(row[name]);
    return unseal(form.keys, { table: form.table, id, columns }, sealed);
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

/** Anything but a text, a safe integer or null was never written by us. */
function toColumnValue(value: SqlValue | undefined): ColumnValue {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new StoreError('store-corrupt');
}
