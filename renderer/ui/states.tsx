import { Button, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ErrorInfo } from '../../contract/result.ts';
import { toErrorInfo } from '../api/client.ts';
import { useT } from '../i18n/t.ts';
import { ErrorNotice } from './error-notice.tsx';
import classes from './states.module.css';

/** A list on its way. Says what is being waited for, when that is not plain. */
export function LoadingState({ text }: { readonly text?: string }) {
  const t = useT();
  return (
    <div className={classes.center} role="status">
      <Loader size="sm" />
      <div className={classes.text}>{text ?? t('common.state.loading')}</div>
    </div>
  );
}

interface EmptyStateProps {
  /** A 40 px icon. */
  readonly icon?: ReactNode;
  readonly title: string;
  /** What the screen is for. */
  readonly text?: string;
  /** The one first step. */
  readonly action?: ReactNode;
}

/** Nothing here yet: what the screen is for, and the one first step. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={classes.center}>
      {icon !== undefined && <div className={classes.icon}>{icon}</div>}
      <div className={classes.title}>{title}</div>
      {text !== undefined && <div className={classes.text}>{text}</div>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  readonly error: ErrorInfo;
  readonly onRetry?: (() => void) | undefined;
}

/** A screen that could not be filled: why, and a way to try again. For calls that only read. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useT();
  const retry =
    onRetry === undefined ? undefined : (
      <Button variant="default" size="xs" onClick={onRetry}>
        {t('common.action.retry')}
      </Button>
    );
  return (
    <div className={classes.error}>
      <ErrorNotice error={error} actions={retry} isReading />
    </div>
  );
}

interface QueryStatesProps<T> {
  readonly query: UseQueryResult<T>;
  readonly isEmpty?: (data: T) => boolean;
  readonly empty?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/**
 * Gives a query its four states: loading, error, empty, data. Old data stays on the screen while a refresh fails, with
 * the error above.
 */
export function QueryStates<T>({ query, isEmpty, empty, children }: QueryStatesProps<T>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    if (query.isError) return <ErrorState error={toErrorInfo(query.error)} onRetry={retry} />;
    return <LoadingState />;
  }
  const problem = query.isError ? <ErrorState error={toErrorInfo(query.error)} onRetry={retry} /> : null;
  if (isEmpty?.(query.data) === true) return problem ?? <>{empty}</>;
  return (
    <>
      {problem}
      {children(query.data)}
    </>
  );
}
