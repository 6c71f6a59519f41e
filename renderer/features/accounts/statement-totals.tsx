import type { StatementPage } from '../../../contract/areas/accounts.ts';
import { useT } from '../../i18n/t.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import classes from './accounts.module.css';

interface StatementTotalsProps {
  readonly balances: NonNullable<StatementPage['balances']>;
}

/** What was there, came, went and is there now, as the bank counts it for the whole period. */
export function StatementTotals({ balances }: StatementTotalsProps) {
  const t = useT();
  return (
    <dl className={classes.totals}>
      <Total name={t('accounts.totals.begin')} minor={balances.beginMinor} />
      <Total name={t('accounts.totals.in')} minor={balances.inMinor} />
      <Total name={t('accounts.totals.out')} minor={balances.outMinor} />
      <Total name={t('accounts.totals.end')} minor={balances.endMinor} />
    </dl>
  );
}

function Total({ name, minor }: { readonly name: string; readonly minor: number }) {
  return (
    <div className={classes.total}>
      <dt>{name}</dt>
      <dd>
        <MoneyText minor={minor} />
      </dd>
    </div>
  );
}
