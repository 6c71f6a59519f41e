import { z } from 'zod';

/*
 * The bank's JSON as its documentation names it. Unknown fields are dropped; optional fields may be missing, null or of
 * another type (they read as null then). Sums stay as the bank writes them, JSON numbers or texts in roubles:
 * `wire-map.ts` alone turns them into kopecks. Source: tapi.md §5.
 */

const optionalText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((text) => text ?? null)
  .catch(null);

/**
 * Stands for a sum that is there and is neither a number nor a text: no sum can be read of it, and it is not absent
 * either.
 */
const NO_SUM = '?';

/** Some methods of the bank write sums as texts. Source: tapi.md §5.2, §5.3; https://github.com/masasibata/tbank. */
const optionalSum = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((sum) => sum ?? null)
  .catch(NO_SUM);

/** Source: tapi.md §5.1. */
export const WireCompany = z.object({
  name: z.string(),
  requisites: z.object({ inn: z.string().regex(/^(\d{10}|\d{12})$/), kpp: optionalText }),
});
export type WireCompany = z.infer<typeof WireCompany>;

/** Source: tapi.md §5.2, v4. `accountType` and `status` are open lists. */
export const WireAccount = z.object({
  accountNumber: z.string().regex(/^(\d{20}|\d{22})$/),
  name: optionalText,
  status: optionalText,
  currency: optionalText,
  mainFlag: optionalText,
  bankBik: optionalText,
  accountType: optionalText,
  balance: z.object({
    balance: optionalSum,
    realOtb: optionalSum,
    otb: optionalSum,
    authorized: optionalSum,
  }),
});
export type WireAccount = z.infer<typeof WireAccount>;

/**
 * A bare array. Each member is read by itself: kinds of accounts are an open list, and one of another form hides no
 * other. Source: tapi.md §5.0, §5.2.
 */
export const WireAccounts = z.array(z.unknown());

const WireParty = z
  .object({
    acct: optionalText,
    inn: optionalText,
    kpp: optionalText,
    name: optionalText,
    bicRu: optionalText,
    bankName: optionalText,
    corAcct: optionalText,
  })
  .nullish()
  .transform((party) => party ?? null)
  .catch(null);
export type WireParty = z.infer<typeof WireParty>;

const WireCounterParty = z
  .object({
    account: optionalText,
    inn: optionalText,
    kpp: optionalText,
    name: optionalText,
    bankBic: optionalText,
    bankName: optionalText,
    corrAccount: optionalText,
  })
  .nullish()
  .transform((party) => party ?? null)
  .catch(null);

const WireTax = z
  .object({
    payerStatus: optionalText,
    kbk: optionalText,
    oktmo: optionalText,
    evidence: optionalText,
    period: optionalText,
    docNumber: optionalText,
    docDate: optionalText,
    uin: optionalText,
  })
  .nullish()
  .transform((tax) => tax ?? null)
  .catch(null);

/** Nearly every field may be missing. Source: tapi.md §5.3. */
export const WireOperation = z.object({
  operationId: optionalText,
  operationDate: optionalText,
  trxnPostDate: optionalText,
  chargeDate: optionalText,
  drawDate: optionalText,
  docDate: optionalText,
  operationStatus: optionalText,
  typeOfOperation: optionalText,
  category: optionalText,
  documentNumber: optionalText,
  vo: optionalText,
  priority: optionalText,
  accountAmount: optionalSum,
  rubleAmount: optionalSum,
  operationAmount: optionalSum,
  description: optionalText,
  payPurpose: optionalText,
  payer: WireParty,
  receiver: WireParty,
  counterParty: WireCounterParty,
  tax: WireTax,
});
export type WireOperation = z.infer<typeof WireOperation>;

/** Source: tapi.md §5.3; the last page's `nextCursor` may be absent, null or empty. */
export const WireStatement = z.object({
  operations: z.array(WireOperation),
  balances: z
    .object({ balanceBegin: optionalSum, balanceEnd: optionalSum, credit: optionalSum, debit: optionalSum })
    .nullish()
    .catch(null),
  nextCursor: z.string().nullish(),
});
export type WireStatement = z.infer<typeof WireStatement>;

/** Source: tapi.md §5.5. */
export const WirePaymentState = z.object({
  status: z.enum(['IN_PROGRESS', 'EXECUTED', 'FAILED', 'CANCELLED']),
  errorMessage: optionalText,
});

/** Source: tapi.md §5.8. */
export const WireDraftMade = z.object({ documentId: z.string().min(1).max(100) });

/** Source: tapi.md §5.8; the words of `status` are not published. */
export const WireDocumentStates = z.object({
  result: z.array(z.object({ documentId: z.string(), status: z.string() })).nullish(),
  resultError: z.array(z.object({ documentId: z.string(), errorMessage: optionalText })).nullish(),
});
export type WireDocumentStates = z.infer<typeof WireDocumentStates>;
