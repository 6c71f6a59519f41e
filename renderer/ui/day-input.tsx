import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatDayText, parseDayText, parseNearDayText } from '../../contract/values/parse-day.ts';

interface DayInputProps {
  readonly label: string;
  /** Only a screen reader hears the label; the place makes the meaning plain to everybody else. */
  readonly isLabelHidden?: boolean;
  readonly description?: string | undefined;
  /** As typed; read it with `parseDayText`. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur?: () => void;
  readonly error?: string | undefined;
  /** Marks the field as wrong where the words stand elsewhere. */
  readonly isInvalid?: boolean;
  readonly required?: boolean;
  /** The day of a payment, whose year may have two digits; read it with `parseNearDayText`. */
  readonly isNear?: boolean;
}

/**
 * A field for a calendar day, typed as `дд.мм.гггг`; other ways to write the same day are put right when the field is
 * left.
 */
export function DayInput(props: DayInputProps) {
  const leave = () => {
    const date = (props.isNear === true ? parseNearDayText : parseDayText)(props.value);
    if (date !== null) props.onChange(formatDayText(date));
    props.onBlur?.();
  };
  const error: ReactNode = props.error ?? props.isInvalid ?? false;
  return (
    <TextInput
      {...(props.isLabelHidden === true ? { 'aria-label': props.label } : { label: props.label })}
      description={props.description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={props.value}
      error={error}
      withAsterisk={props.required ?? false}
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      styles={{ input: { fontVariantNumeric: 'tabular-nums' } }}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}
