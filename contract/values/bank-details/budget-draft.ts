import type { DraftFields } from '../../areas/payments.ts';
import { isPaidToBudget } from './budget.ts';

/** Fields that only a payment to the budget has. */
export const BUDGET_DRAFT_FIELDS = [
  'taxPayerStatus',
  'kbk',
  'oktmo',
  'taxEvidence',
  'taxPeriod',
  'taxDocNumber',
  'taxDocDate',
  'thirdPartyInn',
  'thirdPartyKpp',
  'thirdPartyName',
] as const satisfies readonly (keyof DraftFields)[];
export type BudgetDraftField = (typeof BUDGET_DRAFT_FIELDS)[number];

/** How a field that does not concern the payment is written. Source: tapi.md §5.8. */
const ABSENT = '0';

/** Tells whether a draft is one to the budget: by its payee, or because somebody filled in a field of the budget. */
export function isBudgetDraft(fields: DraftFields): boolean {
  const isSaid = BUDGET_DRAFT_FIELDS.some((field) => fields[field] !== '' && fields[field] !== ABSENT);
  return isSaid || isDraftPaidToBudget(fields);
}

function isDraftPaidToBudget({ payeeAccount, payeeBik, payeeCorrAccount }: DraftFields): boolean {
  return isPaidToBudget({ payeeAccount, payeeBik, payeeCorrAccount });
}
