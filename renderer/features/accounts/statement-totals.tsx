import type { StatementView } from '../../../contract/areas/statements.ts';
import { useT } from '../../i18n/t.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './accounts.module.css';

interface StatementTotalsProps {
  readonly balances: NonNullable<StatementView['balances']>;
  readonly currency: string;
}

/** What was there, came, went and is there now, for the whole period. */
export function StatementTotals({ balances, currency }: StatementTotalsProps) {
  const t = useT();
  return (
    <dl className={classes.totals}>
      <Total name={t('accounts.totals.begin')} minor={balances.beginMinor} currency={currency} />
      <Total name={t('accounts.totals.in')} minor={balances.inMinor} currency={currency} />
      <Total name={t('accounts.totals.out')} minor={balances.outMinor} currency={currency} />
      <Total name={t('accounts.totals.end')} minor={balances.endMinor} currency={currency} />
    </dl>
  );
}

interface TotalProps {
  readonly name: string;
  readonly minor: number;
  readonly currency: string;
}

function Total({ name, minor, currency }: TotalProps) {
  return (
    <div className={classes.total}>
      <dt>{name}</dt>
      <dd>
        <MoneyText minor={minor} currency={currency} />
      </dd>
    </div>
  );
}
