import { TextInput } from '@mantine/core';
import { formatDayText, parseDayText } from './parse-day.ts';

interface DayInputProps {
  readonly label: string;
  readonly description?: string | undefined;
  /** As typed; read it with `parseDayText`. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onBlur?: () => void;
  readonly error?: string | undefined;
  readonly name?: string;
  readonly size?: 'xs' | 'sm';
  readonly required?: boolean;
}

/** A field for a calendar day, typed as `дд.мм.гггг`; other ways to write the same day are put right when the field is left. */
export function DayInput(props: DayInputProps) {
  const leave = () => {
    const date = parseDayText(props.value);
    if (date !== null) props.onChange(formatDayText(date));
    props.onBlur?.();
  };
  return (
    <TextInput
      label={props.label}
      description={props.description}
      value={props.value}
      error={props.error}
      name={props.name}
      size={props.size ?? 'sm'}
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
