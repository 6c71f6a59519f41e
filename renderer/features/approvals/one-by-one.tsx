import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { useT } from '../../i18n/t.ts';
import { useRequestStatus } from '../../ui/exchange/use-request-status.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/screen.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import classes from './approvals.module.css';
import type { OpeningApproval } from './use-approvals.ts';

interface OneByOneProps {
  readonly requests: readonly ApprovalRequest[];
  /** The payment that another screen named: its button has the focus. */
  readonly namedId: PaymentId | null;
  readonly desk: OpeningApproval;
}

/** Payments that are read each by itself, with what makes them so; arrows walk along them. */
export function OneByOne({ requests, namedId, desk }: OneByOneProps) {
  const t = useT();
  return (
    <Panel title={t('approvals.oneByOne.title', { count: requests.length })}>
      <ul className={classes.queue} onKeyDown={walk}>
        {requests.map((request) => (
          <Waiting
            key={request.details.payment.paymentId}
            request={request}
            isNamed={request.details.payment.paymentId === namedId}
            desk={desk}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface WaitingProps {
  readonly request: ApprovalRequest;
  readonly isNamed: boolean;
  readonly desk: OpeningApproval;
}

function Waiting({ request, isNamed, desk }: WaitingProps) {
  const t = useT();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isNamed) button.current?.focus();
  }, [isNamed]);
  const { payment } = request.details;
  const standing = useRequestStatus(payment);
  return (
    <li className={classes.item} data-named={isNamed ? '' : undefined}>
      <div className={classes.itemText}>
        <div className={classes.itemHead}>
          <strong>{payment.payeeName}</strong>
          {request.exceptions.map((exception) => (
            <StatusBadge key={exception} tone="warning" icon={<IconAlertTriangle size={14} aria-hidden />}>
              {t(`approvals.exception.${exception}`)}
            </StatusBadge>
          ))}
        </div>
        <div className={classes.itemPurpose}>{payment.purpose}</div>
        <div className={classes.quiet}>
          {standing?.isMadeHere === false
            ? t('exchange.request.fromRow', { maker: request.preparedBy })
            : request.preparedBy}
          , <MomentText at={request.submittedAt} /> · {t('approvals.oneByOne.until')}{' '}
          <MomentText at={request.expiresAt} />
          {request.obstacle !== null && <> · {t(`approvals.obstacle.${request.obstacle}`)}</>}
        </div>
      </div>
      <div className={classes.itemSum}>
        <MoneyText minor={payment.amountMinor} strong />
      </div>
      <Button
        ref={button}
        variant="default"
        disabled={desk.isOpen}
        aria-label={t('approvals.oneByOne.openNamed', { payee: payment.payeeName })}
        onClick={() => desk.open([request])}
      >
        {t('common.action.open')}
      </Button>
    </li>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const index = buttons.findIndex((button) => button === document.activeElement);
  const target = targetIndex(event.key, index, buttons.length - 1);
  if (target === null || index === -1) return;
  event.preventDefault();
  buttons[target]?.focus();
}

function targetIndex(key: string, index: number, last: number): number | null {
  if (key === 'ArrowDown') return Math.min(index + 1, last);
  if (key === 'ArrowUp') return Math.max(index - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? last : null;
}
