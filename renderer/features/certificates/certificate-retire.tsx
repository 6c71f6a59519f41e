import { Radio } from '@mantine/core';
import { useState } from 'react';
import { RetireReason, type CertificateView } from '../../../contract/areas/certificates.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { formatDate } from '../../ui/dates.ts';
import classes from './certificates.module.css';

interface CertificateRetireProps {
  readonly certificate: CertificateView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Destroys the key here and keeps the record; says that the bank goes on taking the certificate. */
export function CertificateRetire({ certificate, isOpen, onClose }: CertificateRetireProps) {
  const t = useT();
  const [reason, setReason] = useState<RetireReason | null>(null);
  const retire = useCall(app().certificates.retire, {
    staleAfter: [keys.certificates, keys.tokens],
    onDone: onClose,
  });
  const close = () => {
    setReason(null);
    retire.clear();
    onClose();
  };
  const { certificateId, label, notAfter } = certificate;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={t('certificates.retire.title', { label })}
      confirmLabel={t('certificates.retire.submit')}
      tone="danger"
      isPending={retire.isPending}
      isDisabled={reason === null}
      error={retire.error}
      onConfirm={() => {
        if (reason !== null) void retire.run({ certificateId, reason });
      }}
      onClose={close}
    >
      <div className={classes.form}>
        <p className={classes.intro}>{t('certificates.retire.text', { date: formatDate(notAfter) })}</p>
        <Radio.Group
          label={t('certificates.retire.why')}
          value={reason ?? ''}
          onChange={(value) => setReason(RetireReason.safeParse(value).data ?? null)}
        >
          <div className={classes.choices}>
            {RetireReason.options.map((value) => (
              <Radio key={value} value={value} label={t(`certificates.retireReason.${value}`)} />
            ))}
          </div>
        </Radio.Group>
      </div>
    </ConfirmDialog>
  );
}
