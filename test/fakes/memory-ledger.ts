import { systemClock } from '../../main/edges/system/system-clock.ts';
import { translated, type Ledger } from '../../main/edges/store/ledger.ts';
import { StoreError } from '../../main/edges/store/store-error.ts';

/** A record as the tables hold it. Their own schemas are the matter of the real store. */
type Row = Readonly<Record<string, unknown>>;

interface Kept {
  readonly record: Row;
  readonly revision: number;
}

/** By which field the records of a table are told apart. Source: `openLedger`. */
const IDS = {
  companies: 'companyId',
  standings: 'companyId',
  people: 'personId',
  settings: 'id',
  tokens: 'tokenId',
  certificates: 'certificateId',
  certificate_requests: 'requestId',
  authorities: 'authorityId',
  policies: 'version',
  payments: 'paymentId',
  approvals: 'approvalId',
  intentions: 'intentionId',
  balances: 'account',
  plans: 'planId',
  organizations: 'companyId',
  times: 'realm',
  bank_directory: 'id',
  payees: 'payeeId',
  statement_accounts: 'accountNumber',
  statement_days: 'day',
  signed_documents: 'hash',
  envelopes: 'hash',
} as const;

type TableName = keyof typeof IDS;

/** The columns that the stores ask by, as fields of the records. */
const FIELD_OF: Readonly<Record<string, string>> = {
  company_id: 'companyId',
  payment_id: 'paymentId',
  version: 'version',
  status: 'status',
};

/** What outlives the app: the rows, the lines of the journal, and how often was written. */
export class MemoryFile {
  readonly tables: ReadonlyMap<TableName, Map<string, Kept>>;
  writes: number;
  lines: number;

  constructor(from: MemoryFile | null = null) {
    const names = Object.keys(IDS) as TableName[]; // they are its keys
    this.tables = new Map(names.map((name) => [name, new Map(from?.tables.get(name))]));
    this.writes = from?.writes ?? 0;
    this.lines = from?.lines ?? 0;
  }

  /** Another file with the same in it. */
  copy(): MemoryFile {
    return new MemoryFile(this);
  }

  /** Returns the rows of one table. */
  rows(name: TableName): Map<string, Kept> {
    const rows = this.tables.get(name);
    if (rows === undefined) throw new Error(`no table ${name}`);
    return rows;
  }
}

/** One transaction: how to take back what it has done, and what it has touched. */
class Undo {
  readonly #steps: (() => void)[] = [];
  readonly touched = new Set<string>();

  note(table: string, step: () => void): void {
    this.#steps.push(step);
    this.touched.add(table);
  }

  back(): void {
    for (const step of this.#steps.reverse()) step();
  }
}

type Open = () => Undo;

class MemoryTable {
  readonly table: TableName;
  readonly #rows: Map<string, Kept>;
  readonly #open: Open;

  constructor(table: TableName, file: MemoryFile, open: Open) {
    this.table = table;
    this.#rows = file.rows(table);
    this.#open = open;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)?.record;
  }

  list({ where = {}, orderBy = '', direction = 'ascending', limit = -1 }: Query = {}): readonly Row[] {
    const wanted = Object.entries(where).map(([column, value]) => [fieldOf(column), value] as const);
    const sign = direction === 'ascending' ? 1 : -1;
    const found = [...this.#rows]
      .filter(([, { record }]) => wanted.every(([field, value]) => record[field] === value))
      .map(([id, { record }]) => [orderBy === '' ? id : record[fieldOf(orderBy)], record] as const)
      .sort(([a], [b]) => sign * compare(a, b))
      .map(([, record]) => record);
    return limit < 0 ? found : found.slice(0, limit);
  }

  insert(record: Row): void {
    const id = this.#idOf(record);
    if (this.#rows.has(id)) throw new StoreError('store-conflict', { table: this.table, id });
    this.#put(id, { record, revision: 1 });
  }

  replace(record: Row, { ifRevision }: { readonly ifRevision?: number } = {}): number {
    const id = this.#idOf(record);
    const known = this.#rows.get(id);
    if (known === undefined) throw new StoreError('store-missing', { table: this.table, id });
    if (ifRevision !== undefined && known.revision !== ifRevision)
      throw new StoreError('store-conflict', { table: this.table, id });
    this.#put(id, { record, revision: known.revision + 1 });
    return known.revision + 1;
  }

  upsert(record: Row): number {
    const revision = (this.#rows.get(this.#idOf(record))?.revision ?? 0) + 1;
    this.#put(this.#idOf(record), { record, revision });
    return revision;
  }

  #idOf(record: Row): string {
    const id = record[IDS[this.table]];
    return typeof id === 'string' ? id : JSON.stringify(id);
  }

  #put(id: string, kept: Kept): void {
    const before = this.#rows.get(id);
    this.#open().note(this.table, () => {
      if (before === undefined) this.#rows.delete(id);
      else this.#rows.set(id, before);
    });
    this.#rows.set(id, kept);
  }
}

