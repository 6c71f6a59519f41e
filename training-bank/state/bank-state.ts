import { z } from 'zod';

const instant = z.iso.datetime();
const kopecks = z.int();
const kopecksOrNone = z.int().min(0).nullable();

/** One side of an operation: bank details as the bank prints them. */
export const partySchema = z.strictObject({
  account: z.string(),
  inn: z.string(),
  kpp: z.string(),
  name: z.string(),
  bik: z.string(),
  bankName: z.string(),
  corrAccount: z.string(),
});

/** Budget fields of an order, by their T-API names (tapi.md §5.4). */
export const taxSchema = z.strictObject({
  payerStatus: z.string(),
  kbk: z.string(),
  oktmo: z.string(),
  evidence: z.string(),
  period: z.string(),
  docNumber: z.string(),
  docDate: z.string(),
  uin: z.string(),
});

const accountSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  isMain: z.boolean(),
  createdOn: z.string(),
  balanceKopecks: kopecks,
});

const operationSchema = z.strictObject({
  operationId: z.string(),
  accountNumber: z.string(),
  at: instant,
  direction: z.enum(['Credit', 'Debit']),
  amountKopecks: z.int().min(0),
  category: z.string(),
  documentNumber: z.string(),
  payVo: z.string(),
  vo: z.string(),
  priority: z.int(),
  purpose: z.string(),
  party: partySchema,
  tax: taxSchema.nullable(),
});

const tokenSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  textSha256: z.string(),
  inn: z.string(),
  kpp: z.string(),
  accesses: z.array(z.string()),
  ips: z.array(z.string()),
  ipCheck: z.boolean(),
  issuedAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  issuer: z.strictObject({ name: z.string(), signRight: z.boolean(), active: z.boolean() }),
  certificateFingerprints: z.array(z.string()),
});

const paymentSchema = z.strictObject({
  id: z.string(),
  source: z.enum(['api', 'draft']),
  bodySha256: z.string(),
  accountNumber: z.string(),
  to: partySchema,
  purpose: z.string(),
  amountKopecks: z.int().min(1),
  documentNumber: z.string(),
  executionOrder: z.int(),
  tax: taxSchema.nullable(),
  meta: z.record(z.string(), z.string()).nullable(),
  status: z.enum(['IN_PROGRESS', 'EXECUTED', 'FAILED', 'CANCELLED']),
  errorMessage: z.string().nullable(),
  acceptedAt: instant,
  settleAt: instant,
  dueDate: instant.nullable(),
  hasBeenTried: z.boolean(),
  executedAt: instant.nullable(),
});

const draftSchema = z.strictObject({
  documentId: z.string(),
  createdAt: instant,
  executeOn: instant.nullable(),
  accountNumber: z.string(),
  to: partySchema,
  purpose: z.string(),
  amountKopecks: z.int().min(1),
  documentNumber: z.string(),
  tax: taxSchema.nullable(),
  signedAt: instant.nullable(),
  /** Since when the bank holds it; a held draft is not executed, signed or not. */
  heldAt: instant.nullable().default(null),
});

const limitsSchema = z.strictObject({
  perPaymentKopecks: kopecksOrNone,
  perDayKopecks: kopecksOrNone,
  perMonthKopecks: kopecksOrNone,
  perCounterpartyPerDay: z.int().min(0).nullable(),
});

/**
 * All that the bank remembers. It is also the state file, so no secret is in it: a token is kept as SHA-256 of its
 * text, of certificate authorities only the certificates. Units: money in kopecks, instants as ISO 8601 in UTC.
 */
export const bankStateSchema = z.strictObject({
  version: z.literal(1),
  preparedAt: instant,
  clockOffsetMs: z.int(),
  company: z.strictObject({ inn: z.string(), kpp: z.string() }),
  accounts: z.array(accountSchema),
  operations: z.array(operationSchema),
  tokens: z.array(tokenSchema),
  payments: z.array(paymentSchema),
  drafts: z.array(draftSchema),
  limits: z.strictObject({ tApi: limitsSchema, eds: limitsSchema }),
  clientAuthorityPems: z.array(z.string()),
  certificates: z.array(
    z.strictObject({ label: z.string(), fingerprint: z.string(), issuedAt: instant, notAfter: instant }),
  ),
  payRequests: z.array(z.strictObject({ id: z.string(), count: z.int().min(1) })),
  duplicatePayRequests: z.int().min(0),
});

export type BankState = z.infer<typeof bankStateSchema>;
export type Party = z.infer<typeof partySchema>;
export type TaxFields = z.infer<typeof taxSchema>;
export type Account = z.infer<typeof accountSchema>;
export type Operation = z.infer<typeof operationSchema>;
export type TokenRecord = z.infer<typeof tokenSchema>;
export type Payment = z.infer<typeof paymentSchema>;
export type Draft = z.infer<typeof draftSchema>;
export type Limits = z.infer<typeof limitsSchema>;
