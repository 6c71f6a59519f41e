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
function approvalsMissing({ signatures }: PaymentDetails): number {
  return signatures === null ? 0 : Math.max(1, signatures.needed - signatures.approvedBy.length);
}
