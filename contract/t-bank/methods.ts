import type { KnownAccess } from './accesses.ts';

/** What a method does at most. Source: tapi-registries.md §14. */
export type MethodEffect =
  | 'reads'
  /** Reads what belongs to people or cards: passports, lists of employees, card numbers and their codes. */
  | 'reads-secrets'
  /** Changes something that is no money: drafts, registries, people. */
  | 'writes'
  /** Something reaches somebody outside the company: an invoice, a request for money, a binding. */
  | 'tells-others'
  /** Changes limits, rights, cards, or where the bank's notices go. */
  | 'changes-rights'
  /** Gives the signature after which money moves, or a signature under a document. */
  | 'signs'
  | 'pays';

export interface MethodEntry {
  /** Stable name used in our records and texts. */
  readonly id: string;
  readonly verb: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `{…}` stands for an id, one segment of the path. */
  readonly path: string;
  /** `unknown` where the sources disagree: such a method is never called. */
  readonly host: 'ordinary' | 'secured' | 'gost' | 'unknown';
  /** The access that opens it; several where any of them does; none where no source says which. */
  readonly accesses: readonly KnownAccess[];
  /** The slowest that a source names; `null` where none does. Units: calls in so many seconds. */
  readonly rate: { readonly calls: number; readonly seconds: number } | null;
  readonly effect: MethodEffect;
  /** The section that says so. */
  readonly source: string;
  /** The sources' marks, as with accesses. Where the access alone is inferred, the method is no surer. */
  readonly certainty: 'official' | 'generated' | 'third-party' | 'inferred';
}

const HOSTS = { O: 'ordinary', S: 'secured', G: 'gost', '?': 'unknown' } as const;
const EFFECTS = {
  R: 'reads',
  P: 'reads-secrets',
  W: 'writes',
  N: 'tells-others',
  L: 'changes-rights',
  S: 'signs',
  M: 'pays',
} as const satisfies Readonly<Record<string, MethodEffect>>;
const SLOW_RATES = { '100/min': { calls: 100, seconds: 60 }, '1/10min': { calls: 1, seconds: 600 } } as const;
const MARKS = { O: 'official', G: 'generated', T: 'third-party', I: 'inferred' } as const;

type Row = readonly [
  host: keyof typeof HOSTS,
  access: KnownAccess | readonly KnownAccess[] | null,
  rate: number | keyof typeof SLOW_RATES | null,
  effect: keyof typeof EFFECTS,
  mark: keyof typeof MARKS,
];

/** A row in the letters of the source, so that the two can be laid side by side. */
function method<const I extends string>(
  id: I,
  target: `${MethodEntry['verb']} /api/${string}`,
  [host, access, rate, effect, mark]: Row,
): MethodEntry & { readonly id: I } {
  const space = target.indexOf(' ');
  return {
    id,
    verb: target.slice(0, space) as MethodEntry['verb'],
    path: target.slice(space + 1),
    host: HOSTS[host],
    accesses: access === null ? [] : typeof access === 'string' ? [access] : access,
    rate: typeof rate === 'number' ? { calls: rate, seconds: 1 } : rate && SLOW_RATES[rate],
    effect: EFFECTS[effect],
    source: 'tapi-registries.md §15',
    certainty: MARKS[mark],
  };
}

const PAYMENTS = ['payments', 'card-payments', 'registry-payments', 'sbp-payments'] as const;

/**
 * The methods of T-API that public sources show with their whole path: what they do and what they need. What an access
 * does at most stays in the table of accesses. Left out: methods whose path is shown in part or not at all, and most of
 * those of nominal accounts, of T-ID and of other special contracts.
 */
