import { DraftFields, type DraftField } from '../../../../contract/areas/payments.ts';
import { flawedPart } from '../../../../contract/values/plain-text.ts';
import type { MessageKey, Translate } from '../../../i18n/t.ts';
import { focusAbove } from '../../../ui/focus-above.ts';
import type { KeyCombo } from '../../../ui/key-combo.ts';
import type { ProblemCode } from './local-problems.ts';

/** Labels of the fields, in the order in which the form shows them. */
export const FIELD_LABELS = {
  accountNumber: 'payments.form.account',
  payeeName: 'payments.form.payee',
  payeeInn: 'payments.form.inn',
  payeeKpp: 'payments.form.kpp',
  payeeBik: 'payments.form.bik',
  payeeAccount: 'payments.form.payeeAccount',
  payeeBankName: 'payments.form.bank',
  payeeCorrAccount: 'payments.form.corrAccount',
  amountText: 'payments.form.amount',
  documentNumber: 'payments.form.number',
  purpose: 'payments.form.purpose',
  route: 'payments.form.route',
  executionOrder: 'payments.form.order',
  uin: 'payments.form.uin',
} as const satisfies Readonly<Record<DraftField, MessageKey>>;

/** Keys that go to a field; the place of the key counts, so they work in the Russian layout. Source: ui.md, Keys. */
export const FIELD_KEYS = {
  accountNumber: 'Alt+A',
  payeeName: 'Alt+P',
  amountText: 'Alt+S',
  purpose: 'Alt+N',
} as const satisfies Readonly<Partial<Record<DraftField, KeyCombo>>>;
export type KeyedField = keyof typeof FIELD_KEYS;

const ORDER = Object.keys(FIELD_LABELS) as readonly DraftField[]; // keys of FIELD_LABELS are the fields

/** Sorts fields as they stand in the form. */
export function inFormOrder(fields: readonly string[]): readonly DraftField[] {
  return ORDER.filter((field) => fields.includes(field));
}

/** The id of a field's input, so that a link in the summary can go to it. */
export function fieldId(field: DraftField): string {
  return `payment-${field}`;
}

export function focusField(field: DraftField): void {
  focusAbove(document.getElementById(fieldId(field)));
}

/** Longest text that main takes for a field; beyond it the keyboard is not accepted. */
export function fieldMaxLength(field: Exclude<DraftField, 'route'>): number {
  return DraftFields.shape[field].maxLength ?? Number.MAX_SAFE_INTEGER;
}

/** Says what is right for a field that is wrong. */
export function problemText(t: Translate, field: DraftField, code: ProblemCode, fields: DraftFields): string {
  if (code === 'required' && field === 'accountNumber') return t('payments.problem.accountRequired');
  const part = flawedPart(fields[field].trim().normalize('NFC')) ?? '';
  return t(`payments.problem.${code}`, { count: fields[field].trim().length, bik: fields.payeeBik, part });
}
