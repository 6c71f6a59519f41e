import { Button } from '@mantine/core';
import type { PaymentSummary, SubmittedMany } from '../../../../contract/areas/payments.ts';
import { useT } from '../../../i18n/t.ts';
import { Notice } from '../../../ui/notice.tsx';
import { FailureList } from './failure-list.tsx';
import classes from './many.module.css';

interface SubmittedNoticeProps {
  readonly done: SubmittedMany;
  readonly payments: readonly PaymentSummary[];
  readonly onClose: () => void;
}

/** What became of drafts that were submitted together. */
export function SubmittedNotice({ done, payments, onClose }: SubmittedNoticeProps) {
  const t = useT();
  const { submitted, approved, failures } = done;
  return (
    <div className={classes.notice}>
      <Notice
        tone={failures.length === 0 ? 'success' : 'warning'}
        title={t('payments.many.submitted', { submitted, approved })}
        role="status"
        actions={
          <Button size="xs" variant="default" onClick={onClose}>
            {t('common.action.close')}
          </Button>
        }
      >
        <FailureList failures={failures} payments={payments} />
      </Notice>
    </div>
  );
}
