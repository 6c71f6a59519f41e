import type { ApprovalRequest } from '../../contract/areas/approvals.ts';
import type { LimitsView } from '../../contract/areas/limits.ts';
import type {
  DraftFields,
  PayeeView,
  PaymentDetails,
  PaymentGroup,
  PaymentPreview,
  PaymentStatus,
  PaymentSummary,
} from '../../contract/areas/payments.ts';
import { budgetProblems } from '../../main/domain/payments/budget-fields.ts';
import { paymentLines } from '../../main/domain/payments/payment-lines.ts';
import { russianAmountWords } from '../../main/edges/system/amount-words.ts';
import { parseAmountText } from '../../contract/values/money.ts';
import { PaymentId } from '../../contract/values/ids.ts';
import { BIK, CORR_ACCOUNT, MAIN_ACCOUNT, OTHER_ACCOUNT, PAYEE_ACCOUNT } from './sample-accounts.ts';
import { accountant, director, firstCompany } from './sample-session.ts';
import { day } from './sample-time.ts';
import { NO_TAX_FIELDS } from '../../contract/areas/payments.ts';

/** A payment as it is typed. */
export const FIELDS: DraftFields = {
  accountNumber: MAIN_ACCOUNT,
  payeeName: 'ООО «Ромашка»',
  payeeInn: '7727406020',
  payeeKpp: '770801001',
  payeeBik: BIK,
  payeeBankName: 'АО «ТБанк»',
  payeeCorrAccount: CORR_ACCOUNT,
  payeeAccount: PAYEE_ACCOUNT,
  amountText: '92400,00',
  purpose: 'Оплата по счёту 17 от 02.11.2026 за канцтовары. В том числе НДС 22 % — 16 662,30 руб.',
  documentNumber: '215',
  executionOrder: '5',
  uin: '',
  ...NO_TAX_FIELDS,
  route: 'direct',
};

interface Seed {
  readonly status: PaymentStatus;
  readonly fields: Partial<DraftFields>;
  readonly age: number;
}

const SEEDS: readonly Seed[] = [
  { status: 'submitted', fields: {}, age: -2 },
  {
    status: 'submitted',
    fields: {
      payeeName: 'ИП Петров Степан Аркадьевич',
      payeeInn: '999900000097',
      payeeKpp: '0',
      amountText: '65000',
      purpose: 'Аренда за ноябрь. НДС не облагается',
      documentNumber: '216',
    },
    age: -2,
  },
  {
    status: 'submitted',
    fields: {
      payeeName: 'Казначейство России (ФНС России)',
      payeeInn: '7727406020',
      payeeAccount: '03100643000000018500',
      payeeBik: '017003983',
      amountText: '26900',
      purpose: 'Единый налоговый платёж',
      documentNumber: '217',
    },
    age: -2,
  },
  {
    status: 'draft',
    fields: {
      payeeName: 'ООО «Общество с очень длинным названием и ограниченной ответственностью»',
      amountText: '',
    },
    age: 0,
  },
  {
    status: 'unknown',
    fields: { payeeName: 'АО «Связь»', amountText: '4100,50', documentNumber: '214' },
    age: 0,
  },
  {
    status: 'in-progress',
    fields: { payeeName: 'ООО «Энергия»', amountText: '18250', documentNumber: '213' },
    age: 0,
  },
  {
    status: 'handed-over',
    fields: { payeeName: 'ООО «Вода»', amountText: '990', route: 'bank-draft' },
    age: -1,
  },
  { status: 'executed', fields: { amountText: '12500', documentNumber: '210' }, age: -5 },
  {
    status: 'failed',
    fields: { payeeName: 'ООО «Тополь»', amountText: '7000', documentNumber: '209' },
    age: -6,
  },
  {
    status: 'refused',
    fields: { payeeName: 'ИП Котова', amountText: '1000000', documentNumber: '208' },
    age: -7,
  },
  {
    status: 'cancelled',
    fields: { payeeName: 'ООО «Лес»', amountText: '300', documentNumber: '207' },
    age: -8,
  },
  {
    status: 'expired',
    fields: { payeeName: 'ООО «Снег»', amountText: '5400', documentNumber: '206' },
    age: -12,
  },
  { status: 'approved', fields: { payeeName: 'ООО «Река»', amountText: '8800,00' }, age: -13 },
];

const GROUP_OF = {
  draft: 'drafts',
  submitted: 'waiting',
  approved: 'waiting',
  submitting: 'sending',
  'in-progress': 'sending',
  unknown: 'sending',
  'handed-over': 'sending',
  executed: 'done',
  failed: 'stopped',
  refused: 'stopped',
  cancelled: 'stopped',
  expired: 'stopped',
} as const satisfies Readonly<Record<PaymentStatus, PaymentGroup>>;

export function samplePayments(group: PaymentGroup = 'all'): readonly PaymentSummary[] {
  return SEEDS.map((seed, index) => sampleDetails(seed, index).payment).filter(
    (one) => group === 'all' || GROUP_OF[one.status] === group,
  );
}

