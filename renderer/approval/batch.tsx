import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalRequest } from '../../contract/areas/approvals.ts';
import type { PaymentId } from '../../contract/values/ids.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { useEscape } from '../app/use-escape.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import classes from './approval.module.css';
import { BatchTable } from './batch-table.tsx';
import { Buttons } from './buttons.tsx';
import { Paper, Words } from './paper.tsx';
import { Problem } from './problem.tsx';
import { RejectForm } from './reject-form.tsx';
import { closeWindow, type ApprovalState } from './use-approval.ts';

/** Payments without surprises: all in one table, any of them to be read or taken out, one passphrase for the rest. */
export function Batch({ desk }: { readonly desk: ApprovalState }) {
  const t = useT();
  const { requests } = desk.view;
  const [takenOut, setTakenOut] = useState<ReadonlySet<PaymentId>>(new Set());
  const [openId, setOpenId] = useState<PaymentId | null>(null);
  // Where the focus goes back to when a payment is closed.
  const [lastId, setLastId] = useState<PaymentId | null>(null);
  const left = requests.filter((request) => !takenOut.has(idOf(request)));
  const open = requests.find((request) => idOf(request) === openId);
  const toggle = (request: ApprovalRequest) => {
    const next = new Set(takenOut);
    if (!next.delete(idOf(request))) next.add(idOf(request));
    setTakenOut(next);
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
        onToggle={() => {
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
              onApprove={() => void desk.approve(left, '')}
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
  readonly onToggle: () => void;
  readonly onBack: () => void;
}

/** One payment of the table, read whole; it is approved with the others, taken out, or rejected by itself. */
function BatchSheet({ request, desk, isTakenOut, onToggle, onBack }: BatchSheetProps) {
  const t = useT();
  const [isRejecting, setRejecting] = useState(false);
  useEscape(() => (isRejecting ? setRejecting(false) : onBack()));
  const reject = async (reason: string) => {
    if (await desk.reject(request, reason)) onBack();
  };
  return (
    <>
      <Paper request={request} />
      <footer className={classes.foot}>
        <Problem error={desk.error} />
        <div className={classes.footRow}>
          <Words request={request} />
          {!isRejecting && (
            <div className={classes.itemButtons}>
              {request.obstacle === null && (
                <>
                  <Button variant="default" onClick={() => setRejecting(true)}>
                    {t('approval.reject')}
                  </Button>
                  <Button variant="default" onClick={onToggle}>
                    {isTakenOut ? t('approval.batch.putBack') : t('approval.batch.takeOut')}
                  </Button>
                </>
              )}
              <Button onClick={onBack}>{t('approval.batch.back')}</Button>
            </div>
          )}
        </div>
        {isRejecting && (
          <RejectForm
            isBusy={desk.isBusy}
            onReject={(reason) => void reject(reason)}
            onBack={() => setRejecting(false)}
          />
        )}
      </footer>
    </>
  );
}

function idOf({ details }: ApprovalRequest): PaymentId {
  return details.payment.paymentId;
}
