import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { REISSUE_STEPS, type CertificateView } from '../../../contract/areas/certificates.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { formatDate } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { certificateTone } from './certificate-warning.ts';
import { PanelSection } from '../../ui/side-panel.tsx';
import classes from './certificates.module.css';

/**
 * The steps of online banking for the next certificate, ticked with their dates; open as soon as it is time or one is
 * ticked. Source: tapi.md §4.2.
 */
export function ReissueSteps({ certificate }: { readonly certificate: CertificateView }) {
  const t = useT();
  const { certificateId, reissue } = certificate;
  const isDue = certificateTone(certificate) !== 'calm' || Object.keys(reissue).length > 0;
  const [isOpen, setOpen] = useState(isDue);
  const mark = useCall(app().certificates.markStep, { staleAfter: [keys.certificates] });
  return (
    <PanelSection title={t('certificates.reissue.title')}>
      {!isOpen && (
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>
          {t('certificates.reissue.show')}
        </Button>
      )}
      {isOpen && (
        <>
          <p className={classes.hint}>{t('certificates.reissue.text')}</p>
          <ol className={classes.steps}>
            {REISSUE_STEPS.map((step) => {
              const doneAt = reissue[step];
              return (
                <li key={step}>
                  <Checkbox
                    checked={doneAt !== undefined}
                    disabled={mark.isPending}
                    onChange={(event) =>
                      void mark.run({ certificateId, step, isDone: event.currentTarget.checked })
                    }
                    label={t(`certificates.step.${step}`)}
                    description={
                      doneAt === undefined
                        ? undefined
                        : t('certificates.reissue.doneAt', { date: formatDate(doneAt) })
                    }
                  />
                </li>
              );
            })}
          </ol>
          <ErrorNotice error={mark.error} />
        </>
      )}
    </PanelSection>
  );
}
