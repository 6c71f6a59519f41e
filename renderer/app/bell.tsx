import { ActionIcon, Button, Indicator, Popover, Tooltip } from '@mantine/core';
import {
  IconBell,
  IconCalendarDown,
  IconCreditCardPay,
  IconListCheck,
  IconRepeat,
  IconSignature,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { WarningView } from '../../contract/areas/reminders.ts';
import type { SessionView } from '../../contract/areas/session.ts';
import { waitingWarnings } from '../../contract/values/waiting-warnings.ts';
import { useSession } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import { CalendarButton } from '../ui/calendar-button.tsx';
import { paths } from '../ui/paths.ts';
import { useReminders } from '../ui/use-reminders.ts';
import classes from './bell.module.css';
import { WarningLine } from './warning-line.tsx';
import { waitingFor } from '../ui/waiting-for.ts';

/**
 * The bell of the header: the sum of the badges of the navigation, and what they count as links; of the company on the
 * screen, as everywhere.
 */
export function Bell() {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const query = useReminders();
  const all = query.data?.warnings ?? [];
  const { attention, companyId } = useSession();
  const warnings = waitingWarnings(all, companyId ?? '');
  const isMoreElsewhere = all.some((warning) => warning.companyId !== companyId);
  const count = waitingFor(attention);
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
        <Warnings
          warnings={warnings}
          isMoreElsewhere={isMoreElsewhere}
          attention={attention}
          onGo={() => setOpen(false)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface WarningsProps {
  /** Of the company on the screen, as the number counts them. */
  readonly warnings: readonly WarningView[];
  readonly isMoreElsewhere: boolean;
  readonly attention: SessionView['attention'];
  readonly onGo: () => void;
}

/** What waits besides the warnings, by the screen that has it. */
const WAITING = [
  { of: 'approvals', to: paths.approvals, icon: IconSignature, label: 'exchange.bell' },
  { of: 'payments', to: paths.payments, icon: IconCreditCardPay, label: 'clock.bell.payments' },
  { of: 'templates', to: paths.templates, icon: IconRepeat, label: 'clock.bell.templates' },
  { of: 'plans', to: paths.plans, icon: IconListCheck, label: 'clock.bell.plans' },
] as const;

function Warnings({ warnings, isMoreElsewhere, attention, onGo }: WarningsProps) {
  const t = useT();
  const waiting = WAITING.filter((one) => attention[one.of] > 0);
  return (
    <>
      <h2 className={classes.title}>{t('clock.bell.title')}</h2>
      {warnings.length === 0 && waiting.length === 0 ? (
        <p className={classes.none}>{t('clock.bell.noneText')}</p>
      ) : (
        <ul className={classes.list}>
          {waiting.map(({ of, to, icon: Icon, label }) => (
            <li key={of}>
              <Link href={to} className={classes.line} onClick={onGo}>
                <Icon size={18} className={classes.icon} aria-hidden />
                <span className={classes.words}>
                  <span className={classes.name}>{t(label, { count: attention[of] })}</span>
                </span>
              </Link>
            </li>
          ))}
          {warnings.map((warning) => (
            <li key={keyOf(warning)}>
              <WarningLine warning={warning} onGo={onGo} />
            </li>
          ))}
        </ul>
      )}
      {isMoreElsewhere && (
        <p className={classes.elsewhere}>
          <Link href={paths.overview} onClick={onGo}>
            {t('clock.bell.elsewhere')}
          </Link>
        </p>
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
