import { z } from 'zod';
import { AccountNumber } from '../../../contract/areas/accounts.ts';
import type { DayRange } from '../../../contract/areas/statements.ts';
import { Instant, LocalDate, moscowDate } from '../../../contract/values/dates.ts';
import { CompanyId } from '../../../contract/values/ids.ts';
import { AmountMinor, BalanceMinor } from '../../../contract/values/money.ts';
import type { BankOperation } from '../../ports/bank-ports.ts';
import type { Digests } from '../../ports/ports.ts';

/** The bank's word for a sum that is held and not yet taken. Source: tapi.md §5.3, `operationStatus`. */
const HELD = 'Authorization';

const Tax = z.strictObject({
  payerStatus: z.string(),
  kbk: z.string(),
  oktmo: z.string(),
  evidence: z.string(),
  period: z.string(),
  docNumber: z.string(),
  docDate: z.string(),
  uin: z.string(),
});

/** An operation as it was read. `key`: our own, because the bank's ids change between two readings (tapi.md §8.6). */
export const StoredOperation = z.strictObject({
  key: z.string(),
  at: Instant.nullable(),
  direction: z.enum(['in', 'out']),
  amountMinor: AmountMinor,
  status: z.string(),
  documentNumber: z.string(),
  counterpartyName: z.string(),
  counterpartyInn: z.string(),
  counterpartyAccount: z.string(),
  counterpartyKpp: z.string(),
  counterpartyBik: z.string(),
  counterpartyBankName: z.string(),
  counterpartyCorrAccount: z.string(),
  purpose: z.string(),
  category: z.string(),
  documentDay: LocalDate.nullable(),
  documentKind: z.string(),
  priority: z.int().nullable(),
  tax: Tax.nullable(),
});
export type StoredOperation = z.infer<typeof StoredOperation>;

/** The operations of one account on one day in Moscow, in the order of time. */
export const StatementDay = z.strictObject({
  companyId: CompanyId,
  accountNumber: AccountNumber,
  day: LocalDate,
  operations: z.array(StoredOperation),
});
export type StatementDay = z.infer<typeof StatementDay>;

/** Days that were read at once, both inclusive, and the bank's own balances at their ends. */
export const StatementSpan = z.strictObject({
  from: LocalDate,
  to: LocalDate,
  readAt: Instant,
  beginMinor: BalanceMinor.nullable(),
  endMinor: BalanceMinor.nullable(),
});
export type StatementSpan = z.infer<typeof StatementSpan>;

/** What the operations of a day come to; held sums do not count. */
export const DaySums = z.strictObject({
  day: LocalDate,
  count: z.int(),
  inMinor: BalanceMinor,
  outMinor: BalanceMinor,
  /** How many of them are held only. Days that were read by earlier versions do not know. */
  held: z.int().default(0),
});
export type DaySums = z.infer<typeof DaySums>;

/** Somebody to whom money went, with one of his accounts. */
export const Counterparty = z.strictObject({
  name: z.string(),
  inn: z.string(),
  kpp: z.string(),
  account: z.string(),
  bik: z.string(),
  bankName: z.string(),
  firstAt: Instant,
  lastAt: Instant,
});
export type Counterparty = z.infer<typeof Counterparty>;

/** What is known of the statement of an account, without its operations: so a period opens whatever its size. */
export const StatementAccount = z.strictObject({
  companyId: CompanyId,
  accountNumber: AccountNumber,
  /** In the order of days; none overlaps another. */
  spans: z.array(StatementSpan),
  /** Days that have operations, in their order. */
  days: z.array(DaySums),
  /** Everybody to whom money ever went, also by operations that the bank took back. */
  counterparties: z.array(Counterparty),
});
export type StatementAccount = z.infer<typeof StatementAccount>;

/** Which account of whom. */
export interface OfAccount {
  readonly companyId: CompanyId;
  readonly accountNumber: string;
}

