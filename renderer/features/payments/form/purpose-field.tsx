import { Textarea } from '@mantine/core';
import { useLayoutEffect, useRef, type ChangeEvent } from 'react';
import { PURPOSE_MAX } from '../../../../contract/values/bank-details/texts.ts';
import { useT } from '../../../i18n/t.ts';
import { LookAlikeNotes } from '../../../ui/payment/look-alike-notes.tsx';
import { oneLine } from './blank-draft.ts';
import { FIELD_LABELS, fieldId, fieldMaxLength } from './field-facts.ts';
import { keyHint } from './key-hint.tsx';
import classes from './payment-form.module.css';
import type { DraftForm } from './use-draft.ts';
import { isVatAlone, joinVat, tidyVat } from './vat.ts';
import { useProblem } from './use-problem.ts';

/** What for, with a counter. One line for the bank, so line breaks become spaces. */
export function PurposeField({ form }: { readonly form: DraftForm }) {
  const t = useT();
  const { purpose } = form.fields;
  const { field, take } = useTyping(form);
  const problem = useProblem(form, 'purpose');
  const count = purpose.trim().length;
  const over = count - PURPOSE_MAX;
  const counter =
    over > 0
      ? t('payments.form.purposeOver', { count, limit: PURPOSE_MAX, over })
      : t('payments.form.purposeCount', { count, limit: PURPOSE_MAX });
  return (
    <Textarea
      {...keyHint('purpose')}
      ref={field}
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
      error={problem}
      onChange={take}
      // What is typed into a purpose with nothing but its VAT stands before it.
      onFocus={(event) => {
        if (isVatAlone(purpose)) event.currentTarget.setSelectionRange(0, 0);
      }}
      onBlur={() => {
        const tidied = tidyVat(purpose);
        if (tidied !== purpose) form.patch({ purpose: tidied });
        form.leave('purpose');
      }}
    />
  );
}

/** Parts typed words from the sentence of VAT, and leaves the caret where the person types. */
function useTyping(form: DraftForm) {
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const take = (event: ChangeEvent<HTMLTextAreaElement>) => {
    const text = oneLine(event.currentTarget.value);
    const joined = joinVat({ text, caret: event.currentTarget.selectionStart });
    if (joined.text !== text) caret.current = joined.caret;
    form.patch({ purpose: joined.text });
  };
  return { field, take };
}
