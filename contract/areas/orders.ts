import { z } from 'zod';
import { Instant, LocalDate } from '../values/dates.ts';
import { CompanyId, PaymentId } from '../values/ids.ts';
import { AmountMinor } from '../values/money.ts';
import { FolderProblem } from './exchange.ts';
import { PaymentRoute, PaymentStatus } from './payments.ts';

/**
 * What may be done with an order of a file. `ready`: a draft that may go on; `mend`: a draft with fields to mend first;
 * `known`: it came already and is a payment here; `executed` and `received`: the bank's own record; `other`: no payment
 * order; `foreign`: another payer's; `unfit`: a text longer than any field takes.
 */
export const OrderState = z.enum([
  'ready',
  'mend',
  'known',
  'executed',
  'received',
  'other',
  'foreign',
  'unfit',
]);
export type OrderState = z.infer<typeof OrderState>;

/** What is wrong with a file or an order of it, in the person's language. `field`: of form 0401060. */
export const OrderFault = z.strictObject({
  field: z.string().nullable(),
  level: z.enum(['error', 'warning']),
  message: z.string(),
});
export type OrderFault = z.infer<typeof OrderFault>;

/** One order of a file, as the person decides on it. */
export const OrderRow = z.strictObject({
  /** Place in the file, from 0. */
  index: z.int(),
  state: OrderState,
  number: z.string(),
  date: LocalDate.nullable(),
  amountMinor: AmountMinor.nullable(),
  payeeName: z.string(),
  payeeInn: z.string(),
  payeeAccount: z.string(),
  purpose: z.string(),
  faults: z.array(OrderFault),
  /** The payment that this order already is, or one that reads the same; `null` when there is none. */
  known: z.strictObject({ paymentId: PaymentId, status: PaymentStatus, isSame: z.boolean() }).nullable(),
});
export type OrderRow = z.infer<typeof OrderRow>;

/** A file of 1C that was read and is not taken in yet; main holds its orders until a person decides. */
export const OrdersDraft = z.strictObject({
  draftId: z.string().max(64),
  fileName: z.string(),
  encoding: z.string(),
  version: z.string().nullable(),
  faults: z.array(OrderFault),
  orders: z.array(OrderRow),
});
export type OrdersDraft = z.infer<typeof OrdersDraft>;

/** Most orders that are taken in at once. Source: files of 10,000 documents must be taken. */
export const MAX_ORDERS = 20_000;

/** Largest file that is read. Own choice: twenty thousand orders of two thousand characters. Units: bytes. */
export const MAX_ORDERS_BYTES = 40 * 1024 * 1024;

/** Bytes as text take four characters for three. Source: RFC 4648 §4. */
const MAX_ORDERS_TEXT = Math.ceil(MAX_ORDERS_BYTES / 3) * 4;

/** A file that a person dropped on the window. `content`: its bytes in Base64. */
export const OrdersContent = z.strictObject({
  companyId: CompanyId,
  fileName: z.string().max(255),
  content: z.string().max(MAX_ORDERS_TEXT),
});

export const ORDERS_CONTENT_SIZE = { characters: MAX_ORDERS_TEXT + 512, values: 8 } as const;

export const OrdersPick = z.strictObject({ companyId: CompanyId });

/** These orders of the file become drafts. */
export const ImportOrdersInput = z.strictObject({
  companyId: CompanyId,
  draftId: z.string().max(64),
  orders: z.array(z.int().min(0)).min(1).max(MAX_ORDERS),
  route: PaymentRoute,
  /** Orders that are ready go on at once: to be approved or, where the rules allow it, to be paid. */
  isSubmitted: z.boolean(),
});
export type ImportOrdersInput = z.infer<typeof ImportOrdersInput>;

/** A number has up to five digits and a comma. */
export const IMPORT_ORDERS_SIZE = { characters: MAX_ORDERS * 6 + 4_096, values: MAX_ORDERS + 100 } as const;

/** What became of the orders: every one is a draft, waits for an approval or may be paid. */
export const OrdersDone = z.strictObject({
  drafts: z.int(),
  submitted: z.int(),
  approved: z.int(),
});
export type OrdersDone = z.infer<typeof OrdersDone>;

/** A file in the folder of 1C with orders that are no payments yet. */
export const FoundOrders = z.strictObject({
  /** Of what the file says: the same orders in another file are the same. */
  fileId: z.string().max(64),
  name: z.string(),
  modifiedAt: Instant,
  orders: z.int().min(1),
  /** Those of them that are no payments yet. */
  fresh: z.int().min(1),
  /** Another file has taken its place in the folder, or none: what was read is kept until the lock. */
  isThere: z.boolean(),
});
export type FoundOrders = z.infer<typeof FoundOrders>;

/**
 * The folder into which 1C exports, as it was seen last. `waiting`: files that are not offered, and why. `writing`: 1C
 * has it open; `unfinished`: it has no end yet; `large`: more than is read; `refused`: no right to read it.
 */
export const OrdersFolderView = z.strictObject({
  folder: z.string().nullable(),
  lastLookAt: Instant.nullable(),
  problem: FolderProblem.nullable(),
  /** The newest first. */
  files: z.array(FoundOrders),
  waiting: z.array(
    z.strictObject({ name: z.string(), why: z.enum(['writing', 'unfinished', 'large', 'refused']) }),
  ),
  /** Text files that are too old to be news, and are not read. */
  old: z.int().min(0),
});
export type OrdersFolderView = z.infer<typeof OrdersFolderView>;

/** One of the files that the folder offers. */
export const FoundFileInput = z.strictObject({ companyId: CompanyId, fileId: z.string().max(64) });
