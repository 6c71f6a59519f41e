import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../../i18n/t.ts';
import { LookAlikeNotes } from '../../../ui/payment/look-alike-notes.tsx';
import { cleanNumber } from './blank-draft.ts';
import { DraftTextField } from './draft-text-field.tsx';
import classes from './payment-form.module.css';
import type { DraftForm } from './use-draft.ts';

/** The fields of a payment to the budget, by their numbers on the paper form. */
export function BudgetSection({ form }: { readonly form: DraftForm }) {
  const number = { form, isNumeric: true, tidy: cleanNumber } as const;
  const code = { form, tidy: upperCase } as const;
  return (
    <>
      <DraftTextField {...number} field="taxPayerStatus" className={classes.quarter} />
      <DraftTextField {...number} field="kbk" className={classes.half} />
      <DraftTextField {...number} field="oktmo" className={classes.quarter} />
      <DraftTextField {...code} field="taxEvidence" className={classes.quarter} />
      <DraftTextField {...code} field="taxPeriod" className={classes.quarter} />
      <DraftTextField {...code} field="taxDocNumber" className={classes.quarter} />
      <DraftTextField form={form} field="taxDocDate" className={classes.quarter} />
      <DraftTextField form={form} field="uin" className={classes.half} />
      <ThirdParty form={form} />
    </>
  );
}

/** Whose tax it is, when not the payer's. */
function ThirdParty({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const { thirdPartyInn, thirdPartyKpp, thirdPartyName } = form.fields;
  const isFilled = thirdPartyInn !== '' || thirdPartyKpp !== '' || thirdPartyName !== '';
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen || isFilled;
  const number = { form, isNumeric: true, tidy: cleanNumber } as const;
  return (
    <>
      <Checkbox
        className={classes.thirdParty ?? ''}
        label={t('payments.form.thirdPartyToggle')}
        checked={isShown}
        onChange={({ currentTarget: { checked } }) => {
          setOpen(checked);
          if (!checked) form.patch({ thirdPartyInn: '', thirdPartyKpp: '', thirdPartyName: '' });
        }}
      />
      {isShown && (
        <>
          <DraftTextField
            form={form}
            field="thirdPartyName"
            className={classes.half}
            description={<LookAlikeNotes text={thirdPartyName} />}
          />
          <DraftTextField {...number} field="thirdPartyInn" className={classes.quarter} />
          <DraftTextField {...number} field="thirdPartyKpp" className={classes.quarter} />
        </>
      )}
    </>
  );
}

function upperCase(text: string): string {
  return text.trim().toUpperCase();
}
