import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { OverviewView } from '../../../contract/areas/overview.ts';
import { currencyOf } from '../../../contract/values/currencies.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { AccountText } from '../../ui/account-text.tsx';
import { MomentText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/screen.tsx';
import classes from './overview.module.css';

interface BalancesPanelProps {
  readonly accounts: OverviewView['accounts'];
}

/** What can be spent, as the bank last said. */
export function BalancesPanel({ accounts }: BalancesPanelProps) {
  const t = useT();
  const { companyId } = useCompany();
  const refresh = useCall(app().accounts.refresh, { staleAfter: [keys.overview(companyId), keys.accounts] });
  const isWorking = useMay(working);
  const aside = (
    <span className={classes.asOf}>
      {accounts.asOf !== null && <MomentText at={accounts.asOf} />}
      {isWorking && (
        <Tooltip label={t('overview.balances.refresh')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('overview.balances.refresh')}
            loading={refresh.isPending}
            onClick={() => void refresh.run({ companyId })}
          >
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  );
  return (
    <Panel title={t('overview.balances.title')} aside={aside}>
      <ErrorNotice error={refresh.error ?? accounts.problem} />
      {accounts.accounts.length === 0 ? (
        <p className={classes.quiet}>{t('overview.balances.none')}</p>
      ) : (
        <ul className={classes.rows}>
          {accounts.accounts.map((account) => (
            <li key={account.accountNumber} className={classes.row}>
              <span className={classes.rowText}>
                <span className={classes.rowTitle}>{account.name}</span>
                <span className={classes.rowNote}>
                  <AccountText account={account.accountNumber} />
                </span>
              </span>
              <MoneyText minor={account.availableMinor} currency={currencyOf(account)} strong />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
