import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy } from '@tabler/icons-react';
import { STATEMENT_FORMATS, type StatementPeriod } from '../../../contract/areas/statements.ts';
import { useT } from '../../i18n/t.ts';
import { useExportStatement } from './use-statement.ts';

interface ExportMenuProps {
  readonly period: StatementPeriod;
  /** The statement is whole. */
  readonly isEnabled: boolean;
}

/** «Сохранить»: the statement as a file of 1C, a table or a print. */
export function ExportMenu({ period, isEnabled }: ExportMenuProps) {
  const t = useT();
  const save = useExportStatement();
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDeviceFloppy size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          loading={save.isPending}
          disabled={!isEnabled}
        >
          {t('accounts.export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {STATEMENT_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void save.run({ ...period, format })}>
            {t(`accounts.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
