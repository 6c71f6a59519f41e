import { Textarea } from '@mantine/core';
import type { RefObject } from 'react';
import { REASON_MAX, type ApprovalRequest } from '../../contract/areas/approvals.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import classes from './approval.module.css';

interface AnswersProps {
  readonly request: ApprovalRequest;
  readonly reason: string;
  /** The person tried to approve without an answer. */
  readonly isMissing: boolean;
  readonly answerRef: RefObject<HTMLTextAreaElement | null>;
  readonly onReason: (reason: string) => void;
}

/** Facts that deserve a second thought; the approver answers why he agrees, and the answer goes into the journal. */
export function Answers({ request, reason, isMissing, answerRef, onReason }: AnswersProps) {
  const t = useT();
  return (
    <section className={classes.part} aria-label={t('approval.answer.title')}>
      <Notice tone="warning" title={t('approval.answer.title')}>
        {request.warnings.map((warning) => (
          <p key={warning} className={classes.warning}>
            {t(`approval.answer.${warning}`)}
          </p>
        ))}
        <Textarea
          ref={answerRef}
          label={t('approval.answer.label')}
          placeholder={t('approval.answer.placeholder')}
          value={reason}
          maxLength={REASON_MAX}
          required
          autosize
          minRows={1}
          maxRows={3}
          error={isMissing ? t('approval.answer.required') : undefined}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      </Notice>
    </section>
  );
}