interface Query {
  readonly where?: Readonly<Record<string, unknown>>;
  readonly orderBy?: string;
  readonly direction?: 'ascending' | 'descending';
  readonly limit?: number;
}

function fieldOf(column: string): string {
  const field = FIELD_OF[column];
  if (field === undefined) throw new TypeError(`no column ${column}`);
  return field;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

/** A root of as many digits as the real one has; the file and the keychain are never compared here. */
const ROOT = 'ab'.repeat(32);

/**
 * The tables of the vault without file, seals and schemas: what a commit keeps and a failure takes back is the same,
 * at a fraction of the time. `test/simulation` holds it against the real store: the same seeds tell the same story over
 * both.
 */
class MemoryLedger {
  readonly #file: MemoryFile;
  readonly #failures: unknown[] = [];
  #undo: Undo | null = null;
  #undone = 0;
  #isTogether = false;
  #tell: (tables: ReadonlySet<string>) => void = () => undefined;

  constructor(file: MemoryFile) {
    this.#file = file;
  }

  readonly isReadOnly = false;
  readonly journal = {};
  readonly undone = () => this.#undone;

  readonly state = {
    current: () => ({ counter: this.#file.writes, root: ROOT, at: systemClock.now() }),
    compare: () => 'fits',
    tells: () => true,
    noteKept: () => undefined,
    onWritten: (listener: (tables: ReadonlySet<string>) => void) => {
      this.#tell = listener;
    },
  };

  readonly commit = <T>(write: () => T, entry: unknown): T => {
    const writeAll = (): T => {
      const result = write();
      if (entry !== null) this.#appendLine();
      return result;
    };
    return this.#isTogether ? this.#wholly(writeAll) : translated(() => this.#transaction(writeAll));
  };

  readonly together = (work: () => void): void => {
    if (this.#isTogether) return work();
    try {
      translated(() => this.#transaction(() => this.#allOf(work)));
    } catch (error) {
      this.#undone += 1;
      throw error;
    }
  };

  table(name: TableName): MemoryTable {
    return new MemoryTable(name, this.#file, () => this.#open());
  }

  #open(): Undo {
    if (this.#undo === null) throw new TypeError('records are written in a transaction only');
    return this.#undo;
  }

  #appendLine(): void {
    this.#open().note('journal', () => void (this.#file.lines -= 1));
    this.#file.lines += 1;
  }

  #transaction<T>(work: () => T): T {
    const undo = new Undo();
    this.#undo = undo;
    try {
      const result = work();
      if (undo.touched.size > 0) this.#file.writes += 1;
      this.#undo = null;
      if (undo.touched.size > 0) this.#tell(undo.touched);
      return result;
    } catch (error) {
      undo.back();
      throw error;
    } finally {
      this.#undo = null;
    }
  }

  #wholly<T>(part: () => T): T {
    try {
      return translated(part);
    } catch (error) {
      this.#failures.push(error);
      throw error;
    }
  }

  #allOf(work: () => void): void {
    this.#isTogether = true;
    this.#failures.length = 0;
    try {
      work();
    } finally {
      this.#isTogether = false;
    }
    if (this.#failures.length > 0) throw this.#failures[0];
  }
}

/** The names of what can be inserted into: a table that is added to the vault has to be added here. */
type TablesOf<L> = {
  [K in keyof L]: L[K] extends { readonly insert: unknown } ? K : never;
}[keyof L];

/** Opens the tables of a vault that is kept in memory. */
export function openMemoryLedger(file: MemoryFile): Ledger {
  const ledger = new MemoryLedger(file);
  const tables = {
    companies: ledger.table('companies'),
    standings: ledger.table('standings'),
    people: ledger.table('people'),
    settings: ledger.table('settings'),
    tokens: ledger.table('tokens'),
    certificates: ledger.table('certificates'),
    certificateRequests: ledger.table('certificate_requests'),
    authorities: ledger.table('authorities'),
    policies: ledger.table('policies'),
    payments: ledger.table('payments'),
    approvals: ledger.table('approvals'),
    intentions: ledger.table('intentions'),
    balances: ledger.table('balances'),
    plans: ledger.table('plans'),
    organizations: ledger.table('organizations'),
    times: ledger.table('times'),
    bankDirectory: ledger.table('bank_directory'),
    payees: ledger.table('payees'),
    statementAccounts: ledger.table('statement_accounts'),
    statementDays: ledger.table('statement_days'),
    signedDocuments: ledger.table('signed_documents'),
    envelopes: ledger.table('envelopes'),
  } satisfies Readonly<Record<TablesOf<Ledger>, MemoryTable>>;
  const opened: unknown = { ...ledger, ...tables };
  // Classes of the real tables have private parts, so that no other class can be told to be one of them.
  return opened as Ledger;
}
