import { Button } from '@mantine/core';
import { IconCertificate, IconFileImport, IconFileZip, IconKey } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { CertificateFindings } from '../../../contract/areas/certificates.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFileDrop } from '../../ui/use-file-drop.ts';
import classes from './certificates.module.css';

interface FilesStepProps {
  readonly dropped: readonly File[];
  readonly onFound: (findings: CertificateFindings) => void;
  readonly onCancel: () => void;
  readonly cancelLabel?: string | undefined;
}

/**
 * Asks for the files: dropped here, or picked in the system's own dialog. Main reads them; the page sees their names at
 * most.
 */
export function FilesStep({ dropped, onFound, onCancel, cancelLabel }: FilesStepProps) {
  const t = useT();
  const pick = useCall(() => app().certificates.pick({}), { onDone: onFound });
  const take = useCall((files: readonly File[]) => app().dropCertificateFiles(files), { onDone: onFound });
  const [first] = useState(dropped);
  const isBusy = pick.isPending || take.isPending;
  const drop = (files: readonly File[]) => {
    pick.clear();
    if (files.length > 0 && !isBusy) void take.run(files);
  };
  const isOver = useFileDrop(true, drop);
  useEffect(() => {
    if (first.length > 0) void take.run(first);
    // Once, for what was dropped before the form was there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const choose = () => {
    take.clear();
    void pick.run(undefined);
  };
  return (
    <div className={classes.form} role="form" aria-label={t('certificates.form.title')}>
      <p className={classes.intro}>{t('certificates.form.intro')}</p>
      <Kinds />
      <div className={`${classes.drop} ${isOver ? classes.dropOver : ''}`}>
        <IconFileImport size={28} stroke={1.4} aria-hidden />
        <span>{t('certificates.form.drop')}</span>
        <Button onClick={choose} loading={isBusy} data-autofocus>
          {t('certificates.form.submit')}
        </Button>
      </div>
      <ErrorNotice error={pick.error ?? take.error} />
      <p className={classes.hint}>{t('certificates.form.keyHint')}</p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel} disabled={isBusy}>
          {cancelLabel ?? t('common.action.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** Which files the bank gives, and what other programs make of them. Source: tapi.md §4.4. */
function Kinds() {
  const t = useT();
  return (
    <ul className={classes.files}>
      <Kind icon={<IconCertificate size={18} aria-hidden />} name="open-api-cert.pem">
        {t('certificates.form.certificateFile')}
      </Kind>
      <Kind icon={<IconKey size={18} aria-hidden />} name="private.key">
        {t('certificates.form.keyFile')}
      </Kind>
      <Kind icon={<IconFileZip size={18} aria-hidden />} name=".p12, .pfx">
        {t('certificates.form.containerFile')}
      </Kind>
    </ul>
  );
}

function Kind({
  icon,
  name,
  children,
}: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly children: string;
}) {
  return (
    <li className={classes.file}>
      {icon}
      <span>
        <span className={classes.fileName}>{name}</span> — {children}
      </span>
    </li>
  );
}
