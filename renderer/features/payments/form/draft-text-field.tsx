import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DraftField } from '../../../../contract/areas/payments.ts';
import { useT } from '../../../i18n/t.ts';
import { FIELD_LABELS, fieldId, fieldMaxLength } from './field-facts.ts';
import { keyHint } from './key-hint.tsx';
import type { DraftForm } from './use-draft.ts';
import { useProblem } from './use-problem.ts';

interface DraftTextFieldProps {
  readonly form: DraftForm;
  readonly field: Exclude<DraftField, 'route' | 'purpose'>;
  readonly className?: string | undefined;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly rightSection?: ReactNode;
  readonly isNumeric?: boolean;
  /** What a change of the text means; by default it is the text of the field. */
  readonly onText?: (text: string) => void;
  /** Tidies the text when the field is left. */
  readonly tidy?: (text: string) => string;
}

/** One field of the form: its label, its text, and what is wrong with it once it was left. */
export function DraftTextField({ form, field, ...props }: DraftTextFieldProps) {
  const t = useT();
  const value = form.fields[field];
  const problem = useProblem(form, field);
  const take = props.onText ?? ((text: string) => form.patch({ [field]: text }));
  return (
    <TextInput
      {...(field === 'amountText' ? keyHint(field) : {})}
      id={fieldId(field)}
      className={props.className ?? ''}
      label={t(FIELD_LABELS[field])}
      value={value}
      maxLength={fieldMaxLength(field)}
      autoComplete="off"
      spellCheck={false}
      {...(props.isNumeric === true ? { inputMode: 'numeric' as const } : {})}
      description={problem === null ? props.description : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={props.placeholder ?? ''}
      rightSection={props.rightSection}
      error={problem}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => {
        const tidied = props.tidy?.(value) ?? value;
        if (tidied !== value) take(tidied);
        form.leave(field);
      }}
    />
  );
}
