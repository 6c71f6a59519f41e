import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy } from '@tabler/icons-react';

/** One way to save. */
interface SaveChoice {
  readonly label: string;
  readonly isOff?: boolean;
  readonly save: () => void;
}

interface SaveMenuProps {
  readonly title: string;
  readonly choices: readonly SaveChoice[];
  readonly isSaving: boolean;
  readonly isOff?: boolean;
  /** In a row of small buttons. */
  readonly isSmall?: boolean;
}

/** A button that opens the ways to save what is on the screen. */
export function SaveMenu({ title, choices, isSaving, isOff = false, isSmall = false }: SaveMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size={isSmall ? 'xs' : 'sm'}
          leftSection={<IconDeviceFloppy size={isSmall ? 14 : 18} aria-hidden />}
          rightSection={<IconChevronDown size={isSmall ? 14 : 16} aria-hidden />}
          loading={isSaving}
          disabled={isOff}
        >
          {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item key={choice.label} disabled={choice.isOff ?? false} onClick={choice.save}>
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
