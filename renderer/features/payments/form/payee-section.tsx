import { checkBik } from '../../../../contract/values/bank-details.ts';
import { useT } from '../../../i18n/t.ts';
import { LookAlikeNotes } from '../../../ui/payment/look-alike-notes.tsx';
import { BankLine } from './bank-line.tsx';
import { cleanNumber, isKnownBank, withBik } from './blank-draft.ts';
import { DraftTextField } from './draft-text-field.tsx';
import { PayeeField } from './payee-field.tsx';
import classes from './payment-form.module.css';
import { useBank } from './use-bank.ts';
import type { DraftForm } from './use-draft.ts';

/** To whom: name, INN, KPP, BIK and account; the bank follows from the BIK where we know it. */
export function PayeeSection({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const { payeeBik, payeeBankName, payeeCorrAccount } = form.fields;
  const found = useBank(form);
  const isKnown = isKnownBank(form.fields, found.bank);
  const needsBank =
    !isKnown && (checkBik(payeeBik) === null || payeeBankName !== '' || payeeCorrAccount !== '');
  const number = { form, isNumeric: true, tidy: cleanNumber } as const;
  return (
    <>
      <PayeeField form={form} />
      <DraftTextField {...number} field="payeeInn" className={classes.inn} />
      <DraftTextField
        {...number}
        field="payeeKpp"
        className={classes.quarter}
        placeholder={t('payments.form.kppHint')}
      />
      <DraftTextField
        {...number}
        field="payeeBik"
        className={classes.bik}
        description={isKnown || found.isKnown ? <BankLine fields={form.fields} found={found} /> : undefined}
        onText={(text) => form.patch(withBik(form.fields, text, found.bank))}
      />
      <DraftTextField {...number} field="payeeAccount" className={classes.account} />
      {needsBank && (
        <>
          <DraftTextField
            form={form}
            field="payeeBankName"
            className={classes.half}
            description={<LookAlikeNotes text={payeeBankName} />}
          />
          <DraftTextField {...number} field="payeeCorrAccount" className={classes.half} />
        </>
      )}
    </>
  );
}
