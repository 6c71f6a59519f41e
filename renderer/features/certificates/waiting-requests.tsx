import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { RequestView } from '../../../contract/areas/certificates.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { formatDate } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { usePlainCopy } from '../../ui/use-plain-copy.ts';
import { useRequests } from './use-certificates.ts';
import classes from './certificates.module.css';

/** Keys that were made here and wait for their certificates. */
export function WaitingRequests() {
  const { data } = useRequests();
  if (data === undefined || data.length === 0) return null;
  return (
    <div className={classes.requests}>
      {data.map((request) => (
        <WaitingRequest key={request.requestId} request={request} />
      ))}
    </div>
  );
}

function WaitingRequest({ request }: { readonly request: RequestView }) {
  const t = useT();
  const [isAbandoning, setAbandoning] = useState(false);
  const { requestId, companyName, createdAt, createdBy, csrPem } = request;
  const { copied, copy } = usePlainCopy();
  const isCopied = copied === csrPem;
  const isWorking = useMay(working);
  const save = useCall(app().certificates.saveRequest);
  const abandon = useCall(app().certificates.abandonRequest, {
    staleAfter: [keys.certificates],
    onDone: () => setAbandoning(false),
  });
  const actions = (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDeviceFloppy size={14} aria-hidden />}
        loading={save.isPending}
        onClick={() => void save.run({ requestId })}
      >
        {t('certificates.request.save')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        onClick={() => copy(csrPem)}
      >
        {t(isCopied ? 'certificates.request.copied' : 'certificates.request.copy')}
      </Button>
      {isWorking && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => setAbandoning(true)}>
          {t('certificates.request.abandon')}
        </Button>
      )}
    </>
  );
  return (
    <>
      <Notice
        tone="info"
        title={t('certificates.request.waiting', {
          company: companyName,
          date: formatDate(createdAt),
          who: createdBy,
        })}
        actions={actions}
      >
        {t('certificates.request.waitingText', { name: request.subject.commonName })}
        <ErrorNotice error={save.error} />
      </Notice>
      <ConfirmDialog
        isOpen={isAbandoning}
        title={t('certificates.request.abandonTitle')}
        confirmLabel={t('certificates.request.abandonSubmit')}
        tone="danger"
        isPending={abandon.isPending}
        error={abandon.error}
        onConfirm={() => void abandon.run({ requestId })}
        onClose={() => setAbandoning(false)}
      >
        {t('certificates.request.abandonText')}
      </ConfirmDialog>
    </>
  );
}
