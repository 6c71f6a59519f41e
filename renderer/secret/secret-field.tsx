import { PasswordInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/t.ts';

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | null;
  readonly isFirst?: boolean;
  /**
   * A field of one line joins pasted lines; here a space stays between them, so that a token ends where its line ends.
   */
  readonly takesLines?: boolean;
  readonly onChange: (value: string) => void;
}

/** A field that hides what is typed until the person asks to see it; no browser memory, no spelling service. */
export function SecretField({
  label,
  value,
  error,
  isFirst = false,
  takesLines = false,
  onChange,
}: SecretFieldProps) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);
  return (
    <PasswordInput
      ref={field}
      label={label}
      value={value}
      error={error}
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': t('secret.show'), tabIndex: 0 }}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData('text');
        if (!takesLines || !/[\r\n]/.test(pasted)) return;
        event.preventDefault();
        onChange(pasted.trim().replace(/[\r\n]+/g, ' '));
      }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
