import { useRef, useState } from 'react';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ApprovalButtons } from './approval-buttons.tsx';
import { ApprovalFacts } from './approval-facts.tsx';
import type { Outcome } from './approval-result.tsx';
import { ApprovalWarnings } from './approval-warnings.tsx';
import classes from './approvals.module.css';
import { useApprove } from './use-approvals.ts';

/** A reason shorter than this says nothing. Source: contract, `RejectInput`. */
const MIN_REASON = 3;

interface ApprovalRequestCardProps {
  readonly request: ApprovalRequest;
  readonly onAnswered: (outcome: Outcome) => void;
}

/** One payment, big and plain, as the approver reads it; the two buttons stay in sight. */
export function ApprovalRequestCard({ request, onAnswered }: ApprovalRequestCardProps) {
  const t = useT();
  const { paymentId, revision } = request.details.payment;
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const answer = useRef<HTMLTextAreaElement>(null);
  const approve = useApprove();
  const isMissing = request.warnings.length > 0 && reason.trim().length < MIN_REASON;
  const run = async () => {
    if (isMissing) {
      setAsked(true);
      answer.current?.focus();
      return;
    }
    const done = await approve.run({ payment: { paymentId, revision }, reason: reason.trim() });
    if (done !== null) onAnswered({ paymentId, verdict: 'approved' });
  };
  return (
    <section className={classes.card} aria-label={t('approvals.request')}>
      {/* A region that scrolls must take the focus, or the keyboard cannot scroll it (WCAG 2.1.1). */}
      <div className={classes.paper} tabIndex={0} role="group" aria-label={t('approvals.request')}>
        <div className={classes.amount}>
          <MoneyText minor={request.details.payment.amountMinor} />
        </div>
        <div className={classes.inWords}>{request.amountInWords}</div>
        <ApprovalFacts request={request} />
      </div>
      <div className={classes.answers}>
        {request.obstacle === null && request.warnings.length > 0 && (
          <ApprovalWarnings
            request={request}
            reason={reason}
            isMissing={isAsked && isMissing}
            answerRef={answer}
            onReason={setReason}
          />
        )}
        <ErrorNotice error={approve.error} />
      </div>
      <footer className={classes.foot}>
        <div className={classes.words}>
          <div className={classes.wordsLabel}>{t('approvals.words')}</div>
          <div className={classes.wordsText}>{request.words.join(' · ')}</div>
        </div>
        {request.obstacle === null ? (
          <ApprovalButtons
            request={request}
            isApproving={approve.isPending}
            onApprove={() => void run()}
            onRejected={() => onAnswered({ paymentId, verdict: 'rejected' })}
          />
        ) : (
          <div className={classes.obstacle}>
            <Notice tone="neutral">{t(`approvals.obstacle.${request.obstacle}`)}</Notice>
          </div>
        )}
      </footer>
    </section>
  );
}
