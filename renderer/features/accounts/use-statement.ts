import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import {
  OPERATIONS_PAGE,
  type ExportStatementInput,
  type OperationsQuery,
  type StatementPeriod,
} from '../../../contract/areas/statements.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { tellSaved, useTellNotSaved } from '../../ui/file-notices.ts';

/** What the vault knows of a statement. */
export function useStatementView(period: StatementPeriod) {
  return useQuery({
    queryKey: keys.statement('view', period),
    queryFn: () => unwrap(app().statements.view(period)),
  });
}

/**
 * Reads a statement from the bank: by itself when a period is opened, where somebody may, and when asked. Effects:
 * reading calls to the bank.
 */
export function useReadStatement(period: StatementPeriod, isWorking: boolean) {
  const read = useCall((isAsked: boolean) => app().statements.read({ ...period, isAsked }), {
    staleAfter: [keys.statements],
  });
  const latest = useRef(read.run);
  useEffect(() => {
    latest.current = read.run;
  });
  const { companyId, accountNumber, from, to } = period;
  useEffect(() => {
    if (isWorking) void latest.current(false);
  }, [isWorking, companyId, accountNumber, from, to]);
  return read;
}

/** The operations that fit, page by page, the newest first. */
export function useOperations(query: Omit<OperationsQuery, 'offset'>) {
  return useInfiniteQuery({
    queryKey: keys.statement('operations', query),
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => unwrap(app().statements.operations({ ...query, offset: pageParam })),
    getNextPageParam: (page, _all, offset) => {
      const next = offset + OPERATIONS_PAGE;
      return next < page.found ? next : undefined;
    },
  });
}

/** How money moved in a period. */
export function useTotals(period: StatementPeriod) {
  return useQuery({
    queryKey: keys.statement('totals', period),
    placeholderData: keepPreviousData,
    queryFn: () => unwrap(app().statements.totals(period)),
  });
}

/** Saves a statement where the person says, and tells where, or why not. */
export function useExportStatement() {
  const t = useT();
  const call = useCall((input: ExportStatementInput) => app().statements.export(input), {
    staleAfter: [keys.journal],
    onDone: ({ place, operations, lost }) => {
      const title = t('accounts.export.done', { count: operations });
      tellSaved(
        lost.length === 0 ? title : `${title} ${t('accounts.export.lost', { characters: lost.join(' ') })}`,
        place,
      );
    },
  });
  useTellNotSaved(call.error);
  return call;
}
