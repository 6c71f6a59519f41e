import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconDeviceFloppy, IconSignature } from '@tabler/icons-react';
import type { RequestStatus, SignedFileKind } from '../../../../contract/areas/exchange.ts';
import type { PaymentDetails, PaymentSummary } from '../../../../contract/areas/payments.ts';
import { app } from '../../../api/client.ts';
import { useCall } from '../../../api/use-call.ts';
import { useT } from '../../../i18n/t.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { formatSpan } from '../../../ui/dates.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useExchange } from '../../../ui/exchange/use-exchange.ts';
import { useRequestStatus } from '../../../ui/exchange/use-request-status.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/screen.tsx';
import { usePlainCopy } from '../../../ui/use-plain-copy.ts';
import classes from './payment-details.module.css';

/**
 * Where the request of a payment stands, in an organization: who asked, who answers, which computer sends, and files to
 * carry by hand.
 */
export function RequestSection({ details }: { readonly details: PaymentDetails }) {
  const standing = useRequestStatus(details.payment);
  return standing === undefined ? null : <Standing standing={standing} payment={details.payment} />;
}

interface StandingProps {
  readonly standing: RequestStatus;
  readonly payment: PaymentSummary;
}

function Standing({ standing, payment }: StandingProps) {
  const t = useT();
  if (standing.askedAt === null) return <Unsigned standing={standing} />;
  const { maker, isMadeHere, askedAt, awaited, sender, isSentHere } = standing;
  const isWaiting = payment.status === 'submitted' && awaited.length > 0;
  return (
    <Panel title={t('exchange.request.title')}>
      <dl className={classes.request}>
        <dt>{t(isMadeHere ? 'exchange.request.made' : 'exchange.request.from')}</dt>
        <dd>
          {maker}, <MomentText at={askedAt} />
        </dd>
        {isMadeHere && <Delivery standing={standing} payment={payment} />}
        {isWaiting && (
          <>
            <dt>{t('exchange.request.awaited')}</dt>
            <dd>{awaited.join(', ')}</dd>
          </>
        )}
        <dt>{t('exchange.request.sends')}</dt>
        <dd>
          {isSentHere ? t('exchange.request.sendsHere') : t('exchange.request.sendsElsewhere', { sender })}
        </dd>
      </dl>
      <Clocks standing={standing} />
      <Files standing={standing} payment={payment} />
    </Panel>
  );
}

/** Whose clocks are wrong, as far as files can tell, and what that means for the payment. */
function Clocks({ standing }: Pick<StandingProps, 'standing'>) {
  const t = useT();
  const { makerClockAheadMs, cameTooLate, answers } = standing;
  const said = answers.flatMap(({ name, clockAheadMs }) => {
    if (clockAheadMs === 0) return [];
    const span = formatSpan(t, clockAheadMs);
    return [
      t(clockAheadMs > 0 ? 'exchange.request.answerAhead' : 'exchange.request.answerBehind', { name, span }),
    ];
  });
  if (makerClockAheadMs > 0)
    said.unshift(t('exchange.request.clockAhead', { span: formatSpan(t, makerClockAheadMs) }));
  if (cameTooLate) said.unshift(t('exchange.request.cameTooLate'));
  if (said.length === 0) return null;
  return (
    <Notice tone="warning">
      {said.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </Notice>
  );
}

function Delivery({ standing, payment }: StandingProps) {
  const t = useT();
  const exchange = useExchange(payment.companyId);
  const deliveredAt = standing.files.find(({ kind }) => kind === 'request')?.deliveredAt ?? null;
  const hasFolder = typeof exchange.data?.folder === 'string';
  return (
    <>
      <dt>{t('exchange.request.delivered')}</dt>
      <dd>
        {deliveredAt === null ? (
          t(hasFolder ? 'exchange.request.notDeliveredFolder' : 'exchange.request.notDelivered')
        ) : (
          <MomentText at={deliveredAt} />
        )}
      </dd>
    </>
  );
}

function Unsigned({ standing }: { readonly standing: RequestStatus }) {
  const t = useT();
  const sign = useCall(app().exchange.sign);
  const { paymentId, isMadeHere, maker } = standing;
  return (
    <Panel title={t('exchange.request.title')}>
      <Notice
        tone="warning"
        actions={
          isMadeHere ? (
            <Button
              size="xs"
              leftSection={<IconSignature size={14} aria-hidden />}
              loading={sign.isPending}
              onClick={() => void sign.run({ paymentId })}
            >
              {t('exchange.request.sign')}
            </Button>
          ) : undefined
        }
      >
        {isMadeHere ? t('exchange.request.unsigned') : t('exchange.request.unsignedElsewhere', { maker })}
      </Notice>
      <ErrorNotice error={sign.error} />
    </Panel>
  );
}

const SAVE_LABELS = {
  request: 'exchange.request.saveRequest',
  answer: 'exchange.request.saveAnswer',
  outcome: 'exchange.request.saveOutcome',
} as const satisfies Readonly<Record<SignedFileKind, string>>;

/**
 * Files to carry by hand, and the words to send them with. No account, no sum and no payee in the mail: it is read on
 * the way.
 */
function Files({ standing, payment }: StandingProps) {
  const t = useT();
  const save = useCall(app().exchange.saveFile);
  const { copied, copy } = usePlainCopy();
  const number = payment.documentNumber;
  const mail = `${t('exchange.mail.subject', { number })}\n\n${t('exchange.mail.body', { number })}`;
  const { files, paymentId, isMadeHere } = standing;
  if (files.length === 0) return null;
  return (
    <div className={classes.requestFiles}>
      {files.map(({ kind, deliveredAt }) => (
        <Button
          key={kind}
          size="xs"
          variant={deliveredAt === null ? 'light' : 'subtle'}
          justify="flex-start"
          leftSection={<IconDeviceFloppy size={14} aria-hidden />}
          onClick={() => void save.run({ paymentId, kind })}
        >
          {t(SAVE_LABELS[kind])}
        </Button>
      ))}
      {isMadeHere && (
        <Button
          size="xs"
          variant="subtle"
          justify="flex-start"
          leftSection={
            copied === mail ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
          }
          onClick={() => copy(mail)}
        >
          {t(copied === mail ? 'exchange.request.copiedMail' : 'exchange.request.copyMail')}
        </Button>
      )}
      <ErrorNotice error={save.error} />
    </div>
  );
}
