import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import classes from './approvals.module.css';

interface ApprovalQueueProps {
  readonly queue: readonly ApprovalRequest[];
  readonly shownId: PaymentId | null;
  readonly onChoose: (paymentId: PaymentId) => void;
}

/** Everything that waits, oldest as main gives it; arrows walk along it. */
export function ApprovalQueue({ queue, shownId, onChoose }: ApprovalQueueProps) {
  const t = useT();
  return (
    <nav className={classes.queue} aria-label={t('approvals.queue')} onKeyDown={walk}>
      {queue.length === 0 && <p className={classes.queueEmpty}>{t('approvals.nobodyWaits')}</p>}
      {queue.map((request) => {
        const { payment } = request.details;
        return (
          <UnstyledButton
            key={payment.paymentId}
            className={classes.item ?? ''}
            aria-current={payment.paymentId === shownId ? 'true' : undefined}
            onClick={() => onChoose(payment.paymentId)}
          >
            <span className={classes.itemHead}>
              <span className={classes.itemPayee}>{payment.payeeName}</span>
              <MoneyText minor={payment.amountMinor} strong />
            </span>
            <span className={classes.itemFacts}>
              {request.preparedBy}, <MomentText at={request.submittedAt} />
            </span>
            {request.warnings[0] !== undefined && (
              <StatusBadge tone="warning" icon={<IconAlertTriangle size={14} aria-hidden />}>
                {t(`approvals.warning.${request.warnings[0]}`)}
              </StatusBadge>
            )}
          </UnstyledButton>
        );
      })}
    </nav>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll('button')];
  const index = items.findIndex((item) => item === document.activeElement);
  const target = targetIndex(event.key, index, items.length - 1);
  if (target === null || index === -1) return;
  event.preventDefault();
  items[target]?.focus();
}

function targetIndex(key: string, index: number, last: number): number | null {
  if (key === 'ArrowDown') return Math.min(index + 1, last);
  if (key === 'ArrowUp') return Math.max(index - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? last : null;
}
