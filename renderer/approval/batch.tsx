import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { REASON_MIN, type ApprovalRequest } from '../../contract/areas/approvals.ts';
import type { PaymentId } from '../../contract/values/ids.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { useEscape } from '../app/use-escape.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import { Answers } from './answers.tsx';
import classes from './approval.module.css';
import { BatchTable } from './batch-table.tsx';
import { Buttons } from './buttons.tsx';
import { Paper, Words } from './paper.tsx';
import { Problem } from './problem.tsx';
import { RejectForm } from './reject-form.tsx';
import { closeWindow, type ApprovalState } from './use-approval.ts';

/**
 * Payments as one list by risk: any of them may be read or taken out, those with questions are out until they were read
 * and put in; one signature for what is left.
 */
export function Batch({ desk }: { readonly desk: ApprovalState }) {
  const t = useT();
  const { requests } = desk.view;
  // By what was read: an answer to another revision, or to other warnings, must not carry over.
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [answers, setAnswers] = useState<ReadonlyMap<string, string>>(new Map());
  const isOut = (request: ApprovalRequest) =>
    out.has(readingOf(request)) || (request.exceptions.length > 0 && !answers.has(readingOf(request)));
  const takenOut = new Set(requests.filter(isOut).map(idOf));
  const reasons = new Map(
    requests.flatMap((request) => {
      const reason = answers.get(readingOf(request));
      return reason === undefined ? [] : [[idOf(request), reason] as const];
    }),
  );
  const [openId, setOpenId] = useState<PaymentId | null>(null);
  // Where the focus goes back to when a payment is closed.
  const [lastId, setLastId] = useState<PaymentId | null>(null);
  const left = requests.filter((request) => !isOut(request));
  const open = requests.find((request) => idOf(request) === openId);
  const toggle = (request: ApprovalRequest) => {
    const next = new Set(out);
    if (!next.delete(readingOf(request))) next.add(readingOf(request));
    setOut(next);
  };
  const putIn = (request: ApprovalRequest, reason: string) => {
    setAnswers(new Map([...answers, [readingOf(request), reason]]));
    setOut(new Set([...out].filter((one) => one !== readingOf(request))));
    leave();
  };
  const leave = () => {
    setLastId(openId);
    setOpenId(null);
  };
  useEscape(() => {
    if (open === undefined) closeWindow();
  });
  if (open !== undefined) {
    return (
      <BatchSheet
        key={`${idOf(open)} ${String(open.details.payment.revision)}`}
        request={open}
        desk={desk}
        isTakenOut={takenOut.has(idOf(open))}
        reason={reasons.get(idOf(open)) ?? ''}
        onPutIn={(reason) => putIn(open, reason)}
        onTakeOut={() => {
          toggle(open);
          leave();
        }}
        onBack={leave}
      />
    );
  }
  const total = formatMoney(left.reduce((sum, { details }) => sum + (details.payment.amountMinor ?? 0), 0));
  const obstacle = requests[0]?.obstacle ?? null;
  return (
    <>
      <BatchTable
        requests={requests}
        takenOut={takenOut}
        reasons={reasons}
        focusId={lastId}
        onOpen={(request) => setOpenId(idOf(request))}
        onToggle={toggle}
      />
      <footer className={classes.foot}>
        <Problem error={desk.error} />
        <div className={classes.footRow}>
          <div className={classes.total} role="status">
            <div className={classes.wordsLabel}>
              {t('approval.batch.left', { left: left.length, all: requests.length })}
            </div>
            <div className={classes.totalSum}>{total}</div>
          </div>
          {obstacle === null && left.length > 0 && (
            <Buttons
              isBusy={desk.isBusy}
              approveLabel={t('approval.batch.approve', { count: left.length })}
              onApprove={() =>
                void desk.approve(
                  left.map((request) => ({ request, reason: reasons.get(idOf(request)) ?? '' })),
                )
              }
              onReject={null}
            />
          )}
        </div>
        {obstacle !== null && <Notice tone="neutral">{t(`approval.obstacle.${obstacle}`)}</Notice>}
        {left.length === 0 && <Notice tone="neutral">{t('approval.batch.noneLeft')}</Notice>}
      </footer>
    </>
  );
}

interface BatchSheetProps {
  readonly request: ApprovalRequest;
  readonly desk: ApprovalState;
  readonly isTakenOut: boolean;
  /** The answer that was given when it was put in; empty before. */
  readonly reason: string;
  readonly onPutIn: (reason: string) => void;
  readonly onTakeOut: () => void;
  readonly onBack: () => void;
}

/** One payment of the list, read whole; it is put in with its answer, taken out, or rejected by itself. */
function BatchSheet({ request, desk, isTakenOut, onPutIn, onTakeOut, onBack, ...given }: BatchSheetProps) {
  const t = useT();
  const [isRejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState(given.reason);
  const [isAsked, setAsked] = useState(false);
  const answer = useRef<HTMLTextAreaElement>(null);
  useEscape(() => {
    if (isRejecting) setRejecting(false);
    // Typed text is never lost to a key.
    else if (reason === given.reason) onBack();
  });
  const reject = async (why: string) => {
    if (await desk.reject(request, why)) onBack();
  };
  const mayBeIn = request.obstacle === null && !request.exceptions.includes('against-rules');
  const isMissing = request.warnings.length > 0 && reason.trim().length < REASON_MIN;
  const putIn = () => {
    if (!isMissing) return onPutIn(reason.trim());
    setAsked(true);
    answer.current?.focus();
  };
  return (
    <>
      <Paper request={request}>
        {mayBeIn && isTakenOut && request.warnings.length > 0 && (
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
          {!isRejecting && (
            <div className={classes.itemButtons}>
              {request.obstacle === null && (
                <Button variant="default" onClick={() => setRejecting(true)}>
                  {t('approval.reject')}
                </Button>
              )}
              {mayBeIn && (
                <Button variant="default" onClick={isTakenOut ? putIn : onTakeOut}>
                  {t(isTakenOut ? 'approval.batch.include' : 'approval.batch.takeOut')}
                </Button>
              )}
              <Button onClick={onBack}>{t('approval.batch.back')}</Button>
            </div>
          )}
        </div>
        {!mayBeIn && request.obstacle === null && (
          <Notice tone="warning">{t('approval.batch.againstRules')}</Notice>
        )}
        {isRejecting && (
          <RejectForm
            isBusy={desk.isBusy}
            onReject={(why) => void reject(why)}
            onBack={() => setRejecting(false)}
          />
        )}
      </footer>
    </>
  );
}

/** What was read of a payment: its revision and its warnings. */
function readingOf({ details: { payment }, warnings }: ApprovalRequest): string {
  return [payment.paymentId, payment.revision, ...warnings].join(' ');
}

function idOf({ details }: ApprovalRequest): PaymentId {
  return details.payment.paymentId;
}
