import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useT } from '../i18n/t.ts';
import { useShortcut } from './shortcut.ts';

interface SearchInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Units: px. */
  readonly width?: number;
}

/** Units: px. */
const MIN_WIDTH = 180;

/** The search of a list: F3 goes to it, Esc inside it clears it. */
export function SearchInput({ label, placeholder, value, onChange, width = 260 }: SearchInputProps) {
  const t = useT();
  const field = useRef<HTMLInputElement>(null);
  useShortcut({ keys: 'F3', label, run: () => field.current?.select() });
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={value}
      style={{ flex: `1 1 ${MIN_WIDTH}px`, maxWidth: width }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        value === '' ? null : (
          <CloseButton size="sm" aria-label={t('common.action.clear')} onClick={() => onChange('')} />
        )
      }
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('');
      }}
    />
  );
}
