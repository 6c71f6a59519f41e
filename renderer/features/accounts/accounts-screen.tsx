import { Button } from '@mantine/core';
import { IconBuildingBank, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { AccountsView } from '../../../contract/areas/accounts.ts';
import type { CompanyView } from '../../../contract/areas/session.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { formatMoment } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BalancesTable } from './balances-table.tsx';
import { StatementPanel } from './statement-panel.tsx';
import { useAccounts, useRefreshAccounts } from './use-accounts.ts';
import classes from './accounts.module.css';

/** Balances of the company's accounts and the statement of the chosen one. */
export function AccountsScreen() {
  const t = useT();
  const company = useCompany();
  const query = useAccounts(company.companyId);
  const refresh = useRefreshAccounts(company.companyId);
  const isWorking = useMay(working);
  const ask = () => {
    if (!refresh.isPending) void refresh.run({ companyId: company.companyId });
  };
  useShortcut({ keys: 'F5', label: t('accounts.screen.refresh'), run: ask, isEnabled: isWorking });
  const isEmpty = query.data?.accounts.length === 0;
  const button = isWorking && (
    <Button
      variant={isEmpty ? 'filled' : 'default'}
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={refresh.isPending}
      onClick={ask}
    >
      {t('accounts.screen.refresh')}
    </Button>
  );
  return (
    <Screen
      layout="fill"
      title={t('accounts.screen.title')}
      subtitle={<AsOf view={query.data} />}
      actions={isEmpty ? undefined : button}
    >
      <QueryStates query={query}>
        {(view) => (
          <div className={classes.layout}>
            <ErrorNotice error={refresh.error ?? view.problem} isReading />
            {view.accounts.length === 0 ? (
              <EmptyState
                icon={<IconBuildingBank size={40} stroke={1.4} aria-hidden />}
                title={t('accounts.empty.title')}
                text={t('accounts.empty.text')}
                action={button}
              />
            ) : (
              <Accounts key={company.companyId} view={view} company={company} />
            )}
          </div>
        )}
      </QueryStates>
    </Screen>
  );
}

/** When the bank said so. */
function AsOf({ view }: { readonly view: AccountsView | undefined }) {
  const t = useT();
  const now = useNow();
  if (view === undefined || view.asOf === null) return null;
  const when = formatMoment(t, view.asOf, now);
  return (
    <>
      {view.problem === null ? t('accounts.screen.asOf', { when }) : t('accounts.screen.asOfOld', { when })}
    </>
  );
}

interface AccountsProps {
  readonly view: AccountsView;
  readonly company: CompanyView;
}

function Accounts({ view, company }: AccountsProps) {
  const main = view.accounts.find((account) => account.isMain) ?? view.accounts[0];
  const [chosen, setChosen] = useState<string | null>(null);
  const account = view.accounts.find((one) => one.accountNumber === chosen) ?? main;
  if (account === undefined) return null;
  return (
    <>
      <BalancesTable
        accounts={view.accounts}
        chosen={account.accountNumber}
        onChoose={(one) => setChosen(one.accountNumber)}
      />
      <StatementPanel key={account.accountNumber} companyId={company.companyId} account={account} />
    </>
  );
}
