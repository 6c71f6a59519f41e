import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ApprovalOutcome } from '../../contract/areas/approval-window.ts';
import type { ApprovalRequest } from '../../contract/areas/approvals.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { useEscape } from '../app/use-escape.ts';
import { useT, type Translate } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import classes from './approval.module.css';
import { Sent } from './sent.tsx';
import { closeWindow, type Ending } from './use-approval.ts';

/** What was done, that nothing has left or what became of the sending, and who sends it. */
export function EndingPage({ ending }: { readonly ending: Ending }) {
  const t = useT();
  const close = useRef<HTMLButtonElement>(null);
  useEscape(closeWindow);
  useEffect(() => close.current?.focus(), []);
  const { outcome, requests } = ending;
  const { sending } = outcome;
  const decided = requests.filter(({ details }) =>
    outcome.decided.some(({ paymentId }) => paymentId === details.payment.paymentId),
  );
  return (
    <main className={classes.ending} aria-label={t('approval.ending.label')}>
      {sending !== null &&
        decided.map(({ details: { payment } }) => (
          <Sent key={payment.paymentId} payment={payment} sending={sending} />
        ))}
      {sending === null && decided.length > 0 && (
        <Notice
          tone={outcome.verdict === 'approved' ? 'success' : 'neutral'}
          role="status"
          title={titleOf(t, ending)}
        >
          <p className={classes.plain}>{namesOf(t, decided)}</p>
          {outcome.listWords !== null && (
            <p className={classes.plain}>
              {t('approval.ending.listWords', { words: outcome.listWords.join(' ') })}
            </p>
          )}
          <p className={classes.plain}>{nextOf(t, outcome, decided)}</p>
        </Notice>
      )}
      <Button size="md" ref={close} onClick={closeWindow}>
        {t('common.action.close')}
      </Button>
    </main>
  );
}

function titleOf(t: Translate, { outcome, requests }: Ending): string {
  if (outcome.verdict === 'rejected') return t('approval.ending.rejected');
  if (requests.length > 1) return t('approval.ending.approvedMany', { count: outcome.decided.length });
  const missing = outcome.decided[0]?.missing ?? 0;
  return missing > 0 ? t('approval.ending.more', { count: missing }) : t('approval.ending.approved');
}

function namesOf(t: Translate, decided: readonly ApprovalRequest[]): string {
  const [first] = decided;
  const total = formatMoney(
    decided.reduce((sum, { details }) => sum + (details.payment.amountMinor ?? 0), 0),
  );
  if (decided.length === 1 && first !== undefined)
    return t('approval.ending.one', { payee: first.details.payment.payeeName, total });
  return t('approval.ending.several', { count: decided.length, total });
}

function nextOf(t: Translate, outcome: ApprovalOutcome, decided: readonly ApprovalRequest[]): string {
  const authors = [...new Set(decided.map(({ preparedBy }) => preparedBy))].join(', ');
  if (outcome.verdict === 'rejected') return t('approval.ending.rejectedNext', { authors });
  if (outcome.decided.some(({ missing }) => missing > 0)) return t('approval.ending.moreNext');
  const senders = [...new Set(decided.flatMap(({ sentBy }) => sentBy ?? []))].join(', ');
  if (senders !== '') return t('approval.ending.sentElsewhere', { sender: senders });
  return t('approval.ending.approvedNext', { authors });
}
