import { z } from 'zod';
import type { DraftFields, FieldProblem } from '../../../contract/areas/payments.ts';
import { checkInn, checkKpp } from '../../../contract/values/bank-details.ts';
import type { BudgetField } from '../../../contract/values/bank-details/budget-rules.ts';
import { isBudgetDraft, type BudgetDraftField } from '../../../contract/values/bank-details/budget-draft.ts';
import { budgetFaults } from '../../../contract/values/bank-details/budget.ts';
import type { BankDetailFault } from '../../../contract/values/bank-details/fault.ts';
import { NAME_MAX } from '../../../contract/values/bank-details/texts.ts';
import type { LocalDate } from '../../../contract/values/dates.ts';

/**
 * The fields of a payment to the budget, by their names in T-API. `thirdParty`: whose tax it is, when not the payer's.
 * Source: tapi.md §5.4 (`tax`).
 */
export const TaxContent = z.strictObject({
  payerStatus: z.string(),
  kbk: z.string(),
  oktmo: z.string(),
  evidence: z.string(),
  period: z.string(),
  docNumber: z.string(),
  docDate: z.string(),
  thirdParty: z.strictObject({ inn: z.string(), kpp: z.string(), name: z.string() }).optional(),
});
export type TaxContent = z.infer<typeof TaxContent>;

/** The field of the draft that stands in each field of form 0401060. The payer's KPP (102) is written by the bank. */
const DRAFT_FIELDS: Readonly<Record<Exclude<BudgetField, '102'>, keyof DraftFields>> = {
  '22': 'uin',
  '24': 'purpose',
  '101': 'taxPayerStatus',
  '103': 'payeeKpp',
  '104': 'kbk',
  '105': 'oktmo',
  '106': 'taxEvidence',
  '107': 'taxPeriod',
  '108': 'taxDocNumber',
  '109': 'taxDocDate',
};

/** Fields that a payment to the budget has besides the status. Source: tapi.md §5.4 (`tax`), §8.3. */
const NEEDED = ['kbk', 'oktmo', 'taxEvidence', 'taxPeriod', 'taxDocNumber', 'taxDocDate'] as const;

/**
 * What T-API takes in a field whatever the rules of the day say, and what is right, as it is written. Letters of one
 * alphabet: the field is signed, and reads in one way.
 * Source: tapi.md §5.4 (`tax`).
 */
const API_FORMS = {
  taxPayerStatus: { form: /^\d{2}$/, right: '01' },
  taxEvidence: { form: /^(0|00|[А-Я]{2})$/, right: '0, 00, ПК' },
  taxPeriod: { form: /^(0|\d{8}|(\d{2}|[А-Я][А-Я\d])\.\d{2}\.\d{4})$/, right: '0, 8 ##, МС.03.2026' },
  taxDocNumber: {
    form: /^(0|([А-Я]{2}|[A-Z]{2})(\d{13})?|\d{2};\d{1,20})$/,
    right: '0, 02;123456',
  },
  taxDocDate: { form: /^(0|\d{2}\.\d{2}\.\d{4})$/, right: '0, 31.03.2026' },
} as const satisfies Partial<Record<BudgetDraftField, { readonly form: RegExp; readonly right: string }>>;

/** How a field that does not concern the payment is written. Source: tapi.md §5.8. */
const ABSENT = '0';

/** The purpose of a tax for another begins with INN and KPP of who pays, and the name of whom he pays for. */
const THIRD_PARTY_PURPOSE = /^(\d{10}|\d{12})\/\/(\d{9}|0)\/\/[^/]+\/\//;

/**
 * Says what is wrong with the fields of the budget on a day, hard and soft. Empty for a draft that is not to the
 * budget.
 * Source: `budget-rules.ts`; tapi.md §5.4 (`purpose` of a tax for another person).
 */
export function budgetProblems(
  fields: DraftFields,
  day: LocalDate,
): { readonly problems: readonly FieldProblem[]; readonly doubts: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const doubts: FieldProblem[] = [];
  if (!isBudgetDraft(fields)) return { problems, doubts };
  for (const { field, fault } of budgetFaults(
    { payeeAccount: fields.payeeAccount, fields: formFields(fields) },
    day,
  )) {
    if (field === '102') continue;
    const problem = { field: DRAFT_FIELDS[field], ...problemOf(fault) };
    (fault.level === 'error' ? problems : doubts).push(problem);
  }
  if (fields.taxPayerStatus === '') problems.push(...emptyFields(fields));
  problems.push(...formProblems(fields));
  return { problems: [...problems, ...thirdPartyProblems(fields)], doubts };
}

