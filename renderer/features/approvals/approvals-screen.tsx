import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { formatMoney } from '../../ui/money-text.tsx';
import { paths } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { ApprovalQueue } from './approval-queue.tsx';
import { ApprovalRequestCard } from './approval-request-card.tsx';
import { ApprovalResult, type Outcome } from './approval-result.tsx';
import classes from './approvals.module.css';
import { useQueue } from './use-approvals.ts';

/** The director's two minutes: the queue on the left, one payment to read on the right. */
export function ApprovalsScreen({ paymentId }: { readonly paymentId: PaymentId | null }) {
  const t = useT();
  const query = useQueue(useCompany().companyId);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  const waiting = query.data ?? [];
  const total = waiting.reduce((sum, request) => sum + (request.details.payment.amountMinor ?? 0), 0);
  const subtitle =
    waiting.length === 0
      ? t('approvals.nobodyWaits')
      : t('approvals.subtitle', { count: waiting.length, total: formatMoney(total) });
  return (
    <Screen
      layout="fill"
      title={t('approvals.title')}
      subtitle={query.data === undefined ? undefined : subtitle}
    >
      <QueryStates
        query={query}
        isEmpty={(queue) => queue.length === 0 && outcome === null && paymentId === null}
        empty={<NothingWaits />}
      >
        {(queue) => (
          <QueueAndPayment queue={queue} paymentId={paymentId} outcome={outcome} onOutcome={setOutcome} />
        )}
      </QueryStates>
    </Screen>
  );
}

interface QueueAndPaymentProps {
  readonly queue: readonly ApprovalRequest[];
  readonly paymentId: PaymentId | null;
  readonly outcome: Outcome | null;
  readonly onOutcome: (outcome: Outcome | null) => void;
}

function QueueAndPayment({ queue, paymentId, outcome, onOutcome }: QueueAndPaymentProps) {
  const [, navigate] = useLocation();
  const first = queue[0]?.details.payment.paymentId ?? null;
  const shownId = paymentId ?? outcome?.paymentId ?? first;
  const isAnswered = outcome !== null && outcome.paymentId === shownId;
  const request = queue.find((one) => one.details.payment.paymentId === shownId);
  const next =
    queue.find((one) => one.details.payment.paymentId !== shownId)?.details.payment.paymentId ?? null;
  const choose = (chosen: PaymentId | null) => {
    onOutcome(null);
    navigate(chosen === null ? paths.approvals : paths.approval(chosen));
  };
  return (
    <div className={classes.split}>
      <ApprovalQueue queue={queue} shownId={shownId} onChoose={choose} />
      {request !== undefined && !isAnswered && (
        <ApprovalRequestCard
          // Another revision is another payment to read: an answer typed for the old one must not carry over.
          key={`${request.details.payment.paymentId} ${String(request.details.payment.revision)}`}
          request={request}
          onAnswered={onOutcome}
        />
      )}
      {shownId !== null && (request === undefined || isAnswered) && (
        <ApprovalResult
          key={shownId}
          paymentId={shownId}
          verdict={isAnswered ? outcome.verdict : null}
          onNext={next === null ? null : () => choose(next)}
          onClose={() => choose(null)}
        />
      )}
    </div>
  );
}

function NothingWaits() {
  const t = useT();
  const [, navigate] = useLocation();
  return (
    <EmptyState
      icon={<IconSignature size={40} aria-hidden />}
      title={t('approvals.emptyTitle')}
      text={t('approvals.emptyText')}
      action={
        <Button variant="default" onClick={() => navigate(paths.payments)}>
          {t('approvals.emptyAction')}
        </Button>
      }
    />
  );
}
