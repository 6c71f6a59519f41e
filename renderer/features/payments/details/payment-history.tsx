import { IconCircleCheck, IconCircleDashed, IconThumbDown } from '@tabler/icons-react';
import type { PaymentDetails } from '../../../../contract/areas/payments.ts';
import { useT } from '../../../i18n/t.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { Panel } from '../../../ui/screen.tsx';
import classes from './payment-details.module.css';
import { whoText } from '../../../ui/who-text.ts';

/** Who approved or rejected; what no longer counts stays as history and says so. */
export function PaymentApprovals({ approvals }: { readonly approvals: PaymentDetails['approvals'] }) {
  const t = useT();
  if (approvals.length === 0) return null;
  return (
    <Panel title={t('payments.details.approvals')}>
      <ul className={classes.plain}>
        {approvals.map((approval) => (
          <li
            key={`${approval.personName} ${approval.at}`}
            className={classes.approval}
            data-void={approval.isVoid}
          >
            <ApprovalIcon verdict={approval.verdict} isVoid={approval.isVoid} />
            <div>
              <div>
                {approval.verdict === 'approved'
                  ? t('payments.details.approvalApproved')
                  : t('payments.details.approvalRejected')}{' '}
                <strong>{approval.personName}</strong> · <MomentText at={approval.at} />
              </div>
              {approval.reason !== '' && <div className={classes.quiet}>{approval.reason}</div>}
              {approval.isVoid && <div className={classes.void}>{t('payments.details.approvalVoid')}</div>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ApprovalIcon({
  verdict,
  isVoid,
}: {
  readonly verdict: 'approved' | 'rejected';
  readonly isVoid: boolean;
}) {
  if (isVoid) return <IconCircleDashed size={18} aria-hidden />;
  return verdict === 'approved' ? (
    <IconCircleCheck size={18} aria-hidden />
  ) : (
    <IconThumbDown size={18} aria-hidden />
  );
}

/** What happened to the payment, newest first. */
export function PaymentSteps({ steps }: { readonly steps: PaymentDetails['steps'] }) {
  const t = useT();
  return (
    <Panel title={t('payments.details.steps')}>
      <ol className={classes.steps}>
        {steps.toReversed().map((step, index) => (
          <li key={index} className={classes.step}>
            <div className={classes.stepName}>{t(`journal.kinds.${step.kind}`)}</div>
            <div className={classes.quiet}>
              <MomentText at={step.at} /> · {whoText(t, step.who)}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
