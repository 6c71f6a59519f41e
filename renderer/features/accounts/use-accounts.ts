import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccountsView, StatementPage } from '../../../contract/areas/accounts.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import type { Period } from './period.ts';

/** Reads the balances that main keeps; asks the bank nothing. */
export function useAccounts(companyId: CompanyId) {
  return useQuery<AccountsView>({
    queryKey: keys.accountList(companyId),
    queryFn: () => unwrap(app().accounts.list({ companyId })),
  });
}

/** Asks the bank for fresh balances. Effects: one read call to the bank; old figures stay when it fails. */
export function useRefreshAccounts(companyId: CompanyId) {
  const client = useQueryClient();
  return useCall((input: { readonly companyId: CompanyId }) => app().accounts.refresh(input), {
    onDone: (view) => client.setQueryData<AccountsView>(keys.accountList(companyId), view),
  });
}

interface StatementQuery {
  readonly companyId: CompanyId;
  readonly accountNumber: string;
  /** `null` while the dates cannot be read: nothing is asked. */
  readonly period: Period | null;
}

/** Reads a statement page by page. Effects: one read call to the bank for each page. */
export function useStatement({ companyId, accountNumber, period }: StatementQuery) {
  const { from, to } = period ?? { from: '', to: '' };
  return useInfiniteQuery({
    queryKey: keys.statement(companyId, accountNumber, from, to),
    enabled: period !== null,
    initialPageParam: null as string | null, // `null` alone would fix the type to `null`
    queryFn: ({ pageParam }): Promise<StatementPage> =>
      unwrap(app().accounts.statement({ companyId, accountNumber, from, to, cursor: pageParam })),
    getNextPageParam: (page) => page.nextCursor,
  });
}
