import { useT } from '../i18n/t.ts';
import { formatDate, formatDays, formatMoment, zoned } from './dates.ts';
import classes from './text.module.css';
import { useNow } from './use-now.ts';

interface DateProps {
  /** A moment or a `yyyy-mm-dd` day; `null` is shown as a dash. */
  readonly at: string | null;
}

/** Shows a day, `16.11.2026`. */
export function DateText({ at }: DateProps) {
  if (at === null) return <span className={classes.dim}>—</span>;
  return (
    <time dateTime={at} className={classes.date}>
      {formatDate(at)}
    </time>
  );
}

/** Shows a moment: `сегодня 14:02`, `16.11.2026 14:02`; the full one with its zone as a tooltip. */
export function MomentText({ at }: DateProps) {
  const t = useT();
  const now = useNow();
  if (at === null) return <span className={classes.dim}>—</span>;
  return (
    <time dateTime={at} className={classes.date} title={zoned(at).toFormat('dd.MM.yyyy HH:mm:ss ZZ')}>
      {formatMoment(t, at, now)}
    </time>
  );
}

/** Shows how far a day is, `через 85 дн.`; stands beside the day itself. Units: whole days, negative when past. */
export function DaysText({ days }: { readonly days: number }) {
  const t = useT();
  return <span className={classes.date}>{formatDays(t, days)}</span>;
}
