import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { ApprovalRequest } from '../../contract/areas/approvals.ts';
import type { PaymentId } from '../../contract/values/ids.ts';
import { useT } from '../i18n/t.ts';
import classes from './approval.module.css';
import { Line } from './lines.tsx';
import { useBeginning } from './use-beginning.ts';

interface BatchTableProps {
  readonly requests: readonly ApprovalRequest[];
  readonly takenOut: ReadonlySet<PaymentId>;
  /** The payment that was read last: its button has the focus again. */
  readonly focusId: PaymentId | null;
  readonly onOpen: (request: ApprovalRequest) => void;
  readonly onToggle: (request: ApprovalRequest) => void;
}

/** All payments of a batch with what tells them apart: payee, account, sum, purpose. */
export function BatchTable({ requests, takenOut, focusId, onOpen, onToggle }: BatchTableProps) {
  const t = useT();
  const place = useBeginning<HTMLElement>();
  useEffect(() => {
    if (focusId !== null) document.getElementById(`open-${focusId}`)?.focus();
  }, [focusId]);
  return (
    <main className={classes.paper} tabIndex={0} aria-label={t('approval.batch.label')} ref={place}>
      <p className={classes.plain}>{t('approval.batch.why')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('approval.line.payee')}</th>
            <th scope="col">{t('approval.line.payee-account')}</th>
            <th scope="col" className={classes.right}>
              {t('approval.batch.sum')}
            </th>
            <th scope="col">{t('approval.batch.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => {
            const { paymentId, payeeName } = request.details.payment;
            const isOut = takenOut.has(paymentId);
            return (
              <tr key={paymentId} data-out={isOut ? '' : undefined}>
                <th scope="row">
                  <Line request={request} field="payee" />
                  <div className={classes.cellNote}>
                    <Line request={request} field="purpose" />
                  </div>
                </th>
                <td className={classes.account}>
                  <Line request={request} field="payee-account" />
                </td>
                <td className={classes.right}>
                  <Line request={request} field="amount" />
                  {isOut && <div className={classes.cellNote}>{t('approval.batch.isOut')}</div>}
                </td>
                <td>
                  <div className={classes.rowButtons}>
                    <Button
                      id={`open-${paymentId}`}
                      size="xs"
                      variant="default"
                      aria-label={t('approval.batch.openNamed', { payee: payeeName })}
                      onClick={() => onOpen(request)}
                    >
                      {t('common.action.open')}
                    </Button>
                    <Button
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={
                        isOut
                          ? t('approval.batch.putBackNamed', { payee: payeeName })
                          : t('approval.batch.takeOutNamed', { payee: payeeName })
                      }
                      onClick={() => onToggle(request)}
                    >
                      {isOut ? t('approval.batch.putBack') : t('approval.batch.takeOut')}
                    </Button>
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </main>
  );
}
