import { Button, Textarea } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { directing } from '../../../contract/callers.ts';
import type { NeverPay, PayeeRow } from '../../../contract/areas/payees.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useMay } from '../../api/use-may.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { formatDate } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import classes from './payees.module.css';
import { PAYEE_STALE } from './use-payees.ts';

/** Marks a payee as one that nobody may pay; the reason is read by everybody who tries. */
export function NeverPayButton({ payee: { key, name } }: { readonly payee: PayeeRow }) {
  const t = useT();
  const { companyId } = useCompany();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const forbid = useCall(app().payees.forbid, { staleAfter: PAYEE_STALE, onDone: () => setAsking(false) });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconHandStop size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('payees.never.button')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('payees.never.title', { name })}
        confirmLabel={t('payees.never.submit')}
        isPending={forbid.isPending}
        isDisabled={reason.trim() === ''}
        error={forbid.error}
        onConfirm={() => void forbid.run({ companyId, key, reason })}
        onClose={() => setAsking(false)}
      >
        <p className={classes.text}>{t('payees.never.text')}</p>
        <Textarea
          label={t('payees.never.reason')}
          value={reason}
          maxLength={400}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}

/** Says why nobody may pay the payee, and lets a director take the mark away. */
export function NeverPayNotice({
  payee: { key, name },
  mark,
}: {
  readonly payee: PayeeRow;
  readonly mark: NeverPay;
}) {
  const t = useT();
  const { companyId } = useCompany();
  const isDirector = useMay(directing);
  const [isAsking, setAsking] = useState(false);
  const allow = useCall(app().payees.allow, { staleAfter: PAYEE_STALE, onDone: () => setAsking(false) });
  return (
    <div className={classes.never}>
      <Notice
        tone="danger"
        title={t('payees.mark.neverPay')}
        actions={
          isDirector && (
            <Button size="xs" variant="default" onClick={() => setAsking(true)}>
              {t('payees.never.allow')}
            </Button>
          )
        }
      >
        {mark.reason}
        <div className={classes.quiet}>
          {t('payees.never.by', { who: mark.by, date: formatDate(mark.at) })}
          {!isDirector && <> {t('payees.never.directorOnly')}</>}
        </div>
      </Notice>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('payees.never.allowTitle', { name })}
        confirmLabel={t('payees.never.allow')}
        isPending={allow.isPending}
        error={allow.error}
        onConfirm={() => void allow.run({ companyId, key })}
        onClose={() => setAsking(false)}
      >
        {t('payees.never.allowText')}
      </ConfirmDialog>
    </div>
  );
}
