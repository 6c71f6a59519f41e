import { isOverLimit, type LimitRow, type LimitsView } from '../../../../contract/areas/limits.ts';
import { formatMoney } from '../../../../contract/values/money.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { LimitBar } from '../../../ui/limits/limit-bar.tsx';
import { limitKind, limitShares, tightest } from '../../../ui/limits/limit-shares.ts';
import { limitNotes } from '../../../ui/limits/limits-table.tsx';
import classes from './preview-panel.module.css';

/** The limits that this payment does not fit; of the day and the month at least the one that leaves least. */
export function LimitsPart({ limits }: { readonly limits: LimitsView }) {
  const t = useT();
  const shown = shownLimits(limits.rows);
  const notes = limitNotes({ ...limits, rows: [...shown] });
  return (
    <>
      {shown.map((row) => (
        <LimitLine key={`${row.span} ${limitKind(row)}`} row={row} />
      ))}
      {notes.map((note) => (
        <p key={note} className={classes.limitNote}>
          {t(`payments.limits.note.${note}`)}
        </p>
      ))}
    </>
  );
}

/** Exported for its test. */
export function shownLimits(rows: readonly LimitRow[]): readonly LimitRow[] {
  return (['payment', 'payee-day', 'day', 'month'] as const).flatMap((span) => {
    const over = rows.filter((row) => row.span === span && isOverLimit(row));
    if (over.length > 0) return over;
    const least = span === 'day' || span === 'month' ? tightest(rows, span) : null;
    return least === null ? [] : [least];
  });
}

function LimitLine({ row }: { readonly row: LimitRow }) {
  const t = useT();
  const shares = limitShares(row);
  const { isOver } = shares;
  return (
    <div>
      <div className={classes.limitLine} data-over={isOver || undefined}>
        <span>
          {isOver ? t(`payments.limits.over.${row.span}`) : t(`payments.limits.leftIn.${row.span}`)}
          <span className={classes.limitKind}>{t(`payments.limits.kind.${limitKind(row)}`)}</span>
        </span>
        <span
          className={classes.limitSum}
          title={t('payments.limits.of', { limit: amount(t, row, row.limit) })}
        >
          {amount(t, row, isOver ? shares.over : shares.left)}
        </span>
      </div>
      <LimitBar row={row} />
      {isOver && row.effect === 'warns' && (
        <p className={classes.limitNote}>
          {row.isDefault ? t('payments.limits.maybe.usual') : t('payments.limits.maybe.draft')}
        </p>
      )}
    </div>
  );
}

function amount(t: Translate, { unit }: LimitRow, value: number): string {
  return unit === 'minor' ? formatMoney(value) : t('payments.limits.payments', { count: value });
}