export interface StatementStore {
  /** What is known of every account of a company. */
  accounts(companyId: CompanyId): readonly StatementAccount[];
  account(of: OfAccount): StatementAccount | null;
  operations(of: OfAccount, day: LocalDate): readonly StoredOperation[];
  /** Effects: writes the days and the account together, or nothing. Days without operations replace what was there. */
  save(account: StatementAccount, days: readonly StatementDay[]): void;
}

/**
 * Returns operations by their days, each with its key. One without a moment counts on the day of its document; none
 * falls outside the days that were asked for.
 */
export function byDay(
  operations: readonly BankOperation[],
  { digests, from, to }: DayRange & { readonly digests: Digests },
): ReadonlyMap<LocalDate, readonly StoredOperation[]> {
  const days = new Map<LocalDate, BankOperation[]>();
  for (const operation of operations) {
    const told = operation.at === null ? (operation.documentDay ?? from) : moscowDate(operation.at);
    const day = told < from ? from : told > to ? to : told;
    const known = days.get(day);
    if (known === undefined) days.set(day, [operation]);
    else known.push(operation);
  }
  return new Map([...days].map(([day, all]) => [day, keyed(all, day, digests)]));
}

function keyed(
  operations: readonly BankOperation[],
  day: LocalDate,
  digests: Digests,
): readonly StoredOperation[] {
  const met = new Map<string, number>();
  return operations
    .toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    .map(({ operationId: _, ...operation }) => {
      const digest = digests.sha256(
        JSON.stringify([
          day,
          operation.direction,
          operation.amountMinor,
          operation.documentNumber,
          operation.counterpartyAccount,
          operation.purpose,
        ]),
      );
      const nth = (met.get(digest) ?? 0) + 1;
      met.set(digest, nth);
      return { key: `${digest.slice(0, KEY_LENGTH)}-${nth}`, ...operation };
    });
}

/** Hex digits of a key. Own choice: 96 bits tell all operations of an account apart. */
const KEY_LENGTH = 24;

/** Tells whether the sum is held only, and not taken yet: balances do not know it. */
export function isHeld({ status }: Pick<StoredOperation, 'status'>): boolean {
  return status === HELD;
}

/** Adds up the operations of a day. */
export function sumsOf(day: LocalDate, operations: readonly StoredOperation[]): DaySums {
  const held = operations.filter(isHeld).length;
  const sums = { day, count: operations.length, inMinor: 0, outMinor: 0, held };
  for (const operation of operations) {
    if (isHeld(operation)) continue;
    if (operation.direction === 'in') sums.inMinor += operation.amountMinor;
    else sums.outMinor += operation.amountMinor;
  }
  return sums;
}

/** Returns those to whom money went, with the operations of some days added. */
export function withCounterparties(
  known: readonly Counterparty[],
  operations: readonly StoredOperation[],
): Counterparty[] {
  const all = new Map(known.map((one) => [keyOf(one), one]));
  for (const operation of operations) {
    const { at, direction } = operation;
    const one = {
      name: operation.counterpartyName,
      inn: operation.counterpartyInn,
      kpp: operation.counterpartyKpp,
      account: operation.counterpartyAccount,
      bik: operation.counterpartyBik,
      bankName: operation.counterpartyBankName,
    };
    const isWhole = one.name !== '' && one.inn !== '' && one.bik !== '' && /^\d{20}$/.test(one.account);
    if (direction === 'in' || at === null || !isWhole) continue;
    const before = all.get(keyOf(one)) ?? { ...one, firstAt: at, lastAt: at };
    const [firstAt, lastAt] = [
      at < before.firstAt ? at : before.firstAt,
      at > before.lastAt ? at : before.lastAt,
    ];
    all.set(keyOf(one), { ...before, firstAt, lastAt });
  }
  return [...all.values()];
}

function keyOf({ name, inn, account, bik }: Omit<Counterparty, 'firstAt' | 'lastAt'>): string {
  return `${inn}|${bik}|${account}|${name}`;
}
