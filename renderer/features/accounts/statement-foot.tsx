import { Button } from '@mantine/core';
import type { OperationsPage } from '../../../contract/areas/statements.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useT } from '../../i18n/t.ts';
import classes from './accounts.module.css';

interface StatementFootProps {
  readonly page: OperationsPage;
  /** Operations of the period. */
  readonly all: number;
  /** Operations in the table. */
  readonly shown: number;
  readonly currency: string;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

/** How many operations there are, what those that were found come to, and the way to the next page. */
export function StatementFoot({
  page,
  all,
  shown,
  currency,
  hasMore,
  isLoading,
  onMore,
}: StatementFootProps) {
  const t = useT();
  if (all === 0) return null;
  const { found, inMinor, outMinor } = page;
  const sums = { in: formatMoney(inMinor, currency), out: formatMoney(outMinor, currency) };
  return (
    <div className={classes.foot}>
      <span role="status">
        {found === all
          ? t('accounts.statement.count', { count: all })
          : `${t('accounts.statement.found', { count: found, all })} ${t('accounts.statement.foundSums', sums)}`}
      </span>
      {hasMore && (
        <Button variant="default" size="xs" loading={isLoading} onClick={onMore}>
          {t('accounts.statement.more', { count: found - shown })}
        </Button>
      )}
    </div>
  );
}