export const T_API_METHODS = [
  // The company, its accounts, statements.
  method('company', 'GET /api/v1/company', ['O', 'company-info', 6, 'R', 'I']),
  method('company-v2', 'GET /api/v2/company', ['O', 'company-info', null, 'R', 'I']),
  method('signer-status', 'GET /api/v2/company/signer/status', ['O', null, null, 'R', 'T']),
  method('accounts', 'GET /api/v4/bank-accounts', ['O', 'accounts', 6, 'R', 'O']),
  method('accounts-v3', 'GET /api/v3/bank-accounts', ['O', 'accounts', 6, 'R', 'O']),
  method('accounts-v2', 'GET /api/v2/bank-accounts', ['O', 'accounts', 6, 'R', 'O']),
  method('accounts-v1', 'GET /api/v1/bank-accounts', ['O', 'accounts', 6, 'R', 'O']),
  method('statement', 'GET /api/v1/statement', ['O', 'statement', 20, 'R', 'O']),
  method('statement-old', 'GET /api/v1/bank-statement', ['O', 'statement', null, 'R', 'T']),
  method('account-operations', 'GET /api/v1/account-operations', ['O', null, null, 'R', 'T']),
  method('payment-document', 'GET /api/v1/payment-document', ['O', null, null, 'R', 'T']),
  method('arrests', 'GET /api/v1/special-accounts/arrest-etp', ['O', null, null, 'R', 'T']),
  method('encashment-receipts', 'POST /api/v1/encashment-receipts/request', ['O', null, null, 'W', 'T']),
  // Payments.
  method('pay', 'POST /api/v1/payment/ruble-transfer/pay', ['S', 'payments', 10, 'M', 'O']),
  method('pay-card', 'POST /api/v1/payment/card-transfer/pay', ['S', 'card-payments', 10, 'M', 'O']),
  method('pay-registry', 'POST /api/v1/payment/payment-registry/pay', [
    'S',
    'registry-payments',
    10,
    'M',
    'O',
  ]),
  method('pay-sbp', 'POST /api/v1/payment/sbp/pay', ['S', 'sbp-payments', null, 'M', 'G']),
  method('payment-state', 'GET /api/v1/payment/{paymentId}', ['S', PAYMENTS, 20, 'R', 'O']),
  method('create-draft', 'POST /api/v1/payment/create', ['O', 'drafts', 10, 'W', 'O']),
  method('document-states', 'POST /api/v1/payment/status', ['O', 'document-status', 1, 'R', 'O']),
  method('submit-orders', 'POST /api/v1/payments-orders/payments-by-requisites/submit', [
    'S',
    'payment-orders',
    '100/min',
    'M',
    'O',
  ]),
  method('order-states', 'POST /api/v1/payments-orders/payments-by-requisites/statuses', [
    'S',
    'payment-order-status',
    '100/min',
    'R',
    'O',
  ]),
  method('cancel-orders', 'POST /api/v1/payments-orders/payments-by-requisites/cancel', [
    'S',
    'payment-order-cancel',
    '100/min',
    'W',
    'T',
  ]),
  method('upload-payments', 'POST /api/v1/dsw/secure-file-loader/payments-upload', [
    'S',
    null,
    null,
    'M',
    'T',
  ]),
  method('upload-file', 'POST /api/v1/dsw/secure-file-loader/upload', ['S', null, null, 'W', 'T']),
  // Salary.
  method('add-employees', 'POST /api/v1/employees/add/by-requisites', ['O', 'salary-employees', 1, 'W', 'O']),
  method('added-employees', 'GET /api/v1/employees/add/by-requisites/result', [
    'O',
    'salary-employees',
    1,
    'R',
    'T',
  ]),
  method('create-employees', 'POST /api/v1/salary/employees/create', ['O', 'salary-employees', 1, 'W', 'O']),
  method('created-employees', 'GET /api/v1/salary/employees/create/result', [
    'O',
    'salary-employees',
    1,
    'R',
    'O',
  ]),
  method('employees', 'POST /api/v1/salary/employees/list', ['O', 'salary-employees', '1/10min', 'P', 'O']),
  method('create-registry', 'POST /api/v1/salary/payment-registry/create', [
    'O',
    'salary-registries',
    1,
    'W',
    'O',
  ]),
  method('created-registry', 'GET /api/v1/salary/payment-registry/create/result', [
    'O',
    'salary-registries',
    1,
    'R',
    'O',
  ]),
  method('registry', 'GET /api/v1/salary/payment-registry/{id}', [
    'O',
    'salary-registries',
    '1/10min',
    'R',
    'O',
  ]),
  method('registries', 'POST /api/v1/salary/payment-registry/list', ['S', 'salary-registries', 1, 'R', 'O']),
  method('sign-registry', 'POST /api/v1/salary/payment-registry/submit', [
    'S',
    'registry-signing',
    1,
    'S',
    'O',
  ]),
  method('signed-registry', 'GET /api/v1/salary/payment-registry/submit/result', [
    'S',
    'registry-signing',
    1,
    'R',
    'T',
  ]),
  method('create-signed', 'POST /api/v1/salary/payment-registry/create-submit', [
    'S',
    'registry-signing',
    1,
    'S',
    'O',
  ]),
  method('created-signed', 'GET /api/v1/salary/payment-registry/create-submit/result', [
    'S',
    'registry-signing',
    1,
    'R',
    'O',
  ]),
  method('cancel-registry', 'POST /api/v1/salary/payment-registry/cancel', [
    'S',
    'registry-cancel',
    1,
    'W',
    'O',
  ]),
  method('cancelled-registry', 'GET /api/v1/salary/payment-registry/cancel/result', [
    'S',
    'registry-cancel',
    1,
    'R',
    'O',
  ]),
  // The self-employed.
  method('create-payees', 'POST /api/v1/self-employed/recipients/create', [
    'O',
    'self-employed',
    1,
    'W',
    'T',
  ]),
  method('created-payees', 'GET /api/v1/self-employed/recipients/create/result', [
    'O',
    'self-employed',
    1,
    'R',
    'T',
  ]),
  method('add-payees', 'POST /api/v1/self-employed/recipients/add/by-requisites', [
    'O',
    'self-employed',
    1,
    'W',
    'O',
  ]),
  method('added-payees', 'GET /api/v1/self-employed/recipients/add/by-requisites/result', [
    'O',
    'self-employed',
    1,
    'R',
    'O',
  ]),
  method('payees', 'POST /api/v1/self-employed/recipients/list', ['O', 'self-employed', '1/10min', 'P', 'O']),
  method('create-payees-registry', 'POST /api/v1/self-employed/payment-registry/create', [
    'O',
    'self-employed-registries',
    1,
    'W',
    'O',
  ]),
  method('created-payees-registry', 'GET /api/v1/self-employed/payment-registry/create/result', [
    'O',
    'self-employed-registries',
    1,
    'R',
    'O',
  ]),
  method('payees-registry', 'GET /api/v1/self-employed/payment-registry/{id}', [
    'O',
    'self-employed-registries',
    '1/10min',
    'R',
    'O',
  ]),
  method('payees-registries', 'POST /api/v1/self-employed/payment-registry/list', [
    'S',
    'self-employed-registries',
    1,
    'R',
    'T',
  ]),
  method('sign-payees-registry', 'POST /api/v1/self-employed/payment-registry/submit', [
    'S',
    'self-employed-signing',
    1,
    'S',
    'O',
  ]),
  method('signed-payees-registry', 'GET /api/v1/self-employed/payment-registry/submit/result', [
    'S',
    'self-employed-signing',
    1,
    'R',
    'O',
  ]),
  method('pay-payees-registry', 'POST /api/v1/self-employed/payment-registry/pay', [
    'S',
    'self-employed-payments',
    1,
    'M',
    'O',
  ]),
  method('paid-payees-registry', 'POST /api/v1/self-employed/payment-registry/pay/result', [
    'S',
    'self-employed-payments',
    1,
    'R',
    'O',
  ]),
  method('receipts', 'POST /api/v1/self-employed/payment-registry/receipts', [
    'S',
    'self-employed-receipts',
    1,
    'W',
    'O',
  ]),
  method('receipts-v1', 'GET /api/v1/self-employed/payment-registry/receipts/result', [
    'S',
    'self-employed-receipts',
    1,
    'R',
    'O',
  ]),
  method('receipts-v2', 'GET /api/v2/self-employed/payment-registry/receipts/result', [
    'S',
    'self-employed-receipts',
    1,
    'R',
    'O',
  ]),
  method('bind-payee', 'POST /api/v1/self-employed/taxpayers/{inn}/bind', [
    'S',
    'self-employed-binding',
    1,
    'N',
    'O',
  ]),
  // Invoices, links of SBP, acquiring.
  method('send-invoice', 'POST /api/v1/invoice/send', ['O', 'invoices', 4, 'N', 'O']),
  method('invoice', 'GET /api/v1/openapi/invoice/{invoiceId}/info', ['O', 'invoices', 20, 'R', 'O']),
  method('qr-once', 'POST /api/v1/b2b/qr/onetime', ['O', null, null, 'W', 'T']),
  method('qr-reusable', 'POST /api/v1/b2b/qr/reusable', ['O', null, null, 'W', 'T']),
  method('qr', 'GET /api/v1/b2b/qr/{qrId}/info', ['O', null, null, 'R', 'T']),
  method('terminals', 'GET /api/v1/tacq/terminals', ['O', null, null, 'R', 'T']),
  method('terminal-operations', 'GET /api/v1/tacq/operations/terminal/{terminalKey}', [
    'O',
    null,
    null,
    'R',
    'T',
  ]),
  // Cards.
  method('cards', 'GET /api/v1/card', ['O', null, null, 'R', 'T']),
  method('card', 'GET /api/v1/card/{ucid}', ['O', null, null, 'R', 'T']),
  method('company-cards', 'GET /api/v3/company/card', ['S', null, null, 'R', 'T']),
  method('card-requisites', 'GET /api/v1/card/virtual/{ucid}/requisites', ['S', null, null, 'P', 'T']),
  method('card-limits', 'GET /api/v1/card/{ucid}/limits', ['S', 'card-limits', 40, 'R', 'O']),
  method('set-spend-limit', 'POST /api/v1/card/{ucid}/spend-limit', [
    'S',
    'card-limits-change',
    10,
    'L',
    'O',
  ]),
  method('set-cash-limit', 'POST /api/v1/card/{ucid}/cash-limit', ['S', 'card-limits-change', 10, 'L', 'O']),
  method('set-limits', 'PUT /api/v3/card/limits/set_batch', ['S', 'card-limits-change', null, 'L', 'T']),
  method('block-card', 'POST /api/v1/card/{ucid}/block', ['S', null, null, 'L', 'T']),
  method('issue-card', 'POST /api/v1/card/virtual/issue/application', ['S', null, null, 'L', 'T']),
  method('issued-card', 'GET /api/v1/card/virtual/issue/application/{id}', ['S', null, null, 'R', 'T']),
  method('issued-cards', 'GET /api/v3/card/virtual/issue/application', ['S', null, null, 'R', 'T']),
  method('reissue-card', 'POST /api/v1/card/virtual/reissue', ['S', null, null, 'L', 'T']),
  method('reissued-card', 'GET /api/v1/card/virtual/reissue/result', ['S', null, null, 'R', 'T']),
  // Deposits, overnight.
  method('deposit', 'GET /api/v1/deposit/account/details', ['?', 'deposits', null, 'R', 'T']),
  method('open-deposit', 'POST /api/v1/deposit/account/open', ['?', 'deposits', null, 'M', 'T']),
  method('replenish-deposit', 'POST /api/v1/deposit/account/replenish', ['G', 'deposits', 10, 'M', 'O']),
  method('overnight', 'POST /api/v1/overnight/info', ['S', 'overnight', null, 'R', 'T']),
  method('replenish-overnight', 'POST /api/v1/overnight/replenish', ['S', 'overnight', null, 'M', 'T']),
  // Direct debits.
  method('rules', 'GET /api/v1/rules', ['S', 'direct-debits', null, 'R', 'T']),
  method('rules-v2', 'GET /api/v2/rules', ['S', 'direct-debits', null, 'R', 'T']),
  method('rule', 'GET /api/v1/rules/{ruleId}', ['S', 'direct-debits', null, 'R', 'T']),
  method('create-rule', 'POST /api/v1/rules', ['S', 'direct-debits', null, 'M', 'T']),
  method('change-rule', 'PUT /api/v1/rules/{ruleId}', ['S', 'direct-debits', null, 'M', 'T']),
  method('remove-rule', 'DELETE /api/v1/rules/{ruleId}', ['S', 'direct-debits', null, 'M', 'T']),
  method('debit-requests', 'GET /api/v1/requests', ['S', 'direct-debits', null, 'R', 'T']),
  method('debit-request', 'GET /api/v1/requests/{id}', ['S', 'direct-debits', null, 'R', 'T']),
  method('debit-request-file', 'GET /api/v1/requests/{id}/file', ['S', 'direct-debits', null, 'R', 'T']),
  method('ask-debit', 'POST /api/v1/requests', ['S', 'direct-debits', null, 'N', 'T']),
  method('revoke-debit', 'POST /api/v1/requests/{id}/revoke', ['S', 'direct-debits', null, 'W', 'T']),
  method('agreements', 'GET /api/v1/agreements', ['S', 'direct-debits', null, 'R', 'T']),
  method('agreement', 'GET /api/v1/agreements/{id}', ['S', 'direct-debits', null, 'R', 'T']),
  // Nominal accounts: those that move money.
  method('accept-deal', 'POST /api/v1/nominal-accounts/deals/{id}/accept', [
    'S',
    'nominal-accounts',
    10,
    'M',
    'O',
  ]),
  method('pay-nominal', 'POST /api/v1/nominal-accounts/payments', ['S', 'nominal-accounts', 10, 'M', 'O']),
  method('retry-nominal', 'POST /api/v1/nominal-accounts/payments/{id}/retry', [
    'S',
    'nominal-accounts',
    10,
    'M',
    'O',
  ]),
  method('transfer-nominal', 'POST /api/v1/nominal-accounts/virtual-accounts/transfers', [
    'S',
    'nominal-accounts',
    10,
    'M',
    'O',
  ]),
  method('nominal-payments', 'GET /api/v1/nominal-accounts/payments', [
    'S',
    'nominal-accounts',
    10,
    'R',
    'O',
  ]),
  // By contract.
  method('webhook', 'POST /api/v1/webhook', ['?', 'webhooks', null, 'L', 'O']),
  method('files', 'GET /api/v1/files', ['O', null, null, 'R', 'T']),
  method('put-file', 'POST /api/v1/files', ['O', null, null, 'W', 'T']),
] as const satisfies readonly MethodEntry[];

export type MethodId = (typeof T_API_METHODS)[number]['id'];

const BY_ID: ReadonlyMap<string, MethodEntry> = new Map(T_API_METHODS.map((entry) => [entry.id, entry]));

/** Returns what is known of a method. */
export function methodOf(id: MethodId): MethodEntry {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`no method ${id}`);
  return found;
}
