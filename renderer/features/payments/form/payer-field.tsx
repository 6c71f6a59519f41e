import { Select } from '@mantine/core';
import type { AccountView } from '../../../../contract/areas/accounts.ts';
import { isRoubleAccount } from '../../../../contract/values/currencies.ts';
import { formatMoney } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import { formatAccount } from '../../../ui/account-text.tsx';
import { FIELD_LABELS, fieldId } from './field-facts.ts';
import { keyHint } from './key-hint.tsx';
import type { DraftForm } from './use-draft.ts';
import { useProblem } from './use-problem.ts';

interface PayerFieldProps {
  readonly form: DraftForm;
  readonly accounts: readonly AccountView[];
}

/** From which account, and what can be spent of it. Rouble payments leave rouble accounts only. */
export function PayerField({ form, accounts }: PayerFieldProps) {
  const t = useT();
  const chosen = form.fields.accountNumber;
  const problem = useProblem(form, 'accountNumber');
  const options = accounts.filter(isRoubleAccount).map((account) => ({
    value: account.accountNumber,
    label: t('payments.form.accountOption', {
      name: account.name,
      account: formatAccount(account.accountNumber),
      available: formatMoney(account.availableMinor),
    }),
  }));
  const isGone = chosen !== '' && !options.some(({ value }) => value === chosen);
  const gone = { value: chosen, label: t('payments.form.accountGone', { account: formatAccount(chosen) }) };
  return (
    <Select
      {...keyHint('accountNumber')}
      id={fieldId('accountNumber')}
      label={t(FIELD_LABELS.accountNumber)}
      placeholder={t('payments.form.accountChoose')}
      data={isGone ? [...options, gone] : options}
      value={chosen === '' ? null : chosen}
      allowDeselect={false}
      comboboxProps={{ shadow: 'md' }}
      error={problem}
      onChange={(value) => form.patch({ accountNumber: value ?? '' })}
      onBlur={() => form.leave('accountNumber')}
    />
  );
}
