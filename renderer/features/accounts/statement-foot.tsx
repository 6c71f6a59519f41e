import { Button } from '@mantine/core';
import { useT } from '../../i18n/t.ts';
import classes from './accounts.module.css';

interface StatementFootProps {
  readonly shown: number;
  readonly loaded: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

/** How many operations are shown of those loaded, and the way to the next page. */
export function StatementFoot({ shown, loaded, hasMore, isLoading, onMore }: StatementFootProps) {
  const t = useT();
  if (loaded === 0) return null;
  return (
    <div className={classes.foot}>
      <span role="status">
        {shown === loaded
          ? t('accounts.statement.loaded', { count: loaded })
          : t('accounts.statement.found', { count: shown, loaded })}
        {hasMore && ` ${t('accounts.statement.notAll')}`}
      </span>
      {hasMore && (
        <Button variant="default" size="xs" loading={isLoading} onClick={onMore}>
          {t('accounts.statement.more')}
        </Button>
      )}
    </div>
  );
}
