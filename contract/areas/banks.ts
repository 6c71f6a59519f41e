import { z } from 'zod';
import { Instant, LocalDate } from '../values/dates.ts';

/** A restriction as the Bank of Russia writes it: its codes are shown as they are. Source: tapi.md §8.7. */
export const BankRestriction = z.strictObject({ code: z.string().max(20), since: LocalDate.nullable() });
export type BankRestriction = z.infer<typeof BankRestriction>;

/** An account that the Bank of Russia keeps for a participant. `type`, `isActive`: as the directory says. */
export const BankAccount = z.strictObject({
  account: z.string().max(20),
  type: z.string().max(10),
  isActive: z.boolean(),
  restrictions: z.array(BankRestriction),
});
export type BankAccount = z.infer<typeof BankAccount>;

/**
 * A participant of the payment system by its BIK. `type`: its code in the directory (20 a bank, 30 a branch, 52 a body
 * of the treasury). Source: Bank of Russia, ED807, `BICDirectoryEntry`.
 */
export const BankEntry = z.strictObject({
  bik: z.string().regex(/^\d{9}$/),
  name: z.string().min(1).max(400),
  place: z.string().max(200),
  type: z.string().max(4),
  /** The day on which it leaves the directory; `null` when it stays. */
  leavesOn: LocalDate.nullable(),
  restrictions: z.array(BankRestriction),
  accounts: z.array(BankAccount),
});
export type BankEntry = z.infer<typeof BankEntry>;

/** After so many days a directory is told to be old. Source: issue 12. Units: days. */
export const DIRECTORY_FRESH_DAYS = 10;

/** The directory that this vault has: of which day, how many banks, how old. */
export const BankDirectoryView = z.strictObject({
  /** The day for which it holds; the file is made the day before. */
  businessDay: LocalDate,
  banks: z.int(),
  importedAt: Instant,
  importedBy: z.string(),
  /** Units: days of Moscow since `businessDay`; 0 before it. */
  ageDays: z.int().min(0),
  isOld: z.boolean(),
});
export type BankDirectoryView = z.infer<typeof BankDirectoryView>;

/** `directory`: `null` while none was read in. */
export const BanksView = z.strictObject({ directory: BankDirectoryView.nullable() });
export type BanksView = z.infer<typeof BanksView>;

/** What a payment takes of the directory. `corrAccount` is empty where the bank has none of its own. */
export const BankView = z.strictObject({
  bik: z.string(),
  name: z.string(),
  place: z.string(),
  corrAccount: z.string(),
  leavesOn: LocalDate.nullable(),
  /** Of the bank and of its correspondent account. */
  restrictions: z.array(BankRestriction),
});
export type BankView = z.infer<typeof BankView>;

/** `isKnown`: there is a directory; without one nothing is said of any BIK. */
export const BankFound = z.strictObject({ isKnown: z.boolean(), bank: BankView.nullable() });
export type BankFound = z.infer<typeof BankFound>;

export const BankQuery = z.strictObject({ bik: z.string().max(40) });

/** Largest file that is read. Own choice: ten times the directory of 2026 as a zip. Units: bytes. */
export const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;

/** Bytes as text take four characters for three. Source: RFC 4648 §4. */
const MAX_DIRECTORY_TEXT = Math.ceil(MAX_DIRECTORY_BYTES / 3) * 4;

/** A file that a person dropped on the window. `content`: its bytes in Base64. */
export const DirectoryContent = z.strictObject({
  fileName: z.string().max(255),
  content: z.string().max(MAX_DIRECTORY_TEXT),
});

export const DIRECTORY_CONTENT_SIZE = { characters: MAX_DIRECTORY_TEXT + 512, values: 8 } as const;
