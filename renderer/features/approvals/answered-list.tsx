import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { AnsweredPayments } from '../../../contract/areas/approvals.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { useT } from '../../i18n/t.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PayButton } from '../../ui/payment/pay-button.tsx';
import { PaymentStatusBadge } from '../../ui/payment/payment-status-badge.tsx';
import { Panel } from '../../ui/screen.tsx';
import { QueryStates } from '../../ui/states.tsx';
import classes from './approvals.module.css';
import { usePaymentAfter } from './use-approvals.ts';

interface AnsweredListProps {
  readonly answered: AnsweredPayments['answered'];
  readonly onClose: () => void;
}

/** What was answered together: nothing has left yet, and each payment is sent by itself. */
export function AnsweredList({ answered, onClose }: AnsweredListProps) {
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const approved = answered.filter(({ verdict }) => verdict === 'approved').length;
  const rejected = answered.length - approved;
  return (
    <div ref={place} tabIndex={-1} className={classes.card}>
      <Panel
        title={t('approvals.answered.title')}
        aside={
          <Button variant="default" onClick={onClose}>
            {t('approvals.result.close')}
          </Button>
        }
      >
        <Notice
          tone={approved > 0 ? 'success' : 'neutral'}
          role="status"
          title={approved > 0 ? t('approvals.answered.approved', { count: approved }) : undefined}
        >
          {rejected > 0 && <div>{t('approvals.answered.rejected', { count: rejected })}</div>}
          {approved > 0 && t('approvals.result.payLater')}
        </Notice>
        <ul className={classes.queue}>
          {answered.map(({ paymentId }) => (
            <Answered key={paymentId} paymentId={paymentId} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function Answered({ paymentId }: { readonly paymentId: PaymentId }) {
  const query = usePaymentAfter(paymentId);
  return (
    <li className={classes.item}>
      <QueryStates query={query}>
        {(details) => (
          <>
            <div className={classes.itemText}>
              <div className={classes.itemHead}>
                <strong>{details.payment.payeeName}</strong>
                <PaymentStatusBadge status={details.payment.status} />
              </div>
            </div>
            <div className={classes.itemSum}>
              <MoneyText minor={details.payment.amountMinor} strong />
            </div>
            {details.actions.includes('pay') && <PayButton details={details} />}
          </>
        )}
      </QueryStates>
    </li>
  );
}
