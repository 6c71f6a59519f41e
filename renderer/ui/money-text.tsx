import { formatMoney } from '../../contract/values/money.ts';
import classes from './text.module.css';

interface MoneyTextProps {
  readonly minor: number | null;
  /** Letters of ISO 4217. */
  readonly currency?: string;
  readonly strong?: boolean;
}

/** Shows a sum of kopecks, or of hundredths of another currency; a dash when there is none. */
export function MoneyText({ minor, currency = 'RUB', strong = false }: MoneyTextProps) {
  if (minor === null) return <span className={classes.dim}>—</span>;
  return <span className={strong ? classes.moneyStrong : classes.money}>{formatMoney(minor, currency)}</span>;
}
