import { Button, TextInput } from '@mantine/core';
import { IconCertificate, IconFileImport, IconKey } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import classes from './certificates.module.css';

interface CertificateFormProps {
  readonly companyId: CompanyId;
  /** The certificate is stored. */
  readonly onDone: (certificate: CertificateView) => void;
  readonly onCancel: () => void;
}

interface ImportInput {
  readonly companyId: CompanyId;
  readonly label: string;
}

/** A name for the certificate, then main asks for its files in the system's own dialog. */
export function CertificateForm({ companyId, onDone, onCancel }: CertificateFormProps) {
  const t = useT();
  const [label, setLabel] = useState('');
  const [isTried, setTried] = useState(false);
  const add = useCall((input: ImportInput) => app().certificates.import(input), {
    staleAfter: [keys.certificates, keys.tokens],
    onDone,
  });
  const isMissing = isTried && label.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (label.trim() !== '' && !add.isPending) void add.run({ companyId, label });
  };
  return (
    <form className={classes.form} noValidate aria-label={t('certificates.form.title')} onSubmit={submit}>
      <p className={classes.intro}>{t('certificates.form.intro')}</p>
      <Files />
      <TextInput
        label={t('certificates.form.label')}
        description={t('certificates.form.labelHint')}
        value={label}
        error={isMissing ? t('certificates.form.labelMissing') : undefined}
        withAsterisk
        maxLength={60}
        data-autofocus
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <ErrorNotice error={add.error} />
      <p className={classes.hint}>{t('certificates.form.keyHint')}</p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel} disabled={add.isPending}>
          {t('common.action.cancel')}
        </Button>
        <Button type="submit" loading={add.isPending} leftSection={<IconFileImport size={16} aria-hidden />}>
          {t('certificates.form.submit')}
        </Button>
      </div>
    </form>
  );
}

/** Which files the bank gives. Source: tapi.md §4.4. */
function Files() {
  const t = useT();
  return (
    <ul className={classes.files}>
      <li className={classes.file}>
        <IconCertificate size={18} aria-hidden />
        <span>
          <span className={classes.fileName}>open-api-cert.pem</span> —{' '}
          {t('certificates.form.certificateFile')}
        </span>
      </li>
      <li className={classes.file}>
        <IconKey size={18} aria-hidden />
        <span>
          <span className={classes.fileName}>private.key</span> — {t('certificates.form.keyFile')}
        </span>
      </li>
    </ul>
  );
}
