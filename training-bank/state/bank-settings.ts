import { z } from 'zod';

/**
 * How the secured listener treats a caller's certificate (tapi.md §4.5, §10.1: the real bank's way is not published).
 */
export const certificateModes = ['handshake', 'nginx-400', 'json-403', 'untrusted-root'] as const;
export type CertificateMode = (typeof certificateModes)[number];

/**
 * Every point of tapi.md §11 that is not certain about the real bank, as a switch.
 * The defaults are those tapi.md names; where it names none, the comment says why this one was taken.
 * Source: tapi.md §10.8, §11.
 */
export const bankSettingsSchema = z.strictObject({
  /** §11.1: `…/pay` answers 200 or 201; default 200. */
  paySuccessStatus: z.union([z.literal(200), z.literal(201)]).default(200),
  /** §11.2: the error code of a 401 was not found; default UNAUTHORIZED. */
  unauthorizedErrorCode: z.string().min(1).max(50).default('UNAUTHORIZED'),
  /**
   * §11.3: handshake failure, an nginx 400 page, or JSON. nginx by default: an nginx in front of the service cannot
   * refuse in the handshake, it always answers this page, and HTML is the hardest case for a client.
   */
  certificateMode: z.enum(certificateModes).default('nginx-400'),
  /** §10.2, §11.12: what a pair of token and certificate that are not linked gets. */
  unlinkedCertificateStatus: z.union([z.literal(401), z.literal(403)]).default(403),
  /** §11.12: may one certificate serve several tokens. */
  certificateServesManyTokens: z.boolean().default(true),
  /** §11.12: may several certificates be linked with one token (§10.2 says another one is refused). */
  manyCertificatesPerToken: z.boolean().default(false),
  /** §11.4: a repeated `id` with another body; §10.4 says the first body wins. */
  sameIdOtherBody: z.enum(['first-wins', 'refuse-422']).default('first-wins'),
  /** §11.5: an unknown payment id is 404 or 422. */
  unknownPaymentStatus: z.union([z.literal(404), z.literal(422)]).default(404),
  /** §11.6: this access string is not public; the name is ours. */
  documentStatusAccess: z.string().min(1).default('payments/status/get'),
  /** §3: three sources name three accesses; an emulator accepts any below `payments/`. */
  paymentStatusAccess: z
    .enum(['any-payments', 'payments/rub-pay', 'payments/payment-registry'])
    .default('any-payments'),
  /** §11.7: the states of documents are not published; EXECUTED was seen, the rest are ours. */
  draftStates: z
    .strictObject({
      unsigned: z.string().min(1),
      inProgress: z.string().min(1),
      executed: z.string().min(1),
      failed: z.string().min(1),
      cancelled: z.string().min(1),
      held: z.string().min(1).default('HELD'),
    })
    .default({
      unsigned: 'DRAFT',
      inProgress: 'IN_PROGRESS',
      executed: 'EXECUTED',
      failed: 'FAILED',
      cancelled: 'CANCELLED',
      held: 'HELD',
    }),
  /** §10.3 makes an exceeded limit a FAILED payment; §6.2 also allows 422 at once. */
  limitRefusal: z.enum(['failed-state', 'unprocessable-422']).default('failed-state'),
  /** §11.10: «10» on the page may be the beginning of a longer number. */
  payRatePerSecond: z.int().min(1).default(10),
  /** Rates of §5.11 can be switched off for measurements. */
  ratesEnforced: z.boolean().default(true),
  /** §2.1: 90 days (new) against a year (old texts). */
  tokenLifetimeDays: z.int().min(1).default(90),
  /** §11.11: whether refused calls count as use; default no. */
  refusedCallsProlongToken: z.boolean().default(false),
  /** §5.3 trap: `typeOfOperation` «Сredit» with a Cyrillic «С». */
  cyrillicCredit: z.boolean().default(false),
  /** §5.3: `nextCursor?: string|null`, "while it is not empty": all three forms of the last page can be met. */
  lastCursor: z.enum(['absent', 'null', 'empty']).default('absent'),
  /** §11.16: whether the sandbox still takes the Tinkoff-era literal. */
  oldSandboxTokenAccepted: z.boolean().default(false),
});

export type BankSettings = Readonly<z.infer<typeof bankSettingsSchema>>;
