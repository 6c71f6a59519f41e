import { Button } from '@mantine/core';
import { IconSend, IconSignature, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useT, type MessageKey } from '../i18n/t.ts';
import classes from './approval.module.css';

interface ButtonsProps {
  readonly isBusy: boolean;
  /** What is under way is the approval with the sending. */
  readonly isSending?: boolean;
  readonly approveLabel: string;
  readonly onApprove: () => void;
  /** `null` where this person's approval cannot send it from here. */
  readonly onApproveAndSend?: (() => void) | null;
  readonly onReject: (() => void) | null;
}

/**
 * Two buttons of one size, or three where the approval may send too; none has the focus, and neither Enter nor
 * Ctrl+Enter approves or sends.
 */
export function Buttons(props: ButtonsProps) {
  const { isBusy, isSending = false, approveLabel, onApprove, onApproveAndSend = null, onReject } = props;
  const t = useT();
  const count = 1 + Number(onReject !== null) + Number(onApproveAndSend !== null);
  return (
    <div className={classes.answersRow}>
      <div className={classes.buttons} data-count={count}>
        {onReject !== null && (
          <Button
            variant="default"
            size="md"
            leftSection={<IconX size={18} aria-hidden />}
            disabled={isBusy}
            onClick={onReject}
          >
            {t('approval.reject')}
          </Button>
        )}
        <Button
          size="md"
          leftSection={<IconSignature size={18} aria-hidden />}
          loading={isBusy && !isSending}
          disabled={isSending}
          aria-describedby="approval-hint"
          onKeyDown={withoutEnter}
          onClick={onApprove}
        >
          {approveLabel}
        </Button>
        {onApproveAndSend !== null && (
          <Button
            size="md"
            variant="outline"
            color="red"
            leftSection={<IconSend size={18} aria-hidden />}
            loading={isSending}
            disabled={isBusy && !isSending}
            aria-describedby="approval-hint"
            onKeyDown={withoutEnter}
            onClick={onApproveAndSend}
          >
            {t('approval.approveAndSend')}
          </Button>
        )}
      </div>
      <div className={classes.hint} id="approval-hint" role="status">
        {t(hintOf({ isBusy, isSending, maySend: onApproveAndSend !== null }))}
      </div>
    </div>
  );
}

interface Doing {
  readonly isBusy: boolean;
  readonly isSending: boolean;
  readonly maySend: boolean;
}

function hintOf({ isBusy, isSending, maySend }: Doing): MessageKey {
  if (isSending) return 'approval.sending';
  if (isBusy) return 'approval.approving';
  return maySend ? 'approval.sendHint' : 'approval.approveHint';
}

/**
 * An Enter that a person still presses from what was before must not sign; the space bar and the mouse do. Source:
 * ui.md, To approve.
 */
function withoutEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}
