import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId, PaymentId } from '../values/ids.ts';

/** Why nothing goes through the folder: away, no right, no space, the keys are locked, or what only the log can say. */
export const FolderProblem = z.enum(['missing', 'refused', 'full', 'keychain', 'other']);
export type FolderProblem = z.infer<typeof FolderProblem>;

/** How many of what came in files. `unfit`: of these nothing was used. */
export const TakenView = z.strictObject({
  requests: z.int().min(0),
  answers: z.int().min(0),
  outcomes: z.int().min(0),
  documents: z.int().min(0),
  known: z.int().min(0),
  unfit: z.int().min(0),
});
export type TakenView = z.infer<typeof TakenView>;

/** How signed files of a company travel. */
export const ExchangeView = z.strictObject({
  /** Path of the shared folder; `null` when people carry files by hand. */
  folder: z.string().nullable(),
  lastLookAt: Instant.nullable(),
  problem: FolderProblem.nullable(),
  /** What came since the vault was opened. */
  taken: TakenView,
  /** Files signed here that nobody else can have yet. */
  waiting: z.int().min(0),
});
export type ExchangeView = z.infer<typeof ExchangeView>;

/** What of a payment can be saved as a file for the others. */
export const SignedFileKind = z.enum(['request', 'answer', 'outcome']);
export type SignedFileKind = z.infer<typeof SignedFileKind>;

/** A yes or no that a signed file carries. */
export const RequestAnswer = z.strictObject({
  name: z.string(),
  at: Instant,
  verdict: z.enum(['approved', 'rejected']),
  /** It counts now; a rejection always does. */
  counts: z.boolean(),
  /**
   * How far the clock of whoever answered stands before ours, behind it below 0; 0: nothing says that it is wrong.
   * Units: ms.
   */
  clockAheadMs: z.int(),
});

/** Where the request of a payment stands. */
export const RequestStatus = z.strictObject({
  paymentId: PaymentId,
  /** `null` while it is not signed. */
  askedAt: Instant.nullable(),
  maker: z.string(),
  /** How far the clock on which it was asked stands before ours; 0: nothing says that it is wrong. Units: ms. */
  makerClockAheadMs: z.int().min(0),
  /** It had ended by our time when it came: it was long on the way, or the clock on which it was asked is behind. */
  cameTooLate: z.boolean(),
  isMadeHere: z.boolean(),
  sender: z.string(),
  isSentHere: z.boolean(),
  approvalsNeeded: z.int().min(0),
  answers: z.array(RequestAnswer),
  /** Directors who have not answered and may. */
  awaited: z.array(z.string()),
  /** Files signed here about it. `deliveredAt`: since when the others can have it; `null` while it waits. */
  files: z.array(z.strictObject({ kind: SignedFileKind, deliveredAt: Instant.nullable() })),
});
export type RequestStatus = z.infer<typeof RequestStatus>;

export const ExchangeQuery = z.strictObject({ companyId: CompanyId });
export const RequestRef = z.strictObject({ paymentId: PaymentId });
export const SaveSignedInput = z.strictObject({ paymentId: PaymentId, kind: SignedFileKind });

/** Paths of files that were dropped, as preload names them. */
export const DroppedSigned = z.array(z.string().max(4096)).min(1).max(500);
