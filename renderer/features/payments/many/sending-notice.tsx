import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PaymentSummary, SendingView } from '../../../../contract/areas/payments.ts';
import { formatMoney } from '../../../../contract/values/money.ts';
import { working } from '../../../../contract/callers.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useMay } from '../../../api/use-may.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { errorText } from '../../../ui/error-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { FailureList } from './failure-list.tsx';
import classes from './many.module.css';

/** Payments that are being sent one after another, or wait for somebody to go on; nothing when there are none. */
export function SendingNotice({ payments }: { readonly payments: readonly PaymentSummary[] }) {
  const { companyId } = useCompany();
  const query = useQuery({
    queryKey: keys.sending(companyId),
    queryFn: () => unwrap(app().payments.sending({ companyId })),
  });
  return query.data === undefined || query.data === null ? null : (
    <Standing sending={query.data} payments={payments} />
  );
}

interface StandingProps {
  readonly sending: SendingView;
  readonly payments: readonly PaymentSummary[];
}

function Standing({ sending, payments }: StandingProps) {
  const t = useT();
  const { companyId, state, total, gone, left, totalMinor, failures, reason } = sending;
  const stale = { staleAfter: [keys.sending(companyId)] };
  const pause = useCall(app().payments.pauseSending, stale);
  const resume = useCall(app().payments.resumeSending, stale);
  const dismiss = useCall(app().payments.dismissSending, stale);
  const isWorking = useMay(working);
  const text = t('payments.many.progress', { gone, total, sum: formatMoney(totalMinor) });
  const isHeld = state === 'paused' && left > 0;
  return (
    <div className={classes.notice}>
      <Notice
        tone={toneOf(sending)}
        title={t(`payments.many.state.${state === 'ended' && gone < total ? 'endedInPart' : state}`)}
        role="status"
        actions={
          isWorking && (
            <>
              {state === 'running' && (
                <Button size="xs" variant="default" onClick={() => void pause.run({ companyId })}>
                  {t('payments.many.pause')}
                </Button>
              )}
              {isHeld && (
                <Button size="xs" onClick={() => void resume.run({ companyId })} loading={resume.isPending}>
                  {t('payments.many.resume', { count: left })}
                </Button>
              )}
              {(isHeld || state === 'ended') && (
                <Button size="xs" variant="default" onClick={() => void dismiss.run({ companyId })}>
                  {isHeld ? t('payments.many.dismiss') : t('common.action.close')}
                </Button>
              )}
            </>
          )
        }
      >
        <div className={classes.progress}>
          <Progress value={((total - left) / total) * 100} size="sm" aria-label={text} />
          <span>{text}</span>
        </div>
        {reason !== null && <p>{errorText(t, reason).happened}</p>}
        <FailureList failures={failures} payments={payments} />
        <ErrorNotice error={resume.error ?? dismiss.error ?? pause.error} />
      </Notice>
    </div>
  );
}

/** Green only where every payment is with the bank. */
function toneOf({ state, total, gone, failures }: SendingView): Tone {
  if (state === 'ended') return gone === total ? 'success' : 'warning';
  return state === 'paused' || failures.length > 0 ? 'warning' : 'info';
}
