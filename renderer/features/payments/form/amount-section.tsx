import { Select } from '@mantine/core';
import { formatAmount, formatMoney, parseAmountText } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import { DraftTextField } from './draft-text-field.tsx';
import classes from './payment-form.module.css';
import type { DraftForm } from './use-draft.ts';
import { followAmount, includedVat, readVat, VAT_RATES, withVat, type VatChoice } from './vat.ts';

/** How much, with the sum in words, the VAT in it, and the number of the document. */
export function AmountSection({ form }: { readonly form: DraftForm }) {
  const minor = parseAmountText(form.fields.amountText);
  const preview = form.live.judged?.preview ?? null;
  const words = preview !== null && preview.amountMinor === minor ? preview.amountInWords : null;
  return (
    <>
      <DraftTextField
        form={form}
        field="amountText"
        className={classes.amount}
        rightSection={<span aria-hidden>₽</span>}
        description={words ?? undefined}
        onText={(text) => form.patch(withAmount(text, form.fields.purpose))}
        tidy={tidyAmount}
      />
      <VatField form={form} minor={minor} />
      <DraftTextField
        form={form}
        field="documentNumber"
        className={classes.number}
        isNumeric
        tidy={trimmed}
      />
    </>
  );
}

function VatField({ form, minor }: { readonly form: DraftForm; readonly minor: number | null }) {
  const t = useT();
  const choice = readVat(form.fields.purpose);
  const options = [
    { value: 'unsaid', label: t('payments.form.vatUnsaid') },
    { value: 'without', label: t('payments.form.vatWithout') },
    ...VAT_RATES.map((rate) => ({ value: String(rate), label: t('payments.form.vatRate', { rate }) })),
  ];
  const hint =
    typeof choice === 'number' && minor !== null
      ? t('payments.form.vatAmount', { amount: formatMoney(includedVat(minor, choice)) })
      : undefined;
  return (
    <Select
      className={classes.vat ?? ''}
      label={t('payments.form.vat')}
      data={options}
      value={String(choice)}
      allowDeselect={false}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      comboboxProps={{ shadow: 'md' }}
      onChange={(value) => form.patch({ purpose: withVat(form.fields.purpose, toChoice(value), minor ?? 0) })}
    />
  );
}

function toChoice(value: string | null): VatChoice {
  if (value === 'without') return 'without';
  return VAT_RATES.find((rate) => String(rate) === value) ?? 'unsaid';
}

/** The VAT named in the purpose follows the sum. */
function withAmount(amountText: string, purpose: string) {
  const minor = parseAmountText(amountText);
  return minor === null ? { amountText } : { amountText, purpose: followAmount(purpose, minor) };
}

function tidyAmount(text: string): string {
  const minor = parseAmountText(text);
  return minor === null ? text.trim() : formatAmount(minor);
}

function trimmed(text: string): string {
  return text.trim();
}
