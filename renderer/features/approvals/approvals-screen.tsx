import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AnsweredPayments, ApprovalRequest } from '../../../contract/areas/approvals.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { OpenFilesButton } from '../../ui/exchange/open-files-button.tsx';
import { useExchange } from '../../ui/exchange/use-exchange.ts';
import { paths } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { AnsweredList } from './answered-list.tsx';
import { ApprovalResult } from './approval-result.tsx';
import classes from './approvals.module.css';
import { groupsOf, totalOf } from './groups.ts';
import { OneByOne } from './one-by-one.tsx';
import { Together } from './together.tsx';
import { useApprovalWindow, useQueue } from './use-approvals.ts';

type Answered = AnsweredPayments['answered'];

/**
 * The director's two minutes: what may be signed together, what wants reading by itself, and what came of the last
 * answer.
 */
export function ApprovalsScreen({ paymentId }: { readonly paymentId: PaymentId | null }) {
  const t = useT();
  const query = useQueue(useCompany().companyId);
  const [answered, setAnswered] = useState<Answered>([]);
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  const waiting = query.data ?? [];
  const subtitle =
    waiting.length === 0
      ? t('approvals.nobodyWaits')
      : t('approvals.subtitle', { count: waiting.length, total: formatMoney(totalOf(waiting)) });
  return (
    <Screen
      title={t('approvals.title')}
      subtitle={query.data === undefined ? undefined : subtitle}
      actions={<OpenFiles />}
    >
      <QueryStates
        query={query}
        isEmpty={(queue) => queue.length === 0 && answered.length === 0 && paymentId === null}
        empty={<NothingWaits />}
      >
        {(queue) => (
          <Queue queue={queue} paymentId={paymentId} answered={answered} onAnswered={setAnswered} />
        )}
      </QueryStates>
    </Screen>
  );
}

/** Requests that somebody carried here by hand; only where there is an organization. */
function OpenFiles() {
  const exchange = useExchange(useCompany().companyId);
  return exchange.data === undefined || exchange.data === null ? null : <OpenFilesButton />;
}

interface QueueProps {
  readonly queue: readonly ApprovalRequest[];
  /** The payment that another screen named. */
  readonly paymentId: PaymentId | null;
  readonly answered: Answered;
  readonly onAnswered: (answered: Answered) => void;
}

function Queue({ queue, paymentId, answered, onAnswered }: QueueProps) {
  const [, navigate] = useLocation();
  const desk = useApprovalWindow(useCompany().companyId, onAnswered);
  const { together, oneByOne } = groupsOf(queue);
  const isNamedGone =
    paymentId !== null && !queue.some(({ details }) => details.payment.paymentId === paymentId);
  const single = answered.length === 1 ? answered[0] : undefined;
  const shownId = single?.paymentId ?? (isNamedGone && answered.length === 0 ? paymentId : null);
  const next = oneByOne.find(({ obstacle }) => obstacle === null);
  const close = () => {
    onAnswered([]);
    navigate(paths.approvals);
  };
  return (
    <div className={classes.groups}>
      <ErrorNotice error={desk.error} />
      {shownId !== null && (
        <ApprovalResult
          key={shownId}
          paymentId={shownId}
          verdict={single?.verdict ?? null}
          onNext={next === undefined || single === undefined ? null : () => desk.open([next])}
          onClose={close}
        />
      )}
      {answered.length > 1 && <AnsweredList answered={answered} onClose={close} />}
      {together.length > 0 && <Together requests={together} desk={desk} />}
      {oneByOne.length > 0 && <OneByOne requests={oneByOne} namedId={paymentId} desk={desk} />}
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
