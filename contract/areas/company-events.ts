import { z } from 'zod';
import { Instant, LocalDate } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';
import { COMPANY_EVENT_KINDS, type CompanyEventKind } from '../values/company-events.ts';

// keys of a const object are its kinds
export const CompanyEventKindName = z.enum(
  Object.keys(COMPANY_EVENT_KINDS) as [CompanyEventKind, ...CompanyEventKind[]],
);

/** Something that a person told of a company or of an issuer of its tokens. */
export const CompanyEvent = z.strictObject({
  markId: z.string(),
  kind: CompanyEventKindName,
  /** Whose tokens it concerns; `null` for the whole company. */
  issuer: z.string().nullable(),
  /** Moscow day on which it happened; for the letter, on which it was sent. */
  on: LocalDate,
  /** For the letter: who sent it. */
  sentBy: z.string(),
  /** For changed details: the KPP since then; else empty. */
  newKpp: z.string(),
  note: z.string(),
  markedBy: z.string(),
  markedAt: Instant,
});
export type CompanyEvent = z.infer<typeof CompanyEvent>;

export const CompanyEventsView = z.strictObject({
  companyId: CompanyId,
  marks: z.array(CompanyEvent),
});
export type CompanyEventsView = z.infer<typeof CompanyEventsView>;

export const CompanyEventInput = z.strictObject({
  companyId: CompanyId,
  kind: CompanyEventKindName,
  issuer: z.string().trim().max(80).nullable(),
  on: LocalDate,
  sentBy: z.string().trim().max(80).default(''),
  newKpp: z.string().trim().max(9).default(''),
  note: z.string().trim().max(200).default(''),
});
export type CompanyEventInput = z.infer<typeof CompanyEventInput>;

export const UnmarkInput = z.strictObject({ companyId: CompanyId, markId: z.string().min(1).max(64) });
