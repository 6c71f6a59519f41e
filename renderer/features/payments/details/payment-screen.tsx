import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Redirect, useLocation } from 'wouter';
import type { PaymentDetails } from '../../../../contract/areas/payments.ts';
import type { PaymentId } from '../../../../contract/values/ids.ts';
import { toErrorInfo } from '../../../api/client.ts';
import { useT } from '../../../i18n/t.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { paths } from '../../../ui/paths.ts';
import { Screen } from '../../../ui/screen.tsx';
import { useShortcut } from '../../../ui/shortcut.ts';
import { ErrorState, LoadingState } from '../../../ui/states.tsx';
import { PrintButton } from '../print-button.tsx';
import { PaymentActions } from '../payment-actions.tsx';
import classes from './payment-details.module.css';
import { PaymentDocument } from './payment-document.tsx';
import { PaymentApprovals, PaymentSteps } from './payment-history.tsx';
import { RequestSection } from './request-section.tsx';
import { StatusSection } from './status-section.tsx';
import { usePayment } from '../use-payments.ts';

/** One payment: a draft opens in the form, everything else as a document with its course. */
export function PaymentScreen({ paymentId }: { readonly paymentId: PaymentId }) {
  const t = useT();
  const [, navigate] = useLocation();
  const query = usePayment(paymentId);
  const leave = () => navigate(paths.payments);
  useShortcut({ keys: 'Esc', label: t('payments.details.back'), run: leave });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  if (query.data === undefined) {
    return (
      <Screen title={t('payments.list.title')}>
        {query.isError ? (
          <ErrorState error={toErrorInfo(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Screen>
    );
  }
  if (query.data.payment.status === 'draft' && query.data.actions.includes('edit')) {
    return <Redirect to={paths.editPayment(paymentId)} replace />;
  }
  return <PaymentPage details={query.data} onLeave={leave} />;
}

interface PaymentPageProps {
  readonly details: PaymentDetails;
  readonly onLeave: () => void;
}

function PaymentPage({ details, onLeave }: PaymentPageProps) {
  const t = useT();
  const { payment } = details;
  return (
    <Screen
      title={
        payment.documentNumber === ''
          ? t('payments.details.titleNoNumber')
          : t('payments.details.title', { number: payment.documentNumber })
      }
      subtitle={
        <>
          {payment.payeeName} · <MomentText at={payment.updatedAt} />
        </>
      }
      actions={
        <>
          <Button variant="subtle" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={onLeave}>
            {t('payments.details.back')}
          </Button>
          <PrintButton payment={payment} />
          <PaymentActions details={details} />
        </>
      }
    >
      <StatusSection details={details} />
      <div className={classes.columns}>
        <PaymentDocument details={details} />
        <div className={classes.side}>
          <RequestSection details={details} />
          <PaymentApprovals approvals={details.approvals} />
          <PaymentSteps steps={details.steps} />
        </div>
      </div>
    </Screen>
  );
}