/** Without a status the rules look no further: what else is empty is needed too. */
function emptyFields(fields: DraftFields): readonly FieldProblem[] {
  return NEEDED.filter((field) => fields[field] === '').map((field) => ({
    field,
    code: 'required',
    details: {},
  }));
}

function formProblems(fields: DraftFields): readonly FieldProblem[] {
  return Object.entries(API_FORMS).flatMap(([name, { form, right }]) => {
    const found = fields[name as keyof typeof API_FORMS]; // keys of API_FORMS
    if (found === '' || form.test(found)) return [];
    return [{ field: name, code: 'budget-value' as const, details: { found, expected: right } }];
  });
}

function formFields(fields: DraftFields): Readonly<Record<BudgetField, string>> {
  const entries = Object.entries(DRAFT_FIELDS).map(([field, name]) => [field, fields[name]]);
  // keys of DRAFT_FIELDS and 102 are all the fields; the bank knows the payer's KPP
  return { ...Object.fromEntries(entries), '102': ABSENT } as Record<BudgetField, string>;
}

function problemOf({ code, details }: BankDetailFault): Pick<FieldProblem, 'code' | 'details'> {
  switch (code) {
    case 'kbk-form':
    case 'oktmo-form':
    case 'uin-form':
    case 'uin-check':
    case 'uin-check-long':
    case 'budget-fields-missing':
    case 'budget-value':
    case 'budget-value-doubtful':
      return { code, details: { ...details } };
    default:
      throw new TypeError(`${code} is no fault of a field of the budget`);
  }
}

function thirdPartyProblems(fields: DraftFields): readonly FieldProblem[] {
  const { thirdPartyInn: inn, thirdPartyKpp: kpp, thirdPartyName: name, purpose } = fields;
  if (inn === '' && kpp === '' && name === '') return [];
  const ofInn = inn === '' ? 'required' : checkInn(inn);
  const ofKpp = kpp === '' ? null : checkKpp(kpp);
  const found: readonly (readonly [keyof DraftFields, FieldProblem['code'] | null])[] = [
    ['thirdPartyInn', ofInn],
    ['thirdPartyKpp', ofKpp],
    ['thirdPartyName', name === '' ? 'required' : name.length > NAME_MAX ? 'name-long' : null],
    ['purpose', purpose === '' || THIRD_PARTY_PURPOSE.test(purpose) ? null : 'third-party-purpose'],
  ];
  return found.flatMap(([field, code]) => (code === null ? [] : [{ field, code, details: {} }]));
}

/** Returns the fields of the budget of a draft that holds together; `undefined` for one that is not to the budget. */
export function taxOf(fields: DraftFields): TaxContent | undefined {
  if (!isBudgetDraft(fields)) return undefined;
  const { thirdPartyInn: inn, thirdPartyKpp: kpp, thirdPartyName: name } = fields;
  return {
    payerStatus: fields.taxPayerStatus,
    kbk: fields.kbk,
    oktmo: fields.oktmo,
    evidence: fields.taxEvidence,
    period: fields.taxPeriod,
    docNumber: fields.taxDocNumber,
    docDate: fields.taxDocDate,
    ...(inn === '' ? {} : { thirdParty: { inn, kpp: kpp || ABSENT, name } }),
  };
}

/** Returns the fields of the budget as a draft types them. */
export function taxDraft(tax: TaxContent | undefined): Pick<DraftFields, BudgetDraftField> {
  return {
    taxPayerStatus: tax?.payerStatus ?? '',
    kbk: tax?.kbk ?? '',
    oktmo: tax?.oktmo ?? '',
    taxEvidence: tax?.evidence ?? '',
    taxPeriod: tax?.period ?? '',
    taxDocNumber: tax?.docNumber ?? '',
    taxDocDate: tax?.docDate ?? '',
    thirdPartyInn: tax?.thirdParty?.inn ?? '',
    thirdPartyKpp: tax?.thirdParty?.kpp ?? '',
    thirdPartyName: tax?.thirdParty?.name ?? '',
  };
}
