import { useMediaQuery } from '@mantine/hooks';
import type { PayeeRow } from '../../../contract/areas/payees.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { AccountText } from '../../ui/account-text.tsx';
import type { Column } from '../../ui/data-table-column.ts';
import { DateText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { markRank, PayeeMarks } from './payee-marks.tsx';
import classes from './payees.module.css';

/** Below this width the name needs the room more than the sum does. */
const WIDE = '(min-width: 1201px)';

/** The columns of the list; beside the panel of a payee only those that tell payees apart. */
export function usePayeeColumns(hasPanel: boolean): readonly Column<PayeeRow>[] {
  const t = useT();
  const isWide = useMediaQuery(WIDE, true);
  const columns = allColumns(t);
  const left = hasPanel ? ['account', 'paid', 'lastPaid'] : isWide ? [] : ['paid'];
  return columns.filter(({ id }) => !left.includes(id));
}

function allColumns(t: Translate): readonly Column<PayeeRow>[] {
  return [
    {
      id: 'name',
      header: t('payees.column.name'),
      cell: (row) => (
        <div className={classes.nameCell}>
          <div className={classes.name}>{row.name}</div>
          <div className={classes.quiet}>
            {row.inn === '0' ? t('payees.noInn') : t('payees.inn', { inn: row.inn })}
          </div>
        </div>
      ),
      sortValue: (row) => row.name,
    },
    {
      id: 'account',
      header: t('payees.column.account'),
      width: 232,
      cell: (row) => <LastAccount row={row} />,
      sortValue: (row) => row.accounts.length,
    },
    {
      id: 'lastPaid',
      header: t('payees.column.lastPaid'),
      width: 152,
      cell: (row) => <DateText at={row.lastPaidAt} />,
      sortValue: (row) => row.lastPaidAt,
    },
    {
      id: 'paid',
      header: t('payees.column.paid'),
      align: 'right',
      width: 136,
      cell: (row) => <MoneyText minor={row.paidMinor} />,
      sortValue: (row) => row.paidMinor,
    },
    {
      id: 'marks',
      header: t('payees.column.marks'),
      width: 164,
      cell: (row) => <PayeeMarks payee={row} />,
      sortValue: markRank,
    },
  ];
}

function LastAccount({ row: { accounts } }: { readonly row: PayeeRow }) {
  const t = useT();
  const [last] = accounts;
  if (last === undefined) return <span className={classes.quiet}>{t('payees.noAccount')}</span>;
  return (
    <div className={classes.nameCell}>
      <AccountText account={last.account} />
      {accounts.length > 1 && (
        <div className={classes.quiet}>{t('payees.moreAccounts', { count: accounts.length - 1 })}</div>
      )}
    </div>
  );
}
