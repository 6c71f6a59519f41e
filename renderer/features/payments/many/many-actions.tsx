import { Button } from '@mantine/core';
import { IconSend, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import {
  MANY_PAYMENTS,
  type PaymentSummary,
  type SubmittedMany,
} from '../../../../contract/areas/payments.ts';
import { formatMoney } from '../../../../contract/values/money.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { ConfirmDialog } from '../../../ui/confirm.tsx';
import { EnvironmentBadge } from '../../../ui/environment-badge.tsx';
import classes from './many.module.css';

interface ManyActionsProps {
  readonly marked: readonly PaymentSummary[];
  readonly onSubmitted: (done: SubmittedMany) => void;
}

/** What can be done with all marked payments at once: drafts go on, approved ones go to the bank one after another. */
export function ManyActions({ marked, onSubmitted }: ManyActionsProps) {
  const t = useT();
  const { companyId } = useCompany();
  const drafts = marked.filter(({ status }) => status === 'draft').slice(0, MANY_PAYMENTS);
  const submit = useCall(app().payments.submitMany, { staleAfter: [keys.journal], onDone: onSubmitted });
  const approved = marked.filter(({ status }) => status === 'approved').slice(0, MANY_PAYMENTS);
  if (drafts.length === 0 && approved.length === 0) return null;
  return (
    <div className={classes.actions}>
      <span>{t('payments.many.marked', { count: marked.length })}</span>
      {drafts.length > 0 && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSignature size={16} aria-hidden />}
          loading={submit.isPending}
          onClick={() => void submit.run({ companyId, payments: drafts.map(refOf) })}
        >
          {t('payments.many.submit', { count: drafts.length })}
        </Button>
      )}
      {approved.length > 0 && <SendButton approved={approved} />}
    </div>
  );
}

function SendButton({ approved }: { readonly approved: readonly PaymentSummary[] }) {
  const t = useT();
  const { companyId, environment } = useCompany();
  const [isOpen, setOpen] = useState(false);
  const send = useCall(app().payments.sendMany, { staleAfter: [keys.sending(companyId)] });
  const sum = formatMoney(approved.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0));
  const count = approved.length;
  const drafts = approved.filter(({ route }) => route === 'bank-draft').length;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconSend size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('payments.many.send', { count })}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={t('payments.many.sendTitle', { count })}
        confirmLabel={t('payments.many.sendYes', { sum })}
        tone="danger"
        isPending={send.isPending}
        error={send.error}
        onConfirm={() =>
          void send
            .run({ companyId, payments: approved.map(refOf) })
            .then((begun) => begun !== null && setOpen(false))
        }
        onClose={() => {
          send.clear();
          setOpen(false);
        }}
      >
        <p>
          <strong>{sum}</strong> <EnvironmentBadge environment={environment} />
        </p>
        <p>{t('payments.many.sendText')}</p>
        {drafts > 0 && <p>{t('payments.many.drafts', { count: drafts })}</p>}
      </ConfirmDialog>
    </>
  );
}

function refOf({ paymentId, revision }: PaymentSummary) {
  return { paymentId, revision };
}
