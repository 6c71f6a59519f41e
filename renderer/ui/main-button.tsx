import { Button, Kbd, type ButtonProps } from '@mantine/core';
import { useShortcut } from './shortcut.ts';

interface MainButtonProps extends Pick<ButtonProps, 'leftSection' | 'loading' | 'size'> {
  readonly label: string;
  readonly onRun: () => void;
}

/** The button of a screen's main action; Ctrl+Enter does the same. Source: ui.md, Keys. */
export function MainButton({ label, onRun, ...look }: MainButtonProps) {
  useShortcut({ keys: 'Ctrl+Enter', label, run: onRun, isEnabled: look.loading !== true });
  return (
    <Button
      {...look}
      aria-keyshortcuts="Control+Enter"
      rightSection={
        <Kbd size="xs" aria-hidden>
          Ctrl Enter
        </Kbd>
      }
      onClick={onRun}
    >
      {label}
    </Button>
  );
}
