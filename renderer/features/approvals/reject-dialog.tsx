import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalRequest } from '../../../contract/areas/approvals.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import classes from './approvals.module.css';
import { useReject } from './use-approvals.ts';

/** Shortest and longest reason. Source: contract, `RejectInput`. */
const MIN_REASON = 3;
const MAX_REASON = 300;

interface RejectDialogProps {
  readonly request: ApprovalRequest;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRejected: () => void;
}

/** Asks why; what was typed stays when the dialog is closed without rejecting. */
export function RejectDialog({ request, isOpen, onClose, onRejected }: RejectDialogProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const reject = useReject();
  const { paymentId, revision } = request.details.payment;
  const isShort = reason.trim().length < MIN_REASON;
  const run = async () => {
    const done = await reject.run({ payment: { paymentId, revision }, reason: reason.trim() });
    if (done !== null) onRejected();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t('approvals.rejectDialog.title')}
      confirmLabel={t('approvals.rejectDialog.yes')}
      isPending={reject.isPending}
      isDisabled={isShort}
      error={reject.error}
      onConfirm={() => void run()}
      onClose={() => {
        reject.clear();
        onClose();
      }}
    >
      <p className={classes.warning}>{t('approvals.rejectDialog.text')}</p>
      <Textarea
        data-autofocus
        label={t('approvals.rejectDialog.reason')}
        placeholder={t('approvals.rejectDialog.placeholder')}
        description={isShort ? t('approvals.rejectDialog.short') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={reason}
        maxLength={MAX_REASON}
        required
        autosize
        minRows={2}
        maxRows={5}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
