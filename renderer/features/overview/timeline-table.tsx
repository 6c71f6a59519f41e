import type { TimelineMonth } from '../../../contract/areas/overview.ts';
import { useLanguage, useT } from '../../i18n/t.ts';
import { formatLongMonth } from '../../ui/dates.ts';
import { DateText, DaysText } from '../../ui/date-text.tsx';
import classes from './overview.module.css';
import { EndLink, whoRenews } from './timeline-card.tsx';
import { Mark } from './timeline-mark.tsx';

interface TimelineTableProps {
  readonly months: readonly TimelineMonth[];
  readonly isOfAll: boolean;
}

/** The chart in words: one line for each end, the first of each month. */
export function TimelineTable({ months, isOfAll }: TimelineTableProps) {
  const t = useT();
  const language = useLanguage();
  const filled = months.filter(({ count }) => count > 0);
  if (filled.length === 0) return <p className={classes.quiet}>{t('overview.timeline.none')}</p>;
  return (
    <div className={classes.companiesRoom}>
      <table className={classes.companies} aria-label={t('overview.timeline.title')}>
        <thead>
          <tr>
            <th scope="col">{t('overview.timeline.table.what')}</th>
            <th scope="col">{t('overview.timeline.table.when')}</th>
            <th scope="col">{t('overview.timeline.table.who')}</th>
            {isOfAll && <th scope="col">{t('overview.companies.name')}</th>}
          </tr>
        </thead>
        {filled.map((month) => (
          <tbody key={month.month}>
            <tr>
              <th scope="rowgroup" colSpan={isOfAll ? 4 : 3} className={classes.monthRow}>
                {formatLongMonth(month.month, language)}
                {month.count > month.items.length && (
                  <> · {t('overview.timeline.more', { count: month.count - month.items.length })}</>
                )}
              </th>
            </tr>
            {month.items.map((item, index) => (
              <tr key={index}>
                <td>
                  <span className={classes.what}>
                    <Mark kind={item.kind} tone={item.tone} />
                    <EndLink item={item} />
                    <span className={classes.dim}>{t(`overview.timeline.${item.kind}`)}</span>
                  </span>
                </td>
                <td>
                  <DateText at={item.at} />{' '}
                  <span className={item.tone === 'calm' ? classes.dim : classes.soonText}>
                    <DaysText days={item.daysLeft} />
                  </span>
                </td>
                <td>{whoRenews(t, item)}</td>
                {isOfAll && <td>{item.companyName}</td>}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
