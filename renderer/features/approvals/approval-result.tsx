import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { paths } from '../../ui/paths.ts';
import { PayButton } from '../../ui/payment/pay-button.tsx';
import { StatusBanner } from '../../ui/payment/status-banner.tsx';
import { useFocusWhenLost } from '../../ui/payment/use-focus-when-lost.ts';
import { QueryStates } from '../../ui/states.tsx';
import classes from './approvals.module.css';
import { VerdictNotice, type GivenVerdict } from './verdict-notice.tsx';
import { usePaymentAfter } from './use-approvals.ts';

/** The answer just given. */
export interface Outcome {
  readonly paymentId: PaymentId;
  readonly verdict: GivenVerdict;
}

interface ApprovalResultProps {
  readonly paymentId: PaymentId;
  /** `null` when the payment was answered before. */
  readonly verdict: GivenVerdict | null;
  /** `null` when nothing else waits. */
  readonly onNext: (() => void) | null;
  readonly onClose: () => void;
}

/**
 * Stays after the answer: what was done, that nothing has left yet, the button that sends, and then the status, live.
 */
export function ApprovalResult(props: ApprovalResultProps) {
  const t = useT();
  const query = usePaymentAfter(props.paymentId);
  const place = useFocusWhenLost<HTMLElement>(query.data?.payment.status);
  useEffect(() => {
    if (props.verdict !== null) place.current?.focus();
  }, [props.verdict, place]);
  return (
    <section className={classes.card} aria-label={t('approvals.request')} tabIndex={-1} ref={place}>
      <div className={classes.result}>
        <QueryStates query={query}>{(details) => <Result details={details} {...props} />}</QueryStates>
      </div>
    </section>
  );
}

interface ResultProps extends ApprovalResultProps {
  readonly details: PaymentDetails;
}

function Result({ details, paymentId, verdict, onNext, onClose }: ResultProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const { payment, actions } = details;
  const isVerdictNews = verdict !== null && ['submitted', 'approved', 'refused'].includes(payment.status);
  return (
    <>
      <div className={classes.amount}>
        <MoneyText minor={payment.amountMinor} />
      </div>
      <div className={classes.resultPayee}>{payment.payeeName}</div>
      {isVerdictNews ? (
        <VerdictNotice verdict={verdict} details={details} />
      ) : (
        <StatusBanner details={details} />
      )}
      {payment.status !== 'unknown' && <ErrorNotice error={details.problem} />}
      <div className={classes.resultActions}>
        {actions.includes('pay') && <PayButton details={details} />}
        <Button variant="default" onClick={() => navigate(paths.payment(paymentId))}>
          {t('approvals.result.open')}
        </Button>
        <Button variant="default" onClick={onNext ?? onClose}>
          {onNext === null ? t('approvals.result.close') : t('approvals.result.next')}
        </Button>
      </div>
      {actions.includes('pay') && <div className={classes.quiet}>{t('approvals.result.payLater')}</div>}
    </>
  );
}
