import { Redirect } from 'wouter';
import { isRoubleAccount } from '../../../../contract/values/currencies.ts';
import type { PaymentId } from '../../../../contract/values/ids.ts';
import { toErrorInfo } from '../../../api/client.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { paths } from '../../../ui/paths.ts';
import { Screen } from '../../../ui/screen.tsx';
import { ErrorState, LoadingState } from '../../../ui/states.tsx';
import { blankDraft } from './blank-draft.ts';
import { payeeFields } from './payee-fields.ts';
import { nextDocumentNumber } from '../payment-filter.ts';
import { PaymentForm } from './payment-form.tsx';
import { useAccounts, usePayees, usePayment, usePayments } from '../use-payments.ts';

/** The form, new or of a draft; `null` begins a new payment. */
export function PaymentFormScreen({ paymentId }: { readonly paymentId: PaymentId | null }) {
  return paymentId === null ? (
    <NewPaymentForm payeeAccount={null} />
  ) : (
    <OpenedDraft key={paymentId} paymentId={paymentId} />
  );
}

/**
 * A new payment, to a known payee when his account is named. Waits for the accounts, the numbers in use and the payee,
 * so that nothing changes under the fingers later.
 */
export function NewPaymentForm({ payeeAccount }: { readonly payeeAccount: string | null }) {
  const { companyId } = useCompany();
  const accounts = useAccounts(companyId);
  const payments = usePayments(companyId);
  const payees = usePayees(companyId, payeeAccount ?? '');
  if (accounts.isPending || payments.isPending || payees.isPending) return <FormLoading />;
  const known = accounts.data?.accounts ?? [];
  const payers = known.filter(isRoubleAccount);
  const main = payers.find((account) => account.isMain) ?? payers[0];
  const payee = payees.data?.find(({ account }) => account === payeeAccount);
  const blank = {
    ...blankDraft(main?.accountNumber ?? ''),
    documentNumber: nextDocumentNumber(payments.data ?? []),
  };
  const initial = payee === undefined ? blank : { ...blank, ...payeeFields(payee, blank) };
  return <PaymentForm opened={null} initial={initial} accounts={known} />;
}

/** Waits for the newest revision: a form built on an older one would run into a conflict at the first key. */
function OpenedDraft({ paymentId }: { readonly paymentId: PaymentId }) {
  const t = useT();
  const accounts = useAccounts(useCompany().companyId);
  const payment = usePayment(paymentId);
  if (payment.data === undefined && payment.isError) {
    return (
      <Screen title={t('payments.form.titleDraft')}>
        <ErrorState error={toErrorInfo(payment.error)} onRetry={() => void payment.refetch()} />
      </Screen>
    );
  }
  if (payment.data === undefined || !payment.isFetchedAfterMount || accounts.isPending)
    return <FormLoading />;
  if (payment.data.payment.status !== 'draft') return <Redirect to={paths.payment(paymentId)} replace />;
  return (
    <PaymentForm
      opened={payment.data}
      initial={payment.data.fields}
      accounts={accounts.data?.accounts ?? []}
    />
  );
}

function FormLoading() {
  const t = useT();
  return (
    <Screen title={t('payments.form.titleNew')}>
      <LoadingState />
    </Screen>
  );
}
