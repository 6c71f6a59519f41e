import { useRef, useState } from 'react';
import { REASON_MIN, type ApprovalRequest } from '../../contract/areas/approvals.ts';
import { useEscape } from '../app/use-escape.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import { Answers } from './answers.tsx';
import classes from './approval.module.css';
import { Buttons } from './buttons.tsx';
import { Paper, Words } from './paper.tsx';
import { Problem } from './problem.tsx';
import { RejectForm } from './reject-form.tsx';
import { closeWindow, type ApprovalState } from './use-approval.ts';

interface SheetProps {
  readonly request: ApprovalRequest;
  readonly desk: ApprovalState;
}

/** One payment to read, and the two answers. */
export function Sheet({ request, desk }: SheetProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isRejecting, setRejecting] = useState(false);
  const answer = useRef<HTMLTextAreaElement>(null);
  const isMissing = request.warnings.length > 0 && reason.trim().length < REASON_MIN;
  useEscape(() => {
    if (isRejecting) setRejecting(false);
    // Typed text is never lost to a key.
    else if (reason === '' && !desk.isSending) closeWindow();
  });
  const answerWith = (act: (reason: string) => Promise<void>) => {
    if (!isMissing) return void act(reason.trim());
    setAsked(true);
    answer.current?.focus();
  };
  return (
    <>
      <Paper request={request}>
        {request.obstacle === null && request.warnings.length > 0 && (
          <Answers
            request={request}
            reason={reason}
            isMissing={isAsked && isMissing}
            answerRef={answer}
            onReason={setReason}
          />
        )}
      </Paper>
      <footer className={classes.foot}>
        <Problem error={desk.error} />
        <div className={classes.footRow}>
          <Words request={request} />
          {request.obstacle === null && !isRejecting && (
            <Buttons
              isBusy={desk.isBusy}
              isSending={desk.isSending}
              approveLabel={t('approval.approve')}
              onApprove={() => answerWith((reason) => desk.approve([{ request, reason }]))}
              onApproveAndSend={
                request.canSendToo ? () => answerWith((given) => desk.approveAndSend(request, given)) : null
              }
              onReject={() => setRejecting(true)}
            />
          )}
        </div>
        {request.obstacle !== null && (
          <Notice tone="neutral">{t(`approval.obstacle.${request.obstacle}`)}</Notice>
        )}
        {isRejecting && (
          <RejectForm
            isBusy={desk.isBusy}
            onReject={(why) => void desk.reject(request, why)}
            onBack={() => setRejecting(false)}
          />
        )}
      </footer>
    </>
  );
}
