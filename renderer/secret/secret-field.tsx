import { PasswordInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/t.ts';

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | null;
  readonly isFirst?: boolean;
  readonly onChange: (value: string) => void;
}

/** A field that hides what is typed until the person asks to see it; no browser memory, no spelling service. */
export function SecretField({ label, value, error, isFirst = false, onChange }: SecretFieldProps) {
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
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
