import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { AccountView } from '../../../contract/areas/accounts.ts';
import { useT } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { accountColumns } from './account-columns.tsx';
import { statusWeight } from './account-status.ts';
import classes from './accounts.module.css';

interface BalancesTableProps {
  readonly accounts: readonly AccountView[];
  readonly chosen: string;
  readonly onChoose: (account: AccountView) => void;
}

/** Units: px; two lines of text. */
const ROW_HEIGHT = 46;

/** Units: px of the table's width under which the held sum is left out. */
const WIDE_FROM = 940;

/** The balances; the chosen account's statement stands under it. */
export function BalancesTable({ accounts, chosen, onChoose }: BalancesTableProps) {
  const t = useT();
  const { ref, width } = useElementSize();
  const isWide = width === 0 || width >= WIDE_FROM;
  const columns = useMemo(() => {
    const all = accountColumns(t);
    return isWide ? all : all.filter(({ id }) => id !== 'held');
  }, [t, isWide]);
  return (
    <div ref={ref} className={classes.balances}>
      <DataTable
        label={t('accounts.table.label')}
        columns={columns}
        rows={accounts}
        rowKey={accountKey}
        rowHeight={ROW_HEIGHT}
        selectedKey={chosen}
        onOpen={onChoose}
        isRowDimmed={isClosed}
      />
    </div>
  );
}

function accountKey(account: AccountView): string {
  return account.accountNumber;
}

function isClosed(account: AccountView): boolean {
  return statusWeight(account.status) === 'closed';
}
