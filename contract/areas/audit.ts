import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';

/** Everything the journal can say; the texts are `journal.kinds.<kind>`. The history of a token or a payment uses the same words. */
export const JournalKind = z.enum([
  'vault-created',
  'vault-opened',
  'vault-locked',
  'records-damaged',
  'person-added',
  'person-switched',
  'company-added',
  'settings-changed',
  'token-added',
  'token-checked',
  'token-problem',
  'token-frozen',
  'token-diagnosed',
  'token-accesses-proved',
  'token-restored',
  'token-revealed',
  'token-reveal-refused',
  'token-copied',
  'token-edited',
  'token-addresses-corrected',
  'token-use-noted',
  'keep-alive-changed',
  'keep-alive-confirmed',
  'keep-alive-done',
  'standing-marked',
  'standing-unmarked',
  'calendar-exported',
  'certificate-imported',
  'certificate-bound',
  'certificate-edited',
  'certificate-step-marked',
  'certificate-retired',
  'certificate-requested',
  'certificate-request-abandoned',
  'certificate-files-deleted',
  'authority-trusted',
  'authority-removed',
  'policy-changed',
  'payment-prepared',
  'payment-edited',
  'payment-submitted',
  'payment-ready',
  'payment-approved',
  'payment-rejected',
  'payment-approval-void',
  'payment-sending',
  'payment-accepted',
  'payment-refused-by-bank',
  'payment-not-sent',
  'payment-unknown',
  'payment-recovered',
  'payment-found',
  'payment-resent',
  'payment-executed',
  'payment-failed',
  'payment-cancelled-by-bank',
  'payment-cancelled',
  'payment-expired',
  'payment-handed-over',
  'bank-draft-settled',
  'training-controlled',
  'token-text-replaced',
  'token-put-to-use',
  'certificate-attached',
  'plan-opened',
  'plan-step-done',
  'plan-step-skipped',
  'plan-step-reopened',
  'plan-word',
  'plan-done',
  'plan-abandoned',
  'token-put-aside',
  'token-taken-back',
  'token-replaced',
  'token-observed',
  'token-wiped',
  'receipt-signed',
  'drill-finished',
]);
export type JournalKind = z.infer<typeof JournalKind>;

/** The facts that an entry may carry; the texts are `journal.fact.<name>`. Units: `…Minor` kopecks, `until` an instant. */
export const JournalFact = z.enum([
  'amountMinor',
  'paymentLimitMinor',
  'version',
  'reason',
  'reasons',
  'role',
  'environment',
  'accesses',
  'addresses',
  'serial',
  'until',
  'problem',
  'cause',
  'proven',
  'refused',
  'unexpected',
  'message',
  'route',
  'bankPaymentId',
  'attempt',
  'language',
  'theme',
  'lockAfterMinutes',
  'cabinetStep',
  'retireReason',
  'files',
  'filesKept',
  'fingerprint',
  'mark',
  'on',
  'changed',
  'isOn',
  'plan',
  'step',
  'outcome',
  'control',
  'seconds',
]);
export type JournalFact = z.infer<typeof JournalFact>;

/** Safe facts of an entry: sums, codes, counts, labels. Never a secret. */
export const JournalDetails = z.partialRecord(
  JournalFact,
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);
export type JournalDetails = z.infer<typeof JournalDetails>;

/** One line of the journal: who did what, when, on what. */
export const JournalEntryView = z.strictObject({
  seq: z.int(),
  at: Instant,
  who: z.string(),
  role: z.enum(['accountant', 'director', 'auditor', 'app']),
  kind: JournalKind,
  subject: z.string(),
  details: JournalDetails,
});
export type JournalEntryView = z.infer<typeof JournalEntryView>;

export const JournalQuery = z.strictObject({
  companyId: CompanyId.nullable(),
  before: z.int().nullable(),
  limit: z.int().min(1).max(500),
});
export const JournalPage = z.strictObject({
  entries: z.array(JournalEntryView),
  nextBefore: z.int().nullable(),
});
export type JournalPage = z.infer<typeof JournalPage>;

export const JournalVerdict = z.strictObject({
  ok: z.boolean(),
  entries: z.int(),
  /** Number of the first entry that does not hold, when one does not. */
  brokenAt: z.int().nullable(),
});
