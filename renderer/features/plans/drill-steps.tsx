import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { BANK_SUPPORT_MAIL } from '../../../contract/t-bank/online-banking-guide.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RevokeGuide } from './online-banking-guides.tsx';
import { durationText } from './plan-words.ts';
import { ActButton, MarkButton, SkipStep } from './step-buttons.tsx';
import classes from './plans.module.css';

interface StepProps {
  readonly plan: PlanDetails;
}

/** The card as a PDF; no secret is on it. */
export function PrintCardButton({ plan }: StepProps) {
  const t = useT();
  const print = useCall(app().plans.printCard);
  return (
    <>
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPrinter size={16} aria-hidden />}
          loading={print.isPending}
          onClick={() => void print.run({ planId: plan.planId })}
        >
          {t('plans.drill.print')}
        </Button>
      </div>
      <ErrorNotice error={print.error} isReading />
    </>
  );
}

export function StartDrillStep({ plan }: StepProps) {
  const t = useT();
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.drill.text')}</p>
      <RevokeGuide plan={plan} />
      <ActButton plan={plan} action="start-drill" label={t('plans.drill.start')} />
    </div>
  );
}

export function CallBankStep({ plan }: StepProps) {
  const t = useT();
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.drill.call', { mail: BANK_SUPPORT_MAIL })}</p>
      <MarkButton plan={plan} step="call-bank" label={t('plans.drill.called')} />
      <SkipStep
        plan={plan}
        step="call-bank"
        label={t('plans.drill.noCall')}
        hint={t('plans.drill.noCallHint')}
      />
    </div>
  );
}

export function FinishDrillStep({ plan }: StepProps) {
  const t = useT();
  const slowest = Math.max(0, ...plan.targets.map(({ seconds }) => seconds ?? 0));
  return (
    <div className={classes.body}>
      <p className={classes.text}>{t('plans.drill.last', { time: durationText(t, slowest) })}</p>
      <ActButton plan={plan} action="finish-drill" label={t('plans.drill.finish')} />
    </div>
  );
}
