import { ActionIcon, Button, Indicator, Popover, Tooltip } from '@mantine/core';
import { IconBell, IconCalendarDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { WarningView } from '../../contract/areas/reminders.ts';
import { useT } from '../i18n/t.ts';
import { CalendarButton } from '../ui/calendar-button.tsx';
import { useReminders } from '../ui/use-reminders.ts';
import classes from './bell.module.css';
import { WarningLine } from './warning-line.tsx';

/** The bell of the header: how many things want somebody, and each of them as a link. */
export function Bell() {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const query = useReminders();
  const warnings = query.data?.warnings ?? [];
  const label =
    warnings.length === 0 ? t('clock.bell.none') : t('clock.bell.label', { count: warnings.length });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={420} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={label} disabled={isOpen}>
          <Indicator
            label={warnings.length}
            disabled={warnings.length === 0}
            size={16}
            offset={6}
            color="orange.9"
          >
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={label}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <IconBell size={18} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''} aria-label={t('clock.bell.title')}>
        <Warnings warnings={warnings} onGo={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface WarningsProps {
  readonly warnings: readonly WarningView[];
  readonly onGo: () => void;
}

function Warnings({ warnings, onGo }: WarningsProps) {
  const t = useT();
  return (
    <>
      <h2 className={classes.title}>{t('clock.bell.title')}</h2>
      {warnings.length === 0 ? (
        <p className={classes.none}>{t('clock.bell.noneText')}</p>
      ) : (
        <ul className={classes.list}>
          {warnings.map((warning) => (
            <li key={keyOf(warning)}>
              <WarningLine warning={warning} onGo={onGo} />
            </li>
          ))}
        </ul>
      )}
      <CalendarButton companyId={null}>
        {(save, isPending) => (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconCalendarDown size={16} aria-hidden />}
            loading={isPending}
            onClick={save}
          >
            {t('clock.bell.calendar')}
          </Button>
        )}
      </CalendarButton>
    </>
  );
}

function keyOf(warning: WarningView): string {
  return `${warning.kind}/${warning.kind === 'certificate-ends' ? warning.certificateId : warning.tokenId}`;
}