export function samplePaymentDetails(paymentId: string): PaymentDetails | null {
  const index = SEEDS.findIndex((_, position) => idOf(position) === paymentId);
  const seed = SEEDS[index];
  return seed === undefined ? null : sampleDetails(seed, index);
}

function idOf(index: number): PaymentId {
  return PaymentId.parse(`payment-${String(index).padStart(3, '0')}`);
}

function signaturesOf(index: number): PaymentDetails['signatures'] {
  return index === 1
    ? { needed: 2, approvedBy: ['Орлова В. И.'], missingFrom: [director.name, 'Громов А. А.'] }
    : { needed: 1, approvedBy: [], missingFrom: [director.name] };
}

const ACTIONS_OF: Partial<Record<PaymentStatus, PaymentDetails['actions']>> = {
  draft: ['edit', 'submit', 'cancel', 'copy'],
  submitted: ['edit', 'cancel', 'copy'],
  approved: ['pay', 'edit', 'cancel', 'copy'],
  unknown: ['ask-bank', 'copy'],
  'in-progress': ['ask-bank', 'copy'],
  'handed-over': ['draft-signed', 'draft-deleted', 'copy'],
};

function sampleDetails(seed: Seed, index: number): PaymentDetails {
  const fields = { ...FIELDS, ...seed.fields };
  const isUnknown = seed.status === 'unknown';
  const wasSent = GROUP_OF[seed.status] !== 'drafts' && GROUP_OF[seed.status] !== 'waiting';
  return {
    payment: {
      paymentId: idOf(index),
      companyId: firstCompany().companyId,
      revision: 2,
      status: seed.status,
      route: fields.route,
      payeeName: fields.payeeName,
      purpose: fields.purpose,
      amountMinor: parseAmountText(fields.amountText),
      documentNumber: fields.documentNumber,
      preparedBy: accountant.name,
      updatedAt: day(seed.age, 158 - index * 7),
      mark: null,
    },
    fields,
    preview: samplePreview(fields),
    approvals: [],
    signatures: seed.status === 'submitted' ? signaturesOf(index) : null,
    actions: ACTIONS_OF[seed.status] ?? ['copy'],
    bankPaymentId: wasSent ? `1b7c0d2e-0000-4000-8000-00000000000${index % 10}` : null,
    bankMessage: seed.status === 'failed' ? 'Счёт получателя закрыт' : null,
    inBank: seed.status === 'handed-over' ? { state: 'not-visible', at: null, changes: [] } : null,
    problem: isUnknown ? { code: 'payment-outcome-unknown', details: {}, incidentId: null } : null,
    nextQuestionAt: isUnknown ? day(0, 2) : null,
    sealedTo: null,
    steps: [
      { at: day(seed.age, -30), kind: 'payment-prepared', who: accountant.name, details: {} },
      ...(seed.status === 'draft'
        ? []
        : [
            { at: day(seed.age, -20), kind: 'payment-submitted' as const, who: accountant.name, details: {} },
          ]),
      ...(wasSent
        ? [{ at: day(seed.age, -2), kind: 'payment-sending' as const, who: accountant.name, details: {} }]
        : []),
    ],
  };
}

/** What the live panel says; wrong or empty fields are told as main would. */
export function samplePreview(fields: DraftFields): PaymentPreview {
  const amountMinor = parseAmountText(fields.amountText);
  const problems: PaymentPreview['problems'] = [];
  if (fields.payeeName === '') problems.push({ field: 'payeeName', code: 'required', details: {} });
  if (fields.payeeAccount === '') problems.push({ field: 'payeeAccount', code: 'required', details: {} });
  if (amountMinor === null) {
    problems.push({
      field: 'amountText',
      code: fields.amountText === '' ? 'required' : 'amount-form',
      details: {},
    });
  }
  const budget = budgetProblems(fields, '2026-11-30');
  problems.push(...budget.problems);
  const isClean = problems.length === 0;
  return {
    problems,
    hints: [],
    doubts: [...budget.doubts],
    decision: isClean
      ? {
          kind: 'needs-approval',
          approvalsNeeded: 1,
          reasons: [
            { code: 'over-payment-limit', limitMinor: 5_000_000, usedMinor: amountMinor },
            { code: 'changed-payee-account', limitMinor: null, usedMinor: null },
          ],
        }
      : null,
    amountMinor,
    amountInWords: isClean ? 'Девяносто две тысячи четыреста рублей 00 копеек' : null,
    limits: sampleLimits(amountMinor ?? 0),
    lastPayment: isClean
      ? { at: day(-33), payeeAccount: OTHER_ACCOUNT, amountMinor: 1_250_000, count: 11 }
      : null,
    duplicates: [],
    callBack: null,
  };
}

