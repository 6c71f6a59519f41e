import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { DAY_MS } from '../../../contract/values/dates.ts';
import { useT } from '../../i18n/t.ts';
import { DateText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useClockAhead } from '../../ui/use-bank-now.ts';
import { useNow } from '../../ui/use-now.ts';
import { ActButton } from './step-buttons.tsx';
import { PlanDiff } from './plan-diff.tsx';
import classes from './plans.module.css';

interface StepProps {
  readonly plan: PlanDetails;
}

/** The text of the new token goes from online banking into the window for secrets, and nowhere else. */
export function StoreStep({ plan }: StepProps) {
  const t = useT();
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.store.text')}</p>
      <p className={classes.hint}>{t('plans.store.hint')}</p>
      <ActButton plan={plan} action="store" label={t('plans.store.button')} />
    </div>
  );
}

/** One reading call with the new token; a failure leaves everything else as it was. */
export function ProveStep({ plan }: StepProps) {
  const t = useT();
  const { fresh, freshProblem } = plan;
  return (
    <div className={classes.body}>
      {fresh !== null && (
        <Notice tone="success" title={t('plans.prove.stored')}>
          {t('plans.outcome.identity', { label: fresh.label, words: fresh.words, lastFour: fresh.lastFour })}
        </Notice>
      )}
      <p className={classes.text}>{t('plans.prove.text')}</p>
      {freshProblem !== null && (
        <>
          <ErrorNotice error={{ code: freshProblem, details: {}, incidentId: null }} isReading />
          <p className={classes.text}>
            {plan.kind === 'reissue' ? t('plans.prove.oldWorks') : t('plans.prove.notYet')}
          </p>
        </>
      )}
      <ActButton
        plan={plan}
        action="prove"
        label={freshProblem === null ? t('plans.prove.button') : t('plans.prove.again')}
      />
      {freshProblem !== null && (
        <ActButton plan={plan} action="store" label={t('plans.prove.pasteOther')} isSecondary />
      )}
    </div>
  );
}

export function SwitchStep({ plan }: StepProps) {
  const t = useT();
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.switch.text')}</p>
      <PlanDiff plan={plan} />
      <ActButton plan={plan} action="switch" label={t('plans.switch.button')} />
    </div>
  );
}

export function StopStep({ plan }: StepProps) {
  const t = useT();
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.stop.text')}</p>
      {plan.old?.movesMoney === true && <Notice tone="warning" title={t('plans.stop.money')} />}
      <ActButton plan={plan} action="stop" label={t('plans.stop.button')} />
    </div>
  );
}

/** The days of silence, counted by the bank's clock. */
export function WaitStep({ plan }: StepProps) {
  const t = useT();
  const aheadMs = useClockAhead();
  const { deadAt, companyId } = plan;
  const now = useNow().toMillis() + (companyId === null ? 0 : aheadMs(companyId));
  const days = deadAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(deadAt) - now) / DAY_MS));
  return (
    <div className={classes.body}>
      <p className={classes.big}>{t('plans.wait.days', { count: days })}</p>
      <p className={classes.text}>
        {t('plans.wait.until')} <DateText at={deadAt} />
      </p>
      <p className={classes.hint}>{t('plans.wait.hint')}</p>
    </div>
  );
}

/** The last moment before the text is gone for good. */
export function WipeStep({ plan }: StepProps) {
  const t = useT();
  return (
    <div className={classes.body}>
      <Notice
        tone="success"
        title={plan.proof?.isProven === true ? t('plans.wipe.proven') : t('plans.wipe.silent')}
      />
      <p className={classes.text}>{t('plans.wipe.text')}</p>
      <ActButton plan={plan} action="wipe" label={t('plans.wipe.button')} tone="danger" />
    </div>
  );
}

export function ReceiptStep({ plan }: StepProps) {
  const t = useT();
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.receipt.text')}</p>
      <ActButton plan={plan} action="receipt" label={t('plans.receipt.sign')} />
    </div>
  );
}
