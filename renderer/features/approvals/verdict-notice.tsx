import type { PaymentDetails } from '../../../contract/areas/payments.ts';
import { useT } from '../../i18n/t.ts';
import { Notice } from '../../ui/notice.tsx';

export type GivenVerdict = 'approved' | 'rejected';

interface VerdictNoticeProps {
  readonly verdict: GivenVerdict;
  readonly details: PaymentDetails;
}

/** Says that the answer is recorded, and that nothing has been sent. */
export function VerdictNotice({ verdict, details }: VerdictNoticeProps) {
  const t = useT();
  if (verdict === 'rejected') {
    return (
      <Notice tone="neutral" role="status" title={t('approvals.result.rejected')}>
        {t('approvals.result.rejectedText')}
      </Notice>
    );
  }
  const missing = approvalsMissing(details);
  return (
    <Notice
      tone="success"
      role="status"
      title={missing > 0 ? t('approvals.result.more', { count: missing }) : t('approvals.result.title')}
    >
      {t(`payments.next.${details.payment.status}`)}
    </Notice>
  );
}

/** Approvals still needed after those that count. */
function approvalsMissing({ payment, preview, approvals }: PaymentDetails): number {
  if (payment.status !== 'submitted') return 0;
  const given = approvals.filter((approval) => approval.verdict === 'approved' && !approval.isVoid).length;
  return Math.max(1, (preview.decision?.approvalsNeeded ?? 1) - given);
}
