import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { ApprovalRisk, type ApprovalRequest } from '../../contract/areas/approvals.ts';
import type { PaymentId } from '../../contract/values/ids.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { useT } from '../i18n/t.ts';
import classes from './approval.module.css';
import { Line } from './lines.tsx';
import { useBeginning } from './use-beginning.ts';

interface BatchTableProps {
  readonly requests: readonly ApprovalRequest[];
  readonly takenOut: ReadonlySet<PaymentId>;
  /** Answers of those with questions that were read and put in. */
  readonly reasons: ReadonlyMap<PaymentId, string>;
  /** The payment that was read last: its button has the focus again. */
  readonly focusId: PaymentId | null;
  readonly onOpen: (request: ApprovalRequest) => void;
  readonly onToggle: (request: ApprovalRequest) => void;
}

/** All payments of a list by risk, with what tells them apart: payee, account, sum, purpose. */
export function BatchTable(props: BatchTableProps) {
  const { requests, takenOut, focusId } = props;
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
        {ApprovalRisk.options.map((risk) => {
          const group = requests.filter((request) => request.risk === risk);
          const left = group.filter(({ details }) => !takenOut.has(details.payment.paymentId));
          return group.length === 0 ? null : (
            <tbody key={risk}>
              <tr className={classes.groupHead}>
                <th colSpan={4} scope="rowgroup">
                  {t(`approval.batch.group.${risk}`)}
                  <span className={classes.groupTotal}>
                    {t('approval.batch.groupTotal', {
                      left: left.length,
                      all: group.length,
                      total: formatMoney(totalOf(group)),
                    })}
                  </span>
                </th>
              </tr>
              {group.map((request) => (
                <Row key={request.details.payment.paymentId} request={request} {...props} />
              ))}
            </tbody>
          );
        })}
      </table>
    </main>
  );
}

interface RowProps extends BatchTableProps {
  readonly request: ApprovalRequest;
}

function Row({ request, takenOut, reasons, onOpen, onToggle }: RowProps) {
  const t = useT();
  const { paymentId, payeeName } = request.details.payment;
  const isOut = takenOut.has(paymentId);
  const reason = reasons.get(paymentId);
  const mayToggle = request.exceptions.length === 0 || reason !== undefined;
  return (
    <tr data-out={isOut && mayToggle ? '' : undefined}>
      <th scope="row">
        <Line request={request} field="payee" />
        <div className={classes.cellNote}>
          <Line request={request} field="purpose" />
        </div>
        {request.exceptions.length > 0 && (
          <div className={classes.exceptions}>
            {request.exceptions.map((one) => t(`approvals.exception.${one}`)).join(', ')}
          </div>
        )}
        {!isOut && reason !== undefined && reason !== '' && (
          <div className={classes.cellNote}>{t('approval.batch.included', { reason })}</div>
        )}
      </th>
      <td className={classes.account}>
        <Line request={request} field="payee-account" />
      </td>
      <td className={classes.right}>
        <Line request={request} field="amount" />
        {isOut && (
          <div className={classes.cellNote}>
            {t(mayToggle ? 'approval.batch.isOut' : 'approval.batch.needsReading')}
          </div>
        )}
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
          {mayToggle && (
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
          )}
        </div>
      </td>
    </tr>
  );
}

/** Units: kopecks. */
function totalOf(requests: readonly ApprovalRequest[]): number {
  return requests.reduce((sum, { details }) => sum + (details.payment.amountMinor ?? 0), 0);
}
