import { Progress } from '@mantine/core';
import type { StatementView } from '../../../contract/areas/statements.ts';
import { useT } from '../../i18n/t.ts';
import { formatDate, formatMoment } from '../../ui/dates.ts';
import { useNow } from '../../ui/use-now.ts';
import classes from './accounts.module.css';

/** How far the reading is, which days are missing, or how fresh all of them are. */
export function StatementFreshness({ view }: { readonly view: StatementView }) {
  const t = useT();
  const now = useNow();
  const { reading, missing, readAt, isDoubtful } = view;
  if (reading !== null) {
    const { doneDays, totalDays, operations } = reading;
    return (
      <div className={classes.freshness} role="status">
        {t('accounts.statement.reading', { doneDays, totalDays, operations })}
        <Progress value={(doneDays / totalDays) * 100} size="sm" aria-hidden />
      </div>
    );
  }
  const [first] = missing;
  return (
    <div className={classes.freshness} role="status">
      {first !== undefined &&
        t('accounts.statement.missing', {
          from: formatDate(first.from),
          to: formatDate(missing.at(-1)?.to ?? first.to),
        })}
      {first === undefined &&
        readAt !== null &&
        t('accounts.statement.readAt', { when: formatMoment(t, readAt, now) })}
      {view.held > 0 && <> {t('accounts.statement.held', { count: view.held })}</>}
      {isDoubtful && <strong> {t('accounts.statement.doubtful')}</strong>}
    </div>
  );
}
