import { Textarea } from '@mantine/core';
import type { RefObject } from 'react';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import { useT } from '../../i18n/t.ts';
import { Notice } from '../../ui/notice.tsx';
import classes from './approvals.module.css';

/** Longest reason. Source: contract, `ApproveInput`. */
const MAX_REASON = 300;

interface ApprovalWarningsProps {
  readonly request: ApprovalRequest;
  readonly reason: string;
  /** The person tried to approve without an answer. */
  readonly isMissing: boolean;
  readonly answerRef: RefObject<HTMLTextAreaElement | null>;
  readonly onReason: (reason: string) => void;
}

/** Facts that deserve a second thought; the approver answers why he agrees, and the answer goes into the journal. */
export function ApprovalWarnings({ request, reason, isMissing, answerRef, onReason }: ApprovalWarningsProps) {
  const t = useT();
  return (
    <div className={classes.warnings}>
      <Notice tone="warning" title={t('approvals.answer.title')}>
        {request.warnings.map((warning) => (
          <p key={warning} className={classes.warning}>
            {t(`approvals.answer.${warning}`)}
          </p>
        ))}
        <Textarea
          ref={answerRef}
          label={t('approvals.answer.label')}
          placeholder={t('approvals.answer.placeholder')}
          value={reason}
          maxLength={MAX_REASON}
          required
          autosize
          minRows={1}
          maxRows={3}
          error={isMissing ? t('approvals.answer.required') : undefined}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      </Notice>
    </div>
  );
}
