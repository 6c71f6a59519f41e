import { Button } from '@mantine/core';
import { IconSignature, IconX } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import { useT } from '../../i18n/t.ts';
import classes from './approvals.module.css';
import { RejectDialog } from './reject-dialog.tsx';

interface ApprovalButtonsProps {
  readonly request: ApprovalRequest;
  readonly isApproving: boolean;
  readonly onApprove: () => void;
  readonly onRejected: () => void;
}

/** Two buttons of one size; neither has the focus, and Enter does not approve. */
export function ApprovalButtons({ request, isApproving, onApprove, onRejected }: ApprovalButtonsProps) {
  const t = useT();
  const [isRejecting, setRejecting] = useState(false);
  return (
    <>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="md"
          leftSection={<IconX size={18} aria-hidden />}
          disabled={isApproving}
          onClick={() => setRejecting(true)}
        >
          {t('approvals.reject')}
        </Button>
        <Button
          size="md"
          leftSection={<IconSignature size={18} aria-hidden />}
          loading={isApproving}
          aria-describedby="approval-hint"
          onKeyDown={withoutEnter}
          onClick={onApprove}
        >
          {t('approvals.approve')}
        </Button>
      </div>
      <div className={classes.hint} id="approval-hint" role="status">
        {isApproving ? t('approvals.approving') : t('approvals.approveHint')}
      </div>
      <RejectDialog
        request={request}
        isOpen={isRejecting}
        onClose={() => setRejecting(false)}
        onRejected={onRejected}
      />
    </>
  );
}

/** An Enter that a person still presses from the form before must not sign; the space bar and the mouse do. Source: ui.md, To approve. */
function withoutEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}
