import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { REASON_MAX, REASON_MIN } from '../../contract/areas/approvals.ts';
import { useT } from '../i18n/t.ts';
import classes from './approval.module.css';

interface RejectFormProps {
  readonly isBusy: boolean;
  readonly onReject: (reason: string) => void;
  readonly onBack: () => void;
}

/** Asks why. Enter makes a new line; only the button rejects. */
export function RejectForm({ isBusy, onReject, onBack }: RejectFormProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isShort = reason.trim().length < REASON_MIN;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isShort) return onReject(reason.trim());
    setAsked(true);
    field.current?.focus();
  };
  return (
    <form className={classes.rejecting} onSubmit={submit} aria-label={t('approval.rejecting.title')}>
      <Textarea
        ref={field}
        label={t('approval.rejecting.reason')}
        description={t('approval.rejecting.text')}
        placeholder={t('approval.rejecting.placeholder')}
        error={isAsked && isShort ? t('approval.rejecting.short') : undefined}
        value={reason}
        maxLength={REASON_MAX}
        required
        autosize
        minRows={2}
        maxRows={3}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.buttons} data-count="2">
        <Button variant="default" size="md" disabled={isBusy} onClick={onBack}>
          {t('common.action.back')}
        </Button>
        <Button type="submit" color="red" size="md" loading={isBusy}>
          {t('approval.rejecting.yes')}
        </Button>
      </div>
    </form>
  );
}
