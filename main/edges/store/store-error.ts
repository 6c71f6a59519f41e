/**
 * What can go wrong with the store, as the caller must tell it apart. None of them can have moved money: a payment is
 * sent only after the transaction that records its intention has returned.
 *
 * - `store-corrupt`: the file, a row or the schema is not what we wrote (a flipped bit, a moved row, a cut file)
 * - `store-in-use`: another live process has the store open
 * - `store-full`: no space left; nothing of the transaction was kept
 * - `store-io`: the disk refused (permissions, I/O or fsync error); after a failed commit the outcome is what a later
 *   read shows: whole or not at all
 * - `store-too-new`: written by a newer version of the app
 * - `store-key-wrong`: the key of the local records is not the one this store was made with
 * - `store-read-only`: a write was asked of a store opened for reading only
 * - `store-conflict`: the row exists already (UNIQUE), or its revision is no longer the expected one
 * - `store-missing`: the row to be replaced does not exist
 * - `store-refused`: another constraint or the append-only guard of the journal said no
 */
export type StoreErrorCode =
  | 'store-corrupt'
  | 'store-in-use'
  | 'store-full'
  | 'store-io'
  | 'store-too-new'
  | 'store-key-wrong'
  | 'store-read-only'
  | 'store-conflict'
  | 'store-missing'
  | 'store-refused';

/** Where it happened, and what the vendor said. */
export type StoreErrorOptions = {
  readonly table?: string | undefined;
  readonly id?: string | undefined;
  readonly cause?: unknown;
};

/**
 * The only expected error of `main/edges/store/`; match on `code`. Its message names code, table and id, never a value.
 */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly table: string | undefined;
  readonly id: string | undefined;

  constructor(code: StoreErrorCode, { table, id, cause }: StoreErrorOptions = {}) {
    const place = [table, id].filter((part) => part !== undefined).join(' ');
    super(place === '' ? code : `${code} (${place})`, cause === undefined ? {} : { cause });
    this.name = 'StoreError';
    this.code = code;
    this.table = table;
    this.id = id;
  }
}

/** The disk took or gave nothing, whatever stands in the file. */
export function isDiskTrouble({ code }: StoreError): boolean {
  return code === 'store-io' || code === 'store-full';
}
