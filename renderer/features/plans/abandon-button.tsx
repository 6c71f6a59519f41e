import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { app } from '../../api/client.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { usePlanCall } from './use-plans.ts';

/** Gives a plan up, with a reason and the word of what becomes of its tokens. */
export function AbandonButton({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const abandon = usePlanCall(app().plans.abandon, () => setOpen(false));
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('plans.abandon.button')}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('plans.abandon.title')}
        confirmLabel={t('plans.abandon.confirm')}
        tone="danger"
        isPending={abandon.isPending}
        isDisabled={reason.trim().length < 3}
        error={abandon.error}
        onConfirm={() => void abandon.run({ planId: plan.planId, reason })}
        onClose={() => setOpen(false)}
      >
        <p>{t('plans.abandon.text')}</p>
        <TextInput
          label={t('plans.abandon.reason')}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}
