import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { leftOfLimit, type LimitsView } from '../../../contract/areas/limits.ts';
import { moscowDate } from '../../../contract/values/dates.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { LimitBar } from '../../ui/limits/limit-bar.tsx';
import { limitKind, tightest } from '../../ui/limits/limit-shares.ts';
import classes from '../../ui/limits/limits.module.css';
import { LimitsTable } from '../../ui/limits/limits-table.tsx';
import { useNow } from '../../ui/use-now.ts';

/** What can still be paid today and this month, in one line over the list; all limits below it when asked for. */
export function LimitsStrip() {
  const t = useT();
  const { companyId } = useCompany();
  const [isOpen, setOpen] = useState(false);
  const today = moscowDate(useNow().toUTC().toISO() ?? '');
  const query = useQuery<LimitsView>({
    queryKey: keys.limits(companyId, today),
    queryFn: () => unwrap(app().payments.limits({ companyId })),
  });
  const limits = query.data;
  if (limits === undefined || limits.rows.length === 0) return null;
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <section className={classes.strip} aria-label={t('payments.limits.title')}>
      <UnstyledButton
        className={classes.stripHead ?? ''}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Tightest limits={limits} span="day" />
        <Tightest limits={limits} span="month" />
        <span className={classes.stripMore}>
          {t('payments.limits.title')}
          <Chevron size={16} aria-hidden />
        </span>
      </UnstyledButton>
      {isOpen && (
        <div className={classes.stripBody}>
          <LimitsTable limits={limits} />
        </div>
      )}
    </section>
  );
}

interface TightestProps {
  readonly limits: LimitsView;
  readonly span: 'day' | 'month';
}

function Tightest({ limits, span }: TightestProps) {
  const t = useT();
  const row = tightest(limits.rows, span);
  if (row === null) return null;
  const left = leftOfLimit(row);
  return (
    <span className={classes.stripOne}>
      <span className={classes.stripText} data-over={left === 0 || undefined}>
        {t(`payments.limits.strip.${span}.${limitKind(row)}`, { left: formatMoney(left) })}
      </span>
      <LimitBar row={row} />
    </span>
  );
}
