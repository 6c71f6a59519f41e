import { z } from 'zod';
import {
  BankEntry,
  DIRECTORY_FRESH_DAYS,
  type BankDirectoryView,
  type BankRestriction,
  type BankView,
} from '../../../contract/areas/banks.ts';
import type { Keeper } from '../../../contract/values/bank-details/account.ts';
import { DAY_MS, Instant, LocalDate, moscowDate } from '../../../contract/values/dates.ts';

/**
 * The directory of the Bank of Russia as the vault keeps it: one record. `text` holds the banks; it is a text inside
 * the record so that the check at opening proves its seal without reading three thousand banks.
 */
export const BankDirectoryRecord = z.strictObject({
  id: z.literal('bik'),
  businessDay: LocalDate,
  editionDay: LocalDate,
  importedAt: Instant,
  importedBy: z.string(),
  count: z.int().min(1),
  text: z.string(),
});
export type BankDirectoryRecord = z.infer<typeof BankDirectoryRecord>;

/** The banks of a record by their BIK. */
export type BanksByBik = ReadonlyMap<string, BankEntry>;

/** Writes the banks as the text of a record. */
export function banksText(banks: readonly BankEntry[]): string {
  return JSON.stringify(banks);
}

/** Reads the text of a record. Errors: throws for a text that `banksText` did not write. */
export function readBanks(text: string): BanksByBik {
  const banks = z.array(BankEntry).parse(JSON.parse(text));
  return new Map(banks.map((bank) => [bank.bik, bank]));
}

/** The correspondent account of a bank, and the single treasury account. Source: ED807, `RegulationAccountType`. */
const SETTLING = ['CRSA', 'UTRA'];

/**
 * Participants that keep accounts of clients: banks, their branches, banks in liquidation. Source: УФЭБС 2021.1.1, code
 * values, list 77.
 */
const BANK_TYPES = ['20', '30', '90'];

/** Units of the Bank of Russia. Source: the same list. */
const BANK_OF_RUSSIA_TYPES = ['00', '10', '12', '15', '16', '40'];

/** Returns what a payment takes of an entry. */
export function bankView({ bik, name, place, leavesOn, restrictions, accounts }: BankEntry): BankView {
  const settling = settlingAccount(accounts);
  const own = settling?.restrictions ?? [];
  return {
    bik,
    name,
    place,
    corrAccount: settling?.account ?? '',
    leavesOn,
    restrictions: [
      ...restrictions,
      ...own.filter((one) => !restrictions.some((known) => isSame(known, one))),
    ],
  };
}

/** Returns who keeps accounts of clients under a BIK, as the directory says. */
export function keeperOf(bank: BankEntry | null): Keeper {
  if (bank === null) return 'unknown';
  if (BANK_TYPES.includes(bank.type)) return 'bank';
  return BANK_OF_RUSSIA_TYPES.includes(bank.type) ? 'bank-of-russia' : 'unknown';
}

/** Tells whether the directory names this account under the BIK, and it is in use. */
export function isListedAccount({ accounts }: BankEntry, account: string): boolean {
  return accounts.some((one) => one.isActive && one.account === account);
}

/** Says of which day the directory is, and whether it is older than `DIRECTORY_FRESH_DAYS`. */
export function directoryView(record: BankDirectoryRecord, now: Instant): BankDirectoryView {
  const { businessDay, count, importedAt, importedBy } = record;
  const passed = Date.parse(moscowDate(now)) - Date.parse(businessDay);
  const ageDays = Math.max(0, Math.round(passed / DAY_MS));
  const isOld = ageDays > DIRECTORY_FRESH_DAYS;
  return { businessDay, banks: count, importedAt, importedBy, ageDays, isOld };
}

/** The first active account by the order of `SETTLING`. */
function settlingAccount(accounts: BankEntry['accounts']): BankEntry['accounts'][number] | null {
  const active = accounts.filter(({ isActive }) => isActive);
  const found = SETTLING.flatMap((type) => active.filter((one) => one.type === type));
  return found[0] ?? null;
}

function isSame(a: BankRestriction, b: BankRestriction): boolean {
  return a.code === b.code && a.since === b.since;
}
