import { z } from 'zod';
import { Instant, LocalDate } from '../values/dates.ts';
import { CompanyId, PersonId } from '../values/ids.ts';

/** The name under which the app itself is written down when it acts. */
export const APP_ACTOR = 'Klyuchnik';

/**
 * Everything the journal can say; the texts are `journal.kinds.<kind>`. The history of a token or a payment uses the
 * same words.
 */
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
  'token-sealed',
  'token-unsealed',
  'token-move-started',
  'token-move-taken-back',
  'token-moved-in',
  'token-moved-away',
  'certificate-sealed',
  'certificate-unsealed',
  'token-edited',
  'token-addresses-corrected',
  'token-use-noted',
  'keep-alive-changed',
  'keep-alive-confirmed',
  'keep-alive-done',
  'standing-marked',
  'standing-unmarked',
  'calendar-exported',
  'inventory-exported',
  'statement-exported',
  'journal-exported',
  'inventory-imported',
  'spare-key-set',
  'spare-key-removed',
  'training-copy-removed',
  'store-key-renewed',
  'store-key-restored',
  'records-accepted',
  'backup-set',
  'backup-stopped',
  'backup-made',
  'backup-failed',
  'backup-with-secrets',
  'backup-restored',
  'vault-left',
  'vault-taken-up',
  'director-key-renewed',
  'inventory-exported',
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
  'authority-first-seen',
  'authority-pinned',
  'policy-changed',
  'bank-directory-imported',
  'payee-noted',
  'payee-forbidden',
  'payee-allowed',
  'payees-merged',
  'payees-separated',
  'payee-called',
  'orders-imported',
  'orders-folder-chosen',
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
  'payment-restored',
  'payment-found',
  'payment-resent',
  'payment-executed',
  'payment-failed',
  'payment-cancelled-by-bank',
  'payment-cancelled',
  'payment-expired',
  'payment-handed-over',
  'bank-draft-settled',
  'bank-draft-held',
  'bank-draft-changed',
  'orders-printed',
  'register-printed',
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
  'request-signed',
  'request-received',
  'folder-chosen',
  'organization-founded',
  'organization-joined',
  'organization-documents-taken',
  'organization-keys-made',
  'organization-change-proposed',
  'organization-document-signed',
  'organization-key-taken',
  'organization-recovery-made',
  'organization-fork-found',
  'organization-fork-ended',
  'organization-decision-signed',
]);
export type JournalKind = z.infer<typeof JournalKind>;

/**
 * The facts that an entry may carry; the texts are `journal.fact.<name>`. Units: `…Minor` kopecks; `until`, `since`,
 * `newest` and `restoredAt` instants.
 */
export const JournalFact = z.enum([
  'amountMinor',
  'paymentLimitMinor',
  'version',
  'reason',
  'reasons',
  'signedBy',
  'answered',
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
  'bankHost',
  'mark',
  'on',
  'changed',
  'isOn',
  'plan',
  'step',
  'outcome',
  'control',
  'seconds',
  'misfit',
  'row',
  'rowCount',
  'since',
  'newest',
  'restoredAt',
  'madeAt',
  'secrets',
  'journalEnd',
  'journalHash',
  'keptUntil',
  'director',
  'format',
  'tokens',
  'rulesVersion',
  'documents',
  'banks',
  'payee',
  'payeeAccount',
  'spokeTo',
  'phone',
  'phoneSource',
  'signatures',
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
  companyId: CompanyId.nullable(),
  subject: z.string(),
  details: JournalDetails,
  /** The chain up to this line and with it. Units: 64 hex digits. */
  hash: z.string(),
});
export type JournalEntryView = z.infer<typeof JournalEntryView>;

/** Who did something: a record, or, for whoever has none here, the name alone. */
export const JournalPerson = z.strictObject({ personId: PersonId.nullable(), who: z.string().max(400) });
export type JournalPerson = z.infer<typeof JournalPerson>;

/** The same for the same person, under whatever name he acted; whoever has no record is told by the name. */
export function journalPersonKey({ personId, who }: JournalPerson): string {
  return personId ?? `name ${who}`;
}

/**
 * Something of a line that the screen tells in words of its own: `kind:<kind>`, `company:<id>`, `who:app`,
 * `fact:<name>` for the name of a fact, `fact:<name>:<code>` for a code in its value.
 */
export const JournalCode = z.string().max(160);
export type JournalCode = z.infer<typeof JournalCode>;

/**
 * A word that a line must hold: in its own texts, by `searchText`, or by one of the codes whose words on the screen
 * hold it. The page alone knows the words, and main alone knows the lines.
 */
export const JournalWord = z.strictObject({
  text: z.string().min(1).max(200),
  codes: z.array(JournalCode).max(1_000),
});
export type JournalWord = z.infer<typeof JournalWord>;

/** Which lines are wanted; `null` is no filter. Units: days of Moscow, both included. */
export const JournalFilter = z.strictObject({
  words: z.array(JournalWord).max(6),
  person: JournalPerson.nullable(),
  kind: JournalKind.nullable(),
  from: LocalDate.nullable(),
  to: LocalDate.nullable(),
});
export type JournalFilter = z.infer<typeof JournalFilter>;

export const NO_JOURNAL_FILTER: JournalFilter = { words: [], person: null, kind: null, from: null, to: null };

/** `companyId` null: lines of all companies and of none. `before`: only lines with a smaller number. */
export const JournalQuery = z.strictObject({
  companyId: CompanyId.nullable(),
  filter: JournalFilter.default(NO_JOURNAL_FILTER),
  before: z.int().nullable(),
  limit: z.int().min(1).max(500),
});
export type JournalQuery = z.infer<typeof JournalQuery>;
export const JournalPage = z.strictObject({
  entries: z.array(JournalEntryView),
  nextBefore: z.int().nullable(),
  /** How many lines are wanted, on this page and on all others. */
  found: z.int().min(0),
});
export type JournalPage = z.infer<typeof JournalPage>;

/** Which lines are saved; `wanted` null: all. */
export const JournalSaveInput = z.strictObject({
  wanted: z.strictObject({ companyId: CompanyId.nullable(), filter: JournalFilter }).nullable(),
});
export type JournalSaveInput = z.infer<typeof JournalSaveInput>;
export const JournalSaved = z.strictObject({ place: z.string(), lines: z.int().min(0) });

/** What the lines can be filtered by: everybody and every kind that stands in one. */
export const JournalChoices = z.strictObject({
  people: z.array(JournalPerson),
  kinds: z.array(JournalKind),
});
export type JournalChoices = z.infer<typeof JournalChoices>;

export const JournalVerdict = z.strictObject({
  ok: z.boolean(),
  entries: z.int(),
  /** Number of the first entry that does not hold, when one does not. */
  brokenAt: z.int().nullable(),
});
