import { Button } from '@mantine/core';
import { IconDownload, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import type { PlanDetails, ReceiptView } from '../../../contract/areas/plans.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import classes from './plans.module.css';

/** The receipt of a token's end: its signature is checked each time that it is shown. */
export function ReceiptPanel({
  plan,
  receipt,
}: {
  readonly plan: PlanDetails;
  readonly receipt: ReceiptView;
}) {
  const t = useT();
  const save = useCall(app().plans.saveReceipt);
  return (
    <Panel
      title={t('plans.receipt.title')}
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={save.isPending}
          onClick={() => void save.run({ planId: plan.planId })}
        >
          {t('plans.receipt.save')}
        </Button>
      }
    >
      <div className={classes.body}>
        <p className={receipt.isValid ? classes.good : classes.bad}>
          {receipt.isValid ? (
            <IconShieldCheck size={18} aria-hidden />
          ) : (
            <IconShieldX size={18} aria-hidden />
          )}
          {receipt.isValid ? t('plans.receipt.valid') : t('plans.receipt.broken')}
        </p>
        <dl className={classes.facts}>
          <dt>{t('plans.receipt.signed')}</dt>
          <dd>
            <MomentText at={receipt.at} />
          </dd>
          <dt>{t('plans.receipt.key')}</dt>
          <dd>{receipt.keyWords}</dd>
        </dl>
        <p className={classes.hint}>{t('plans.receipt.hint')}</p>
        <ErrorNotice error={save.error} />
      </div>
    </Panel>
  );
}
