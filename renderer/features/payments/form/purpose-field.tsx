import { Textarea } from '@mantine/core';
import { PURPOSE_MAX } from '../../../../contract/values/bank-details/texts.ts';
import { useT } from '../../../i18n/t.ts';
import { LookAlikeNotes } from '../../../ui/payment/look-alike-notes.tsx';
import { oneLine } from './blank-draft.ts';
import { FIELD_LABELS, fieldId, fieldMaxLength, problemText } from './field-facts.ts';
import classes from './payment-form.module.css';
import type { DraftForm } from './use-draft.ts';

/** What for, with a counter. One line for the bank, so line breaks become spaces. */
export function PurposeField({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const { purpose } = form.fields;
  const problem = form.problem('purpose');
  const count = purpose.trim().length;
  const over = count - PURPOSE_MAX;
  const counter =
    over > 0
      ? t('payments.form.purposeOver', { count, limit: PURPOSE_MAX, over })
      : t('payments.form.purposeCount', { count, limit: PURPOSE_MAX });
  return (
    <Textarea
      id={fieldId('purpose')}
      className={classes.whole ?? ''}
      label={t(FIELD_LABELS.purpose)}
      value={purpose}
      maxLength={fieldMaxLength('purpose')}
      autosize
      minRows={2}
      maxRows={4}
      description={
        <>
          <span data-over={over > 0 || undefined}>{counter}</span>
          {problem === null && <LookAlikeNotes text={purpose} />}
        </>
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={problem === null ? undefined : problemText(t, 'purpose', problem, form.fields)}
      onChange={(event) => form.patch({ purpose: oneLine(event.currentTarget.value) })}
      onBlur={() => form.leave('purpose')}
    />
  );
}
