import type { LocalDate } from '../dates.ts';
import { isTreasuryAccount } from './account.ts';
import { isTreasuryBik } from './bik.ts';
import {
  BUDGET_RULES,
  SINGLE_TAX_ACCOUNT,
  SINGLE_TAX_KBK,
  type BudgetField,
  type BudgetKind,
  type BudgetRule,
} from './budget-rules.ts';
import { kbkFault, oktmoFault, uinFault } from './codes.ts';
import { doubtful, wrong, type BankDetailFault } from './fault.ts';

/** Whom a payment is paid to, as written; what is absent is empty. */
export interface BudgetPayee {
  readonly payeeAccount: string;
  readonly payeeBik: string;
  readonly payeeCorrAccount?: string;
}

/** The fields of a payment order that the rules of the budget look at, as written; an absent one is empty. */
export interface BudgetOrder {
  readonly payeeAccount: string;
  /** Fields of form 0401060 by their number. */
  readonly fields: Readonly<Record<BudgetField, string>>;
}

/** A fault with the field of form 0401060 that it is at. */
export interface FieldFault {
  readonly field: BudgetField;
  readonly fault: BankDetailFault;
  /** The row of data that it comes from; `null` for the form of a code. */
  readonly rule: string | null;
}

/** Fields that a payment to the budget has besides the status. Source: tapi.md §8.3, §5.4 (`tax`). */
const REQUIRED: readonly BudgetField[] = ['104', '105', '106', '107', '108', '109'];

/** The single treasury account, written as the correspondent one. Source: tapi.md §5.4 (`to.corrAccountNumber`). */
const SINGLE_TREASURY_ACCOUNT = /^40102/;

/**
 * Tells whether a payment goes to the budget, by whom it is paid to: then it needs the fields of the budget. Source:
 * README of the exchange files, rule 12; tapi.md §5.4, §8.1.
 */
export function isPaidToBudget({ payeeAccount, payeeBik, payeeCorrAccount = '' }: BudgetPayee): boolean {
  return (
    isTreasuryAccount(payeeAccount) ||
    isTreasuryBik(payeeBik) ||
    SINGLE_TREASURY_ACCOUNT.test(payeeCorrAccount)
  );
}

/**
 * Says what kind of a payment to the budget it is. Source: tapi.md §8.2; KBKs of the tax service begin with 182, of
 * customs with 153 (§8.5).
 */
export function budgetKind(payeeAccount: string, kbk: string): BudgetKind {
  if (kbk === SINGLE_TAX_KBK || payeeAccount === SINGLE_TAX_ACCOUNT) return 'single-tax';
  if (kbk.startsWith('182')) return 'tax-service';
  return kbk.startsWith('153') ? 'customs' : 'other';
}

/**
 * Says everything that is wrong with the budget fields of a payment on a day, one fault a field. Without a status that
 * is the only fault.
 * Source: the rows of `budget-rules.ts`.
 */
export function budgetFaults(order: BudgetOrder, day: LocalDate): readonly FieldFault[] {
  const { fields } = order;
  if (fields['101'] === '') {
    const rule = ruleAt('101', order, day);
    return [
      { field: '101', fault: wrong('budget-fields-missing', { expected: rule?.right ?? '' }), rule: null },
    ];
  }
  const faults = new Map<BudgetField, FieldFault>();
  const add = (field: BudgetField, fault: BankDetailFault | null, rule: string | null = null): void => {
    if (fault !== null && !faults.has(field)) faults.set(field, { field, fault, rule });
  };
  for (const field of REQUIRED)
    if (fields[field] === '')
      add(field, wrong('budget-value', { found: '', expected: ruleAt(field, order, day)?.right ?? '0' }));
  add('104', kbkFault(fields['104']));
  add('105', oktmoFault(fields['105']));
  if (fields['22'] !== '') add('22', uinFault(fields['22']));
  for (const rule of BUDGET_RULES) {
    const found = fields[rule.field];
    if (!applies(rule, order, day) || rule.legal.test(found)) continue;
    const details = { found, expected: rule.right };
    const fault =
      rule.level === 'error' ? wrong('budget-value', details) : doubtful('budget-value-doubtful', details);
    add(rule.field, fault, rule.id);
  }
  return [...faults.values()];
}

function ruleAt(field: BudgetField, order: BudgetOrder, day: LocalDate): BudgetRule | undefined {
  return BUDGET_RULES.find((rule) => rule.field === field && applies(rule, order, day));
}

function applies(rule: BudgetRule, { payeeAccount, fields }: BudgetOrder, day: LocalDate): boolean {
  return (
    rule.from <= day &&
    (rule.until === null || day <= rule.until) &&
    (rule.kinds?.includes(budgetKind(payeeAccount, fields['104'])) ?? true) &&
    (rule.statuses?.includes(fields['101']) ?? true) &&
    (rule.accounts?.some((start) => payeeAccount.startsWith(start)) ?? true)
  );
}
