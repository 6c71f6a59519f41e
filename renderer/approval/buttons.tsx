import { Button } from '@mantine/core';
import { IconSignature, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useT } from '../i18n/t.ts';
import classes from './approval.module.css';

interface ButtonsProps {
  readonly isBusy: boolean;
  readonly approveLabel: string;
  readonly onApprove: () => void;
  readonly onReject: (() => void) | null;
}

/** Two buttons of one size; neither has the focus, and Enter does not approve. */
export function Buttons({ isBusy, approveLabel, onApprove, onReject }: ButtonsProps) {
  const t = useT();
  return (
    <div className={classes.answersRow}>
      <div className={classes.buttons} data-two={onReject === null ? undefined : ''}>
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
          loading={isBusy}
          aria-describedby="approval-hint"
          onKeyDown={withoutEnter}
          onClick={onApprove}
        >
          {approveLabel}
        </Button>
      </div>
      <div className={classes.hint} id="approval-hint" role="status">
        {isBusy ? t('approval.approving') : t('approval.approveHint')}
      </div>
    </div>
  );
}

/**
 * An Enter that a person still presses from what was before must not sign; the space bar and the mouse do. Source:
 * ui.md, To approve.
 */
function withoutEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}
