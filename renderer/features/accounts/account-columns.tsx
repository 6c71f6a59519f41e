import { IconAlertTriangle, IconBan, IconCircleCheck, IconStar } from '@tabler/icons-react';
import type { AccountView } from '../../../contract/areas/accounts.ts';
import { currencyOf } from '../../../contract/values/currencies.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { AccountText } from '../../ui/account-text.tsx';
import type { Column } from '../../ui/data-table-column.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { knownStatus, knownType, statusWeight } from './account-status.ts';
import classes from './accounts.module.css';

/** The columns of the balances. */
export function accountColumns(t: Translate): readonly Column<AccountView>[] {
  return [
    {
      id: 'name',
      header: t('accounts.table.name'),
      cell: (account) => <NameCell account={account} />,
      sortValue: (account) => account.name,
    },
    {
      id: 'number',
      header: t('accounts.table.number'),
      width: 208,
      cell: (account) => <AccountText account={account.accountNumber} />,
    },
    {
      id: 'status',
      header: t('accounts.table.status'),
      width: 178,
      cell: (account) => <AccountStatus status={account.status} />,
    },
    moneyColumn('available', t('accounts.table.available'), (account) => account.availableMinor),
    moneyColumn('balance', t('accounts.table.balance'), (account) => account.balanceMinor),
    moneyColumn('held', t('accounts.table.held'), (account) => account.heldMinor),
  ];
}

function moneyColumn(
  id: string,
  header: string,
  read: (account: AccountView) => number,
): Column<AccountView> {
  return {
    id,
    header,
    width: 138,
    align: 'right',
    cell: (account) => (
      <MoneyText minor={read(account)} currency={currencyOf(account)} strong={id === 'available'} />
    ),
    sortValue: read,
  };
}

function NameCell({ account }: { readonly account: AccountView }) {
  const t = useT();
  const type = knownType(account.accountType);
  const typeName = type === null ? account.accountType : t(`accounts.type.${type}`);
  return (
    <>
      <div className={classes.name}>
        <span className={classes.nameText} title={account.name}>
          {account.name}
        </span>
        {account.isMain && (
          <IconStar size={13} role="img" aria-label={t('accounts.table.main')} className={classes.dim} />
        )}
      </div>
      <div className={classes.under}>{typeName}</div>
    </>
  );
}

const WEIGHTS = {
  normal: { tone: 'neutral', Icon: IconCircleCheck },
  restrained: { tone: 'warning', Icon: IconAlertTriangle },
  closed: { tone: 'neutral', Icon: IconBan },
} as const;

/** The state of an account in words; the bank's own word stays in the tooltip, and alone where we know no other. */
function AccountStatus({ status }: { readonly status: string }) {
  const t = useT();
  const known = knownStatus(status);
  const { tone, Icon } = WEIGHTS[statusWeight(status)];
  const text = known === null ? t('accounts.status.other', { code: status }) : t(`accounts.status.${known}`);
  return (
    <StatusBadge
      tone={tone}
      icon={<Icon size={14} aria-hidden />}
      title={
        known === null
          ? status
          : t('accounts.statusHint', { text: t(`accounts.statusFull.${known}`), code: status })
      }
    >
      {text}
    </StatusBadge>
  );
}
