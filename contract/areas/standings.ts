import { z } from 'zod';
import { Instant, LocalDate } from '../values/dates.ts';
import { CompanyId } from '../values/ids.ts';
import { STANDING_KINDS, type StandingKind } from '../values/standings.ts';

export const StandingKindName = z.enum(Object.keys(STANDING_KINDS) as [StandingKind, ...StandingKind[]]); // keys of a const object are its kinds

/** Something that a person told of a company or of an issuer of its tokens. */
export const StandingMark = z.strictObject({
  markId: z.string(),
  kind: StandingKindName,
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
export type StandingMark = z.infer<typeof StandingMark>;

export const StandingView = z.strictObject({
  companyId: CompanyId,
  marks: z.array(StandingMark),
});
export type StandingView = z.infer<typeof StandingView>;

export const MarkInput = z.strictObject({
  companyId: CompanyId,
  kind: StandingKindName,
  issuer: z.string().trim().max(80).nullable(),
  on: LocalDate,
  sentBy: z.string().trim().max(80).default(''),
  newKpp: z.string().trim().max(9).default(''),
  note: z.string().trim().max(200).default(''),
});
export type MarkInput = z.infer<typeof MarkInput>;

export const UnmarkInput = z.strictObject({ companyId: CompanyId, markId: z.string().min(1).max(64) });
