import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccountsView } from '../../../contract/areas/accounts.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';

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
