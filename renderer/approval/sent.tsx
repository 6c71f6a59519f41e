import type { ApprovalSending } from '../../contract/areas/approval-window.ts';
import type { PaymentSummary } from '../../contract/areas/payments.ts';
import { formatMoney } from '../../contract/values/money.ts';
import { useT, type Translate } from '../i18n/t.ts';
import { errorText, type ErrorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import type { Tone } from '../ui/tone.ts';
import { statusTone } from '../ui/payment/status-facts.ts';
import classes from './approval.module.css';

interface SentProps {
  readonly payment: PaymentSummary;
  readonly sending: ApprovalSending;
}

/** Signed is said first; then whether it was sent, where the money is, why not, and what comes next. */
export function Sent({ payment, sending }: SentProps) {
  const t = useT();
  const { tone, title, lines } = sentenceOf(t, payment, sending);
  const sum = formatMoney(payment.amountMinor ?? 0);
  const isTrouble = tone === 'danger' || sending.error !== null || sending.status === 'failed';
  return (
    <Notice tone={tone} role={isTrouble ? 'alert' : 'status'} title={title}>
      <p className={classes.plain}>{t('approval.ending.one', { payee: payment.payeeName, total: sum })}</p>
      {lines.map((line) => (
        <p key={line} className={classes.plain}>
          {line}
        </p>
      ))}
    </Notice>
  );
}

interface Sentence {
  readonly tone: Tone;
  readonly title: string;
  readonly lines: readonly string[];
}

function sentenceOf(t: Translate, { route }: PaymentSummary, sending: ApprovalSending): Sentence {
  const { status, error, bankMessage } = sending;
  const tone = statusTone(status);
  if (error !== null) return notSent(t, status, errorText(t, error));
  switch (status) {
    case 'failed': {
      const words = bankMessage === null || bankMessage === '' ? [] : [bankSays(t, bankMessage)];
      return { tone, title: t('approval.ending.failedAtBank'), lines: [...words, t('payments.next.failed')] };
    }
    case 'unknown': {
      const next = route === 'bank-draft' ? 'payments.next.unknownDraft' : 'payments.next.unknown';
      return { tone, title: t('approval.ending.unknown'), lines: [t(next)] };
    }
    case 'handed-over':
      return { tone, title: t('approval.ending.handedOver'), lines: [t('payments.next.handed-over')] };
    default:
      return { tone, title: t('approval.ending.sent'), lines: [t(`payments.next.${status}`)] };
  }
}

function notSent(t: Translate, status: ApprovalSending['status'], text: ErrorText): Sentence {
  const { happened, money, next, moneyMayHaveMoved } = text;
  if (moneyMayHaveMoved)
    return { tone: 'danger', title: t('approval.ending.unknown'), lines: [happened, next] };
  const later = status === 'approved' ? [t('approval.ending.sendLater')] : [];
  return {
    tone: 'warning',
    title: t('approval.ending.notSent'),
    lines: [`${happened} ${money}`, next, ...later],
  };
}

function bankSays(t: Translate, message: string): string {
  return t('payments.next.bankSays', { message });
}
