import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';

/** One line of the journal: who did what, when, on what. `kind` is a key of the texts `journal.kinds.*`. */
export const JournalEntryView = z.strictObject({
  seq: z.int(),
  at: Instant,
  who: z.string(),
  role: z.enum(['accountant', 'director', 'auditor', 'app']),
  kind: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
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
