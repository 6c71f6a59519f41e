import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { PayeeView } from '../../../../contract/areas/payments.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { AccountText } from '../../../ui/account-text.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { LookAlikeNotes } from '../../../ui/payment/look-alike-notes.tsx';
import { FIELD_LABELS, fieldId, fieldMaxLength, focusField } from './field-facts.ts';
import { keyHint } from './key-hint.tsx';
import { payeeFields } from './payee-fields.ts';
import classes from './payment-form.module.css';
import type { DraftForm } from './use-draft.ts';
import { usePayees } from '../use-payments.ts';
import { useProblem } from './use-problem.ts';

/** Units: milliseconds. */
const PAUSE_MS = 150;
/** As many as fit under the field without covering the whole form. */
const SHOWN = 6;

/** To whom: typing offers those already paid, and choosing one fills the whole section. */
export function PayeeField({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const name = form.fields.payeeName;
  const [settled] = useDebouncedValue(name, PAUSE_MS);
  const payees = (usePayees(useCompany().companyId, settled).data ?? []).slice(0, SHOWN);
  const problem = useProblem(form, 'payeeName');
  const choose = (value: string) => {
    const payee = payees[Number(value)];
    if (payee !== undefined) form.patch(payeeFields(payee, form.fields));
    combobox.closeDropdown();
    focusField('amountText');
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} shadow="md">
      <Combobox.Target>
        <TextInput
          {...keyHint('payeeName')}
          id={fieldId('payeeName')}
          className={classes.payee ?? ''}
          label={t(FIELD_LABELS.payeeName)}
          value={name}
          maxLength={fieldMaxLength('payeeName')}
          autoComplete="off"
          spellCheck={false}
          description={problem === null ? <LookAlikeNotes text={name} /> : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={problem}
          onChange={(event) => {
            form.patch({ payeeName: event.currentTarget.value });
            combobox.openDropdown();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown();
            form.leave('payeeName');
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={payees.length === 0}>
        <Combobox.Options aria-label={t('payments.form.payeeHint')}>
          {payees.map((payee, index) => (
            <Combobox.Option value={String(index)} key={`${payee.inn} ${payee.account} ${payee.bik}`}>
              <PayeeOption payee={payee} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function PayeeOption({ payee }: { readonly payee: PayeeView }) {
  const t = useT();
  return (
    <div className={classes.option}>
      <div className={classes.optionName}>{payee.name}</div>
      <div className={classes.optionFacts}>
        {t('payments.form.inn')} {payee.inn} · <AccountText account={payee.account} /> ·{' '}
        <DateText at={payee.lastPaidAt} />
      </div>
    </div>
  );
}
