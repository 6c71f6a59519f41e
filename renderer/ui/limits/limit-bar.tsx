import type { LimitRow } from '../../../contract/areas/limits.ts';
import classes from './limits.module.css';
import { limitShares } from './limit-shares.ts';

/** What has gone of a limit and, lighter, this payment. The numbers beside it say the same. */
export function LimitBar({ row }: { readonly row: LimitRow }) {
  const { isOver, left, usedPercent, thisPercent } = limitShares(row);
  return (
    <div className={classes.bar} data-over={isOver || left === 0 || undefined} aria-hidden>
      <div className={classes.used} style={{ width: `${String(usedPercent)}%` }} />
      <div className={classes.thisOne} style={{ width: `${String(thisPercent)}%` }} />
    </div>
  );
}
