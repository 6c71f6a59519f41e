import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { AccountView } from '../../../contract/areas/accounts.ts';
import { currencyOf } from '../../../contract/values/currencies.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { toErrorInfo } from '../../api/client.ts';
import { useT } from '../../i18n/t.ts';
import { SearchInput } from '../../ui/search-input.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { findOperations } from './operation-search.ts';
import { OperationsTable } from './operations-table.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { StatementFoot } from './statement-foot.tsx';
import { StatementTotals } from './statement-totals.tsx';
import { useStatement } from './use-accounts.ts';
import { usePeriod } from './use-period.ts';
import classes from './accounts.module.css';

interface StatementPanelProps {
  readonly companyId: CompanyId;
  readonly account: AccountView;
}

/** The statement of one account: period, totals, operations. */
export function StatementPanel({ companyId, account }: StatementPanelProps) {
  const t = useT();
  const id = useId();
  const period = usePeriod();
  const [text, setText] = useState('');
  const query = useStatement({ companyId, accountNumber: account.accountNumber, period: period.period });
  return (
    <section className={classes.statement} aria-labelledby={id}>
      <div className={classes.toolbar}>
        <h2 className={classes.heading} id={id} title={account.name}>
          {t('accounts.statement.of', { name: account.name })}
        </h2>
        <PeriodChoice state={period} />
        <SearchInput
          label={t('accounts.statement.search')}
          placeholder={t('accounts.statement.searchHint')}
          value={text}
          width={220}
          onChange={setText}
        />
      </div>
      {period.period !== null && <Operations query={query} text={text} currency={currencyOf(account)} />}
    </section>
  );
}

interface OperationsProps {
  readonly query: ReturnType<typeof useStatement>;
  readonly text: string;
  readonly currency: string;
}

function Operations({ query, text, currency }: OperationsProps) {
  const t = useT();
  const deferredText = useDeferredValue(text);
  const all = useMemo(() => query.data?.pages.flatMap((page) => page.operations) ?? [], [query.data]);
  const found = useMemo(() => findOperations(all, deferredText), [all, deferredText]);
  const retry = () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch());
  if (query.isPending) return <LoadingState text={t('accounts.statement.loading')} />;
  const problem = query.isError ? <ErrorState error={toErrorInfo(query.error)} onRetry={retry} /> : null;
  if (query.data === undefined) return problem;
  const balances = query.data.pages[0]?.balances ?? null;
  return (
    <>
      {problem}
      {balances !== null && <StatementTotals balances={balances} currency={currency} />}
      {found.length === 0 ? (
        <EmptyState
          title={all.length === 0 ? t('accounts.statement.none') : t('accounts.statement.noneFound')}
          text={all.length === 0 ? t('accounts.statement.noneText') : t('accounts.statement.noneFoundText')}
        />
      ) : (
        <div className={classes.operations}>
          <OperationsTable operations={found} currency={currency} />
        </div>
      )}
      <StatementFoot
        shown={found.length}
        loaded={all.length}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  );
}
