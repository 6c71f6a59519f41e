import type { StatementPeriod, StatementView } from '../../../contract/areas/statements.ts';
import { toErrorInfo } from '../../api/client.ts';
import { useT } from '../../i18n/t.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { OperationsTable } from './operations-table.tsx';
import { StatementFoot } from './statement-foot.tsx';
import { useOperations } from './use-statement.ts';
import classes from './accounts.module.css';

interface OperationsPartProps {
  readonly period: StatementPeriod;
  readonly view: StatementView;
  readonly search: string;
  readonly currency: string;
}

/** The operations of a period that fit the search. */
export function OperationsPart({ period, view, search, currency }: OperationsPartProps) {
  const t = useT();
  const query = useOperations({ ...period, search: search.slice(0, 200), direction: 'all' });
  if (query.isPending) return <LoadingState text={t('common.state.loading')} />;
  if (query.isError) {
    const again = () => void query.refetch();
    return <ErrorState error={toErrorInfo(query.error)} onRetry={again} />;
  }
  const [first] = query.data.pages;
  if (first === undefined) return null;
  if (first.found === 0 && view.reading !== null)
    return <LoadingState text={t('accounts.statement.loading')} />;
  const isNone = view.count === 0;
  const operations = query.data.pages.flatMap((page) => page.operations);
  return (
    <>
      {first.found === 0 ? (
        <EmptyState
          title={isNone ? t('accounts.statement.none') : t('accounts.statement.noneFound')}
          text={isNone ? t('accounts.statement.noneText') : t('accounts.statement.noneFoundText')}
        />
      ) : (
        <div className={classes.operations}>
          <OperationsTable operations={operations} currency={currency} />
        </div>
      )}
      <StatementFoot
        page={first}
        all={view.count}
        shown={operations.length}
        currency={currency}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  );
}
