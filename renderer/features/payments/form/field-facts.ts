import { DraftFields, type DraftField } from '../../../../contract/areas/payments.ts';
import type { MessageKey } from '../../../i18n/t.ts';
import { focusAbove } from '../../../ui/focus-above.ts';
import type { KeyCombo } from '../../../ui/key-combo.ts';

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
  taxPayerStatus: 'payments.form.taxPayerStatus',
  kbk: 'payments.form.kbk',
  oktmo: 'payments.form.oktmo',
  taxEvidence: 'payments.form.taxEvidence',
  taxPeriod: 'payments.form.taxPeriod',
  taxDocNumber: 'payments.form.taxDocNumber',
  taxDocDate: 'payments.form.taxDocDate',
  uin: 'payments.form.uin',
  thirdPartyName: 'payments.form.thirdPartyName',
  thirdPartyInn: 'payments.form.thirdPartyInn',
  thirdPartyKpp: 'payments.form.thirdPartyKpp',
  amountText: 'payments.form.amount',
  documentNumber: 'payments.form.number',
  purpose: 'payments.form.purpose',
  route: 'payments.form.route',
  executionOrder: 'payments.form.order',
  revenueTypeCode: 'payments.form.revenueTypeCode',
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
  const shape = DraftFields.shape[field];
  const text = 'maxLength' in shape ? shape : shape.unwrap();
  return text.maxLength ?? Number.MAX_SAFE_INTEGER;
}