/** Our own limits and the bank's usual ones. Units: kopecks. */
export function sampleLimits(adds = 0): LimitsView {
  const row = { unit: 'minor', adds, isDefault: false } as const;
  const day = { ...row, span: 'day', used: 6_200_000 } as const;
  const month = { ...row, span: 'month', used: 58_740_000 } as const;
  return {
    rows: [
      { ...day, owner: 'rules', limit: 10_000_000, effect: 'asks' },
      { ...day, owner: 'rules', limit: 100_000_000, effect: 'refuses' },
      { ...month, owner: 'rules', limit: 100_000_000, effect: 'asks' },
      { ...day, owner: 't-api', limit: 10_000_000, effect: 'warns', isDefault: true },
      { ...month, owner: 't-api', limit: 100_000_000, effect: 'warns', isDefault: true },
    ],
    isSumOfSeveralComputers: false,
  };
}

export function sampleApprovals(): readonly ApprovalRequest[] {
  return SEEDS.filter((seed) => seed.status === 'submitted').map(sampleApproval);
}

/** A batch of payments without surprises. */
export function sampleBatch(count: number): readonly ApprovalRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const fields = { amountText: `${String(index + 1)}2500`, documentNumber: String(300 + index) };
    const details = sampleDetails({ status: 'submitted', fields, age: -1 }, index);
    const request = sampleApproval({ status: 'submitted', fields, age: -1 }, index);
    return {
      ...request,
      details,
      exceptions: [],
      risk: 'ordinary',
      warnings: [],
      reasons: request.reasons.slice(0, 1),
    };
  });
}

/** A list of every risk: a changed account, a sum that is larger than usual, a tax, and some without surprises. */
export function sampleRiskyList(): readonly ApprovalRequest[] {
  const [odd, large, tax, ...plain] = sampleBatch(7);
  if (odd === undefined || large === undefined || tax === undefined) return plain;
  return [
    {
      ...odd,
      exceptions: ['changed-payee-account'],
      warnings: ['changed-payee-account'],
      risk: 'payee',
    },
    { ...large, exceptions: ['large'], risk: 'large' },
    { ...tax, risk: 'budget' },
    ...plain,
  ];
}

function sampleApproval(seed: Seed, index: number): ApprovalRequest {
  const details = sampleDetails(seed, index);
  const isFirst = index === 0;
  const before = {
    amountMinor: 1_250_000,
    account: OTHER_ACCOUNT,
    purpose: 'Оплата по счёту 9 от 10.10.2026',
  };
  return {
    details: { ...details, actions: ['approve', 'reject'] },
    lines: sampleLines(details),
    exceptions: isFirst ? ['changed-payee-account'] : [],
    risk: isFirst ? 'payee' : 'ordinary',
    paidBefore: isFirst ? 11 : 3,
    approvalsNeeded: 1,
    told: null,
    sentBy: null,
    approvedBy: [],
    preparedBy: accountant.name,
    submittedAt: day(-2, 158),
    expiresAt: day(1, 158 + index * 60),
    reasons: (details.preview.decision?.reasons ?? []).filter(
      ({ code }) => isFirst || code !== 'changed-payee-account',
    ),
    warnings: isFirst ? ['changed-payee-account'] : [],
    previous: isFirst
      ? { at: day(-33), ...before }
      : {
          at: day(-33),
          ...before,
          account: details.fields.payeeAccount,
          purpose: details.fields.purpose,
        },
    accountName: 'Расчётный',
    availableMinor: 128_490_050,
    words: ['берёза', 'якорь', 'полка', 'север', 'глина', 'мост'],
    obstacle: null,
    canSendToo: false,
  };
}

function sampleLines({ fields, payment }: PaymentDetails): ApprovalRequest['lines'] {
  const { name, inn, kpp } = firstCompany();
  const content = {
    route: fields.route,
    fromAccountNumber: fields.accountNumber,
    payee: {
      name: fields.payeeName,
      inn: fields.payeeInn,
      kpp: fields.payeeKpp,
      bik: fields.payeeBik,
      bankName: fields.payeeBankName,
      corrAccountNumber: fields.payeeCorrAccount,
      accountNumber: fields.payeeAccount,
    },
    purpose: fields.purpose,
    amountMinor: payment.amountMinor ?? 0,
    documentNumber: Number(fields.documentNumber),
    executionOrder: Number(fields.executionOrder),
    uin: null,
  };
  return [...paymentLines(content, { name, inn, kpp }, russianAmountWords)];
}

export function samplePayees(text: string): readonly PayeeView[] {
  const payee: PayeeView = {
    name: FIELDS.payeeName,
    inn: FIELDS.payeeInn,
    kpp: FIELDS.payeeKpp,
    bik: BIK,
    bankName: FIELDS.payeeBankName,
    corrAccount: CORR_ACCOUNT,
    account: OTHER_ACCOUNT,
    lastPurpose: 'Оплата по счёту 9 от 10.10.2026',
    lastPaidAt: day(-33),
  };
  const all = [payee, { ...payee, name: 'ООО «Роща»', inn: '9999000006', account: PAYEE_ACCOUNT }];
  return all.filter((one) =>
    `${one.name} ${one.inn} ${one.account}`.toLowerCase().includes(text.toLowerCase()),
  );
}
