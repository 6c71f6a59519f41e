import { Tooltip } from '@mantine/core';
import type { OverviewView } from '../../../contract/areas/overview.ts';
import { useLanguage, useT, type Translate } from '../../i18n/t.ts';
import { formatDate, formatMonth } from '../../ui/dates.ts';
import { Panel } from '../../ui/screen.tsx';
import classes from './overview.module.css';

type Month = OverviewView['timeline'][number];
type Item = Month['items'][number];

/** Twelve months with what runs out in each; the shape tells the kind, the ring tells the urgent. */
export function Timeline({ months }: { readonly months: readonly Month[] }) {
  const t = useT();
  const legend = (
    <span className={classes.legend}>
      <Mark kind="token" /> {t('overview.timeline.token')}
      <Mark kind="certificate" /> {t('overview.timeline.certificate')}
      <Mark kind="token" isUrgent /> {t('overview.timeline.urgent')}
    </span>
  );
  return (
    <Panel title={t('overview.timeline.title')} aside={legend}>
      <ol className={classes.months}>
        {months.map((month) => (
          <MonthCell key={month.month} month={month} />
        ))}
      </ol>
    </Panel>
  );
}

function MonthCell({ month }: { readonly month: Month }) {
  const t = useT();
  const language = useLanguage();
  const lines = month.items.map((item) => describe(t, item));
  return (
    <Tooltip
      disabled={lines.length === 0}
      label={lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    >
      <li className={classes.month}>
        <span className={classes.marks}>
          {month.items.map((item) => (
            <Mark key={`${item.kind} ${item.label}`} kind={item.kind} isUrgent={item.isUrgent} />
          ))}
        </span>
        <span className={classes.monthName}>{formatMonth(month.month, language)}</span>
        {lines.length > 0 && <span className={classes.hidden}>{lines.join('; ')}</span>}
      </li>
    </Tooltip>
  );
}

function describe(t: Translate, item: Item): string {
  const values = { label: item.label, date: formatDate(item.at) };
  return item.kind === 'token'
    ? t('overview.timeline.tokenLine', values)
    : t('overview.timeline.certificateLine', values);
}

function Mark({ kind, isUrgent = false }: { readonly kind: Item['kind']; readonly isUrgent?: boolean }) {
  return <span className={classes.mark} data-kind={kind} data-urgent={isUrgent || undefined} aria-hidden />;
}
