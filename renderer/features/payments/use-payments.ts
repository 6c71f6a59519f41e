import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AccountsView } from '../../../contract/areas/accounts.ts';
import type { PayeeView, PaymentDetails, PaymentSummary } from '../../../contract/areas/payments.ts';
import type { CompanyId, PaymentId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';

/** Reads all payments of a company, newest first as main gives them; the tabs are cut from it. */
export function usePayments(companyId: CompanyId): UseQueryResult<readonly PaymentSummary[]> {
  return useQuery({
    queryKey: keys.paymentList(companyId, 'all'),
    queryFn: () => unwrap(app().payments.list({ companyId, group: 'all' })),
  });
}

/** Reads one payment; main's `payments.changed` keeps it fresh. */
export function usePayment(paymentId: PaymentId): UseQueryResult<PaymentDetails> {
  return useQuery({
    queryKey: keys.payment(paymentId),
    queryFn: () => unwrap(app().payments.get({ paymentId })),
    staleTime: 0,
  });
}

/** Reads the company's accounts as the bank last told them. */
export function useAccounts(companyId: CompanyId): UseQueryResult<AccountsView> {
  return useQuery({
    queryKey: keys.accountList(companyId),
    queryFn: () => unwrap(app().accounts.list({ companyId })),
  });
}

/** Longest text that may be asked for. Source: contract, `PayeesQuery`. */
const PAYEE_TEXT_MAX = 100;

/** Finds payees already paid; an empty text gives the latest ones. */
export function usePayees(companyId: CompanyId, typed: string): UseQueryResult<readonly PayeeView[]> {
  const text = typed.trim().slice(0, PAYEE_TEXT_MAX);
  return useQuery({
    queryKey: keys.payees(companyId, text),
    queryFn: () => unwrap(app().payments.payees({ companyId, text })),
    placeholderData: (previous) => previous,
  });
}
