import { ActionIcon, Button, Indicator, Popover, Tooltip } from '@mantine/core';
import { IconBell, IconCalendarDown, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { WarningView } from '../../contract/areas/reminders.ts';
import { useSession } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import { CalendarButton } from '../ui/calendar-button.tsx';
import { useExchange } from '../ui/exchange/use-exchange.ts';
import { paths } from '../ui/paths.ts';
import { useReminders } from '../ui/use-reminders.ts';
import classes from './bell.module.css';
import { WarningLine } from './warning-line.tsx';

/** The bell of the header: how many things want somebody, and each of them as a link. */
export function Bell() {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const query = useReminders();
  const warnings = query.data?.warnings ?? [];
  const requests = useRequests();
  const count = warnings.length + (requests > 0 ? 1 : 0);
  const label = count === 0 ? t('clock.bell.none') : t('clock.bell.label', { count });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={420} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={label} disabled={isOpen}>
          <Indicator label={count} disabled={count === 0} size={16} offset={6} color="orange.9">
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
        <Warnings warnings={warnings} requests={requests} onGo={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** How many requests of an organization wait for this person. */
function useRequests(): number {
  const { companyId, attention } = useSession();
  const { data } = useExchange(companyId);
  return data === undefined || data === null ? 0 : attention.approvals;
}

interface WarningsProps {
  readonly warnings: readonly WarningView[];
  readonly requests: number;
  readonly onGo: () => void;
}

function Warnings({ warnings, requests, onGo }: WarningsProps) {
  const t = useT();
  return (
    <>
      <h2 className={classes.title}>{t('clock.bell.title')}</h2>
      {warnings.length === 0 && requests === 0 ? (
        <p className={classes.none}>{t('clock.bell.noneText')}</p>
      ) : (
        <ul className={classes.list}>
          {requests > 0 && (
            <li>
              <Link href={paths.approvals} className={classes.line} onClick={onGo}>
                <IconSignature size={18} className={classes.icon} aria-hidden />
                <span className={classes.words}>
                  <span className={classes.name}>{t('exchange.bell', { count: requests })}</span>
                </span>
              </Link>
            </li>
          )}
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
