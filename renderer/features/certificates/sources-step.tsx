import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { DeletedSources, KeptCertificate } from '../../../contract/areas/certificates.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useState } from 'react';
import classes from './certificates.module.css';

interface SourcesStepProps {
  readonly kept: KeptCertificate;
  readonly onDone: () => void;
}

/**
 * The key is in the keychain now, and still in its file: offers to delete the files, which is asked once more by the
 * system.
 */
export function SourcesStep({ kept: { certificate, sources }, onDone }: SourcesStepProps) {
  const t = useT();
  const [deleted, setDeleted] = useState<DeletedSources | null>(null);
  const remove = useCall(app().certificates.deleteSources, { onDone: setDeleted });
  const sourceId = sources?.sourceId ?? '';
  return (
    <div className={classes.form} role="form" aria-label={t('certificates.sources.title')}>
      <Notice
        tone="success"
        role="status"
        title={t('certificates.sources.kept', { label: certificate.label })}
      >
        {t('certificates.sources.keptText')}
      </Notice>
      {deleted === null ? <Offer names={sources?.names ?? []} /> : <Outcome deleted={deleted} />}
      <ErrorNotice error={remove.error} />
      <div className={classes.buttons}>
        {deleted === null && (
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            loading={remove.isPending}
            onClick={() => void remove.run({ sourceId })}
          >
            {t('certificates.sources.delete')}
          </Button>
        )}
        <Button onClick={onDone} disabled={remove.isPending} data-autofocus>
          {t(deleted === null ? 'certificates.sources.leave' : 'certificates.sources.done')}
        </Button>
      </div>
    </div>
  );
}

function Offer({ names }: { readonly names: readonly string[] }) {
  const t = useT();
  return (
    <div>
      <p className={classes.intro}>{t('certificates.sources.offer')}</p>
      <ul className={classes.names}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p className={classes.hint}>{t('certificates.sources.honest')}</p>
    </div>
  );
}

function Outcome({ deleted }: { readonly deleted: DeletedSources }) {
  const t = useT();
  return (
    <ul className={classes.names}>
      {deleted.files.map(({ name, outcome }) => (
        <li key={name}>{t(`certificates.sources.outcome.${outcome}`, { name })}</li>
      ))}
    </ul>
  );
}
