import { z } from 'zod';
import { AppError } from '../../ports/app-error.ts';
import { Approval } from '../../domain/payments/approving/approval.ts';
import { JournalEntry } from '../../domain/audit/entry.ts';
import { BackupRecord } from '../../domain/backup/backup-record.ts';
import { Authority } from '../../domain/certificates/authority.ts';
import { Certificate } from '../../domain/certificates/certificate.ts';
import { CertificateRequest } from '../../domain/certificates/certificate-request.ts';
import { BankDirectoryRecord } from '../../domain/counterparties/bank-directory.ts';
import { PayeeCard } from '../../domain/counterparties/payee-card.ts';
import { Company } from '../../domain/companies/company.ts';
import { CompanyEvents } from '../../domain/companies/company-events.ts';
import { DocumentRecord, EnvelopeRecord, Organization } from '../../domain/organizations/organization.ts';
import { Person } from '../../domain/people/person.ts';
import { contentKey } from '../../domain/payments/payment-content.ts';
import { OrdersFolderRecord } from '../../domain/payments/draft/orders-folder.ts';
import { PaymentTemplate } from '../../domain/payments/draft/template.ts';
import { Payment } from '../../domain/payments/payment.ts';
import { Intention } from '../../domain/payments/payments-ports.ts';
import { Plan } from '../../domain/plans/plan.ts';
import { Policy } from '../../domain/policy/policy.ts';
import { SendingOrder } from '../../domain/payments/sending/sending-run.ts';
import { Settings } from '../../domain/session/settings.ts';
import { KnownAccount } from '../../domain/statements/accounts-ports.ts';
import { StatementAccount, StatementDay } from '../../domain/statements/statement-record.ts';
import { TimeRecord } from '../../domain/time/known-time.ts';
import { Token } from '../../domain/tokens/token.ts';
import type { SteppedTable } from './check-store.ts';
import type { Database } from './database.ts';
import { JournalTable } from './journal-table.ts';
import type { Salvage, TableHealth } from './salvage.ts';
import { fingerprint, type StoreKeys } from './seal.ts';
import { SealedTable } from './sealed-table.ts';
import type { Revised } from './sealed-row.ts';
import { StoreError } from './store-error.ts';
import { StoreState } from './store-state.ts';
import { systemClock } from '../system/system-clock.ts';

/**
 * What this workplace remembers: settings, the payments that it was told to send, those that it prepares again, and the
 * folders into which 1C exports.
 */
const SettingsRow = z.discriminatedUnion('id', [
  z.strictObject({ id: z.literal('workplace'), settings: Settings }),
  z.strictObject({ id: z.literal('sending'), order: SendingOrder.nullable() }),
  z.strictObject({ id: z.literal('backup'), backup: BackupRecord }),
  z.strictObject({ id: z.literal('templates'), templates: z.array(PaymentTemplate) }),
  z.strictObject({ id: z.literal('orders-folders'), folders: z.array(OrdersFolderRecord) }),
]);

/**
 * All tables of the open vault file, and the only way to write them: in a transaction that carries its journal lines.
 */
export type Ledger = ReturnType<typeof openLedger>;

/** A table of records, whatever they are. */
export interface RecordTable {
  readonly table: string;
  /** Opens every row, a row at a time; `onGood` gets the records. */
  inspectInSteps(onGood: (record: unknown, revision: number) => void): Generator<void, TableHealth>;
  /** As `SealedTable.take`. */
  take(row: Revised<unknown>, change: (record: unknown) => unknown): boolean;
}

