import { z } from 'zod';
import { Instant } from '../values/dates.ts';
import { AmountMinor } from '../values/money.ts';

/**
 * What a person can do to the training bank: look into its cabinet, sign drafts there, move its clock, make it fail.
 */
export const TrainingView = z.strictObject({
  isRunning: z.boolean(),
  bankTime: Instant.nullable(),
  drafts: z.array(
    z.strictObject({
      documentId: z.string(),
      documentNumber: z.string(),
      payeeName: z.string(),
      amountMinor: AmountMinor,
      status: z.string(),
    }),
  ),
  fault: z.string().nullable(),
  /** The KPP by which the bank knows its company. */
  kpp: z.string(),
  /** Tokens as the bank has them; no text is among it. */
  tokens: z.array(
    z.strictObject({
      /** The bank's own id. */
      bankTokenId: z.string(),
      label: z.string(),
      issuer: z.string(),
      isIssuerActive: z.boolean(),
      ips: z.array(z.string()),
      isRevoked: z.boolean(),
      aliveUntil: Instant,
    }),
  ),
});
export type TrainingView = z.infer<typeof TrainingView>;

export const TrainingFault = z.enum([
  'none',
  'accept-then-hang',
  'error-500',
  'html-502',
  'reset',
  'slow',
  'wrong-json',
]);
export const TrainingInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sign-draft'), documentId: z.string().max(64) }),
  z.strictObject({ kind: z.literal('advance-days'), days: z.int().min(1).max(400) }),
  z.strictObject({ kind: z.literal('set-fault'), fault: TrainingFault }),
  z.strictObject({ kind: z.literal('set-issuer'), bankTokenId: z.string().max(64), isActive: z.boolean() }),
  z.strictObject({ kind: z.literal('set-kpp'), kpp: z.string().regex(/^(\d{9}|0)$/) }),
  z.strictObject({
    kind: z.literal('set-addresses'),
    bankTokenId: z.string().max(64),
    ips: z.array(z.string().max(45)).min(1).max(9),
  }),
  z.strictObject({ kind: z.literal('revoke-token'), bankTokenId: z.string().max(64) }),
]);
