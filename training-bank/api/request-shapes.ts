import { z } from 'zod';

const accountNumber = z.string().regex(/^(\d{20}|\d{22})$/);
const corrAccount = z.string().regex(/^\d{20}$/);
const bik = z.string().regex(/^\d{9}$/);
const inn = z.string().regex(/^(\d{12}|\d{10}|0{1})$/);
const kpp = z.string().regex(/^(\d{9}|0)$/);
const purpose = z.string().min(1).max(210);
const dateTime = z.iso.datetime({ offset: true });
const revenueTypeCode = z.string().regex(/^[1-5]$/);
const executionOrder = z.int().min(1).max(5);

/** A sum in roubles with up to two decimals, turned into kopecks. Source: tapi.md §5.0. */
const roubles = z
  .number()
  .positive()
  .refine((value) => Math.round(value * 100) / 100 === value, 'expected at most two decimals')
  .transform((value) => Math.round(value * 100))
  .refine((value) => Number.isSafeInteger(value), 'expected a smaller amount');

const taxShape = z.object({
  payerStatus: z.string().regex(/^\d{2}$/),
  kbk: z.string().regex(/^(\d{20}|0)$/),
  oktmo: z.string().regex(/^(\d{8}|\d{11}|0)$/),
  evidence: z.string().regex(/^([А-ЯA-Z]{2}|00|0)$/),
  period: z.string().regex(/^(0|\d{8}|[А-ЯA-Z0-9]{2}\.\d{2}\.\d{4})$/),
  docNumber: z.string().regex(/^([А-ЯA-Z]{2}\d{13}|\d{2};\d{1,20}|[А-ЯA-Z]{2}|0)$/),
  docDate: z.string().regex(/^(\d{2}\.\d{2}\.\d{4}|0)$/),
  thirdParty: z.object({ inn, kpp }).optional(),
});

/** Body of `POST /api/v1/payment/ruble-transfer/pay`; `amount` comes out in kopecks. Source: tapi.md §5.4. */
export const payBodyShape = z.object({
  id: z.string().min(1).max(64),
  from: z.object({ accountNumber }),
  to: z.object({
    name: z.string().min(1),
    inn,
    kpp: kpp.optional(),
    bik,
    bankName: z.string().min(1).max(255).optional(),
    corrAccountNumber: corrAccount.optional(),
    accountNumber,
  }),
  purpose,
  amount: roubles,
  documentNumber: z.int().min(1).max(999_999).optional(),
  executionOrder: executionOrder.optional(),
  uin: z
    .string()
    .regex(/^(0|[А-ЯA-Zа-яa-z0-9]{4}|[А-ЯA-Z0-9]{15}|[А-ЯA-Z0-9]{20}|[А-ЯA-Z0-9]{25})$/)
    .optional(),
  tax: taxShape.optional(),
  dueDate: dateTime.optional(),
  revenueTypeCode: revenueTypeCode.optional(),
  collectionAmount: z.number().optional(),
  meta: z.record(z.string(), z.string()).optional(),
});

/** Body of `POST /api/v1/payment/create`; `amount` comes out in kopecks. Source: tapi.md §5.8. */
export const draftBodyShape = z.object({
  documentNumber: z.string().regex(/^\d{1,6}$/),
  date: dateTime.optional(),
  amount: roubles,
  recipientName: z.string().min(1),
  inn: z.string().min(1),
  kpp: z.string().min(1),
  bankAcnt: accountNumber,
  bankBik: bik,
  accountNumber,
  paymentPurpose: purpose,
  taxPayerStatus: z.string().min(1),
  kbk: z.string().min(1),
  oktmo: z.string().min(1),
  taxEvidence: z.string().min(1),
  taxPeriod: z.string().min(1),
  uin: z.string().min(1),
  taxDocNumber: z.string().min(1),
  taxDocDate: z.string().min(1),
  recipientCorrAccountNumber: corrAccount.optional(),
  revenueTypeCode: revenueTypeCode.optional(),
  collectionAmountNumber: z.number().optional(),
  thirdParty: z.object({ inn, kpp, name: z.string() }).optional(),
  executionOrder: executionOrder.optional(),
});

/** Body of `POST /api/v1/payment/status`. Source: tapi.md §5.8. */
export const documentStatusShape = z.object({ documentIds: z.array(z.string().min(1)).min(1).max(100) });

const flag = z.string().regex(/^(true|false)$/);
const list = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? value.split(',') : value));

/** Query of `GET /api/v4/bank-accounts`. Source: tapi.md §5.2. */
export const accountsQueryShape = z.object({ withInvest: flag.optional() });

/** Query of `GET /api/v1/statement`. Source: tapi.md §5.3. */
export const statementQueryShape = z.object({
  accountNumber: z.string().regex(/^\d{20}$/),
  from: dateTime,
  to: dateTime.optional(),
  operationStatus: z
    .string()
    .regex(/^(All|Authorization|Transaction)$/)
    .optional(),
  categories: list.refine((values) => values.length <= 50, 'expected at most 50 categories').optional(),
  inns: list.optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .refine((text) => Number(text) >= 1 && Number(text) <= 5000, 'expected 1 to 5000')
    .optional(),
  cursor: z.string().min(1).optional(),
  withBalances: flag.optional(),
});

export type PayBody = z.output<typeof payBodyShape>;
export type DraftBody = z.output<typeof draftBodyShape>;
export type DocumentStatusBody = z.output<typeof documentStatusShape>;
export type StatementQuery = z.output<typeof statementQueryShape>;