/** Opens the tables over a database. `salvage`: for a damaged file opened read-only. */
export function openLedger({
  db,
  keys,
  salvage,
}: {
  readonly db: Database;
  readonly keys: StoreKeys;
  readonly salvage?: Salvage;
}) {
  const watched: string[] = [];
  const state = new StoreState({ db, keys, tables: watched, clock: systemClock });
  const base = { db, keys, watch: state, ...(salvage === undefined ? {} : { salvage }) };
  const tables = {
    companies: new SealedTable({
      ...base,
      table: 'companies',
      ...plain(Company, ({ companyId }) => companyId),
    }),
    standings: new SealedTable({
      ...base,
      table: 'standings',
      ...plain(CompanyEvents, ({ companyId }) => companyId),
    }),
    people: new SealedTable({ ...base, table: 'people', ...plain(Person, ({ personId }) => personId) }),
    settings: new SealedTable({ ...base, table: 'settings', ...plain(SettingsRow, ({ id }) => id) }),
    tokens: new SealedTable({
      ...base,
      table: 'tokens',
      columns: ['company_id', 'status'] as const,
      schema: Token,
      toColumns: ({ companyId, status }) => ({ company_id: companyId, status }),
      idOf: ({ tokenId }) => tokenId,
    }),
    certificates: new SealedTable({
      ...base,
      table: 'certificates',
      columns: ['company_id', 'not_after'] as const,
      schema: Certificate,
      toColumns: ({ companyId, notAfter }) => ({ company_id: companyId, not_after: notAfter }),
      idOf: ({ certificateId }) => certificateId,
    }),
    certificateRequests: new SealedTable({
      ...base,
      table: 'certificate_requests',
      ...plain(CertificateRequest, ({ requestId }) => requestId),
    }),
    authorities: new SealedTable({
      ...base,
      table: 'authorities',
      ...plain(Authority, ({ authorityId }) => authorityId),
    }),
    policies: new SealedTable({
      ...base,
      table: 'policies',
      columns: ['company_id', 'version'] as const,
      schema: Policy,
      toColumns: ({ companyId, version }) => ({ company_id: companyId, version }),
      idOf: ({ companyId, version }) => `${companyId}-v${version}`,
    }),
    payments: new SealedTable({
      ...base,
      table: 'payments',
      columns: ['company_id', 'status', 'updated_at', 'fingerprint'] as const,
      schema: Payment,
      toColumns: (payment) => ({
        company_id: payment.companyId,
        status: payment.status,
        updated_at: payment.updatedAt,
        fingerprint: paymentLikeness(keys, payment),
      }),
      idOf: ({ paymentId }) => paymentId,
    }),
    approvals: new SealedTable({
      ...base,
      table: 'approvals',
      columns: ['company_id', 'payment_id'] as const,
      schema: Approval,
      toColumns: ({ companyId, paymentId }) => ({ company_id: companyId, payment_id: paymentId }),
      idOf: ({ approvalId }) => approvalId,
    }),
    intentions: new SealedTable({
      ...base,
      table: 'intentions',
      columns: ['payment_id', 'bank_payment_id', 'body_hash', 'at', 'state'] as const,
      schema: Intention,
      toColumns: ({ paymentId, bankPaymentId, bodyHash, at, state }) => ({
        payment_id: paymentId,
        bank_payment_id: bankPaymentId,
        body_hash: bodyHash,
        at,
        state,
      }),
      idOf: ({ intentionId }) => intentionId,
    }),
    balances: new SealedTable({
      ...base,
      table: 'balances',
      columns: ['company_id', 'account_number'] as const,
      schema: KnownAccount,
      toColumns: ({ companyId, account }) => ({
        company_id: companyId,
        account_number: account.accountNumber,
      }),
      idOf: ({ companyId, account }) => `${companyId}-${account.accountNumber}`,
    }),
    statementAccounts: new SealedTable({
      ...base,
      table: 'statement_accounts',
      ...plain(StatementAccount, ({ companyId, accountNumber }) => `${companyId}-${accountNumber}`),
    }),
    statementDays: new SealedTable({
      ...base,
      table: 'statement_days',
      ...plain(StatementDay, ({ companyId, accountNumber, day }) => `${companyId}-${accountNumber}-${day}`),
    }),
    plans: new SealedTable({
      ...base,
      table: 'plans',
      columns: ['company_id', 'status'] as const,
      schema: Plan,
      // A plan over all companies has an empty one.
      toColumns: ({ companyId, status }) => ({ company_id: companyId ?? '', status }),
      idOf: ({ planId }) => planId,
    }),
    organizations: new SealedTable({
      ...base,
      table: 'organizations',
      ...plain(Organization, ({ companyId }) => companyId),
    }),
    times: new SealedTable({ ...base, table: 'times', ...plain(TimeRecord, ({ realm }) => realm) }),
    bankDirectory: new SealedTable({
      ...base,
      table: 'bank_directory',
      ...plain(BankDirectoryRecord, ({ id }) => id),
    }),
    payees: new SealedTable({
      ...base,
      table: 'payees',
      ...plain(PayeeCard, ({ payeeId }) => payeeId),
    }),
    signedDocuments: new SealedTable({
      ...base,
      table: 'signed_documents',
      columns: ['company_id'] as const,
      schema: DocumentRecord,
      toColumns: ({ companyId }) => ({ company_id: companyId }),
      idOf: ({ hash }) => hash,
    }),
    envelopes: new SealedTable({
      ...base,
      table: 'envelopes',
      columns: ['company_id'] as const,
      schema: EnvelopeRecord,
      toColumns: ({ companyId }) => ({ company_id: companyId }),
      idOf: ({ hash }) => hash,
    }),
  };
  watched.push(...Object.values(tables).map(({ table }) => table));
  const journal = new JournalTable({ db, keys, salvage, end: state, schema: JournalEntry });

  let isTogether = false;
  const failures: unknown[] = [];
  let undone = 0;

  /**
   * Writes in one transaction, or in that of `together`. Errors: `stale-revision`, `not-found`, `store-*`; nothing is
   * kept then.
   */
  function commit<T>(write: () => T extends PromiseLike<unknown> ? never : T, entry: JournalEntry | null): T {
    const writeAll = (): T => {
      const result = write();
      if (entry !== null) journal.append(entry);
      return result;
    };
    if (isTogether) return wholly(writeAll);
    return translated(() => state.transaction(writeAll));
  }

  /** A part that failed half way fails the whole, whoever catches its error. */
  function wholly<T>(part: () => T): T {
    try {
      return translated(part);
    } catch (error) {
      failures.push(error);
      throw error;
    }
  }

  /**
   * Runs work whose commits become one: one wait for the disk for all of them. Errors: those of the work and of
   * `commit`; then nothing of it is kept, and whoever remembers records reads them anew (`undone`).
   */
  function together(work: () => void): void {
    if (isTogether) return work();
    try {
      translated(() =>
        state.transaction(() => {
          isTogether = true;
          failures.length = 0;
          try {
            work();
          } finally {
            isTogether = false;
          }
          if (failures.length > 0) throw failures[0];
          return null;
        }),
      );
    } catch (error) {
      undone += 1;
      throw error;
    }
  }

  return {
    ...tables,
    journal,
    state,
    keys,
    isReadOnly: db.isReadOnly,
    commit,
    together,
    /** How often `together` kept nothing: what was remembered before then may never have been written. */
    undone: () => undone,
    inspectable: [...Object.values(tables), journal],
    /** The tables of records in the order in which a backup has them. */
    recordTables: Object.values(tables).map((one): RecordTable => one),
    /** How many rows a check reads; `null` for a damaged file, where nobody knows. */
    countRows: (): number | null =>
      salvage === undefined
        ? [...Object.values(tables), journal].reduce((sum, one) => sum + one.count(), 0)
        : null,
    /** Every table for a check; `onToken` and `onPayment` get what it reads on the way. */
    checked: (onToken?: (token: Token) => void, onPayment?: (payment: Payment) => void): SteppedTable[] =>
      [...Object.values(tables), journal].map((one) => ({
        table: one.table,
        inspectInSteps: () => {
          if (one === tables.tokens) return tables.tokens.inspectInSteps(onToken);
          if (one === tables.payments) return tables.payments.inspectInSteps(onPayment);
          return one.inspectInSteps();
        },
      })),
  };
}

/** Tells the store's errors in the words of the rest of main. */
export function translated<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw toAppError(error);
  }
}

export function toAppError(error: StoreError): AppError {
  switch (error.code) {
    case 'store-conflict':
      return new AppError('stale-revision', {}, error);
    case 'store-missing':
      return new AppError('not-found', {}, error);
    case 'store-refused':
      return new AppError('internal', {}, error);
    default:
      return new AppError(error.code, { table: error.table ?? null }, error);
  }
}

function plain<T>(schema: z.ZodType<T>, idOf: (record: T) => string) {
  return { columns: [] as const, schema, toColumns: () => ({}), idOf };
}

/** Drafts are like nothing: they have no content yet. */
function paymentLikeness(keys: StoreKeys, { content }: Payment): string {
  return content === null ? '' : fingerprint(keys, 'payment', contentKey(content));
}
