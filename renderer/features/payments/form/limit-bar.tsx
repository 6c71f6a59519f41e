import { formatMoney } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import { MoneyText } from '../../../ui/money-text.tsx';
import { limitShares } from './limit-shares.ts';
import classes from './preview-panel.module.css';

interface LimitBarProps {
  readonly kind: 'day' | 'month';
  /** Units: kopecks; `limitMinor` is `null` where nothing limits. */
  readonly use: { readonly usedMinor: number; readonly limitMinor: number | null };
  /** The sum of this payment, `null` while it cannot be read. Units: kopecks. */
  readonly amountMinor: number | null;
}

/** What is left of a limit; the bar shows what has gone and, lighter, this payment. The numbers say it too. */
export function LimitBar({ kind, use, amountMinor }: LimitBarProps) {
  const t = useT();
  if (use.limitMinor === null) {
    return (
      <div className={classes.limitLine}>
        <span>{kind === 'day' ? t('payments.panel.noDayLimit') : t('payments.panel.noMonthLimit')}</span>
        <span className={classes.limitSum} title={t('payments.panel.limitFree')}>
          <MoneyText minor={use.usedMinor} />
        </span>
      </div>
    );
  }
  const shares = limitShares({ ...use, limitMinor: use.limitMinor }, amountMinor ?? 0);
  const overLabel = kind === 'day' ? t('payments.panel.dayOver') : t('payments.panel.monthOver');
  const leftLabel = kind === 'day' ? t('payments.panel.dayLeft') : t('payments.panel.monthLeft');
  return (
    <div>
      <div className={classes.limitLine} data-over={shares.isOver || undefined}>
        <span>{shares.isOver ? overLabel : leftLabel}</span>
        <span
          className={classes.limitSum}
          title={t('payments.panel.limitOf', { limit: formatMoney(use.limitMinor) })}
        >
          <MoneyText minor={shares.isOver ? shares.overMinor : shares.leftMinor} />
        </span>
      </div>
      <div className={classes.bar} data-over={shares.isOver || undefined} aria-hidden>
        <div className={classes.used} style={{ width: `${String(shares.usedPercent)}%` }} />
        <div className={classes.thisOne} style={{ width: `${String(shares.thisPercent)}%` }} />
      </div>
    </div>
  );
}
