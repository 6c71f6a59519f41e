import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { useT } from '../../i18n/t.ts';
import { OnlineBankingButton, IssueGuide, RevokeGuide } from './online-banking-guides.tsx';
import { MarkButton } from './step-buttons.tsx';
import classes from './plans.module.css';

export function IssueStep({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  return (
    <div className={classes.body}>
      <OnlineBankingButton plan={plan} />
      <IssueGuide plan={plan} />
      <MarkButton plan={plan} step="issue-in-cabinet" label={t('plans.cabinet.issued')} />
    </div>
  );
}

export function RemoveStep({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  return (
    <div className={classes.body}>
      <OnlineBankingButton plan={plan} />
      <RevokeGuide plan={plan} />
      <MarkButton plan={plan} step="remove-in-cabinet" label={t('plans.cabinet.removed')} />
    </div>
  );
}
