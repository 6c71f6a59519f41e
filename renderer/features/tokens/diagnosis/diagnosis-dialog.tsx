import { Button, Loader, Modal } from '@mantine/core';
import { IconCheck, IconCopy, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { DiagnosisView } from '../../../../contract/areas/diagnosis.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { usePlainCopy } from '../../../ui/use-plain-copy.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { DiagnosisSteps } from './diagnosis-steps.tsx';
import { supportText } from './diagnosis-text.ts';
import { DiagnosisVerdictNotice } from './diagnosis-verdict.tsx';
import classes from './diagnosis.module.css';
import { useDiagnosis } from './use-diagnosis.ts';

interface DiagnosisDialogProps {
  readonly token: TokenView;
  readonly onClose: () => void;
  /** Closes and goes on to the accesses of the token. */
  readonly onAccesses: () => void;
}

/** «Что случилось?»: begins at once, shows each thing as it is looked at, and ends with the verdict and the way on. */
export function DiagnosisDialog({ token, onClose, onAccesses }: DiagnosisDialogProps) {
  const t = useT();
  const work = useDiagnosis(token.tokenId);
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    work.start();
  });
  const close = () => {
    if (work.isPending) work.stop();
    onClose();
  };
  const view = work.view;
  const verdict = view?.verdict ?? null;
  return (
    <Modal
      opened
      onClose={close}
      size={720}
      title={`${t('diagnosis.title')} · ${token.label}`}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <div className={classes.dialog}>
        {work.error !== null && <ErrorNotice error={work.error} isReading />}
        {work.isPending && (
          <div className={classes.running} role="status">
            <Loader size={18} aria-hidden />
            <span>{t('diagnosis.running')}</span>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlayerStop size={14} aria-hidden />}
              onClick={work.stop}
            >
              {t('diagnosis.stop')}
            </Button>
          </div>
        )}
        {!work.isPending && view !== null && (
          <DiagnosisVerdictNotice
            token={token}
            verdict={verdict}
            onRetry={work.start}
            onAccesses={onAccesses}
            onLeave={onClose}
          />
        )}
        {view !== null && <DiagnosisSteps steps={view.steps} />}
        {!work.isPending && view !== null && <Foot token={token} view={view} onRetry={work.start} />}
      </div>
    </Modal>
  );
}

interface FootProps {
  readonly token: TokenView;
  readonly view: DiagnosisView;
  readonly onRetry: () => void;
}

function Foot({ token, view, onRetry }: FootProps) {
  const t = useT();
  const { version, companies } = useSession();
  const { copied, copy } = usePlainCopy();
  const inn = companies.find(({ companyId }) => companyId === token.companyId)?.inn ?? '';
  const text = supportText(t, view, { token, inn, version });
  const isCopied = copied === text;
  return (
    <div className={classes.foot}>
      <span className={classes.quiet} role="status">
        {isCopied ? t('diagnosis.copied') : t('diagnosis.readOnly')}
      </span>
      <Button
        variant="default"
        leftSection={isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => copy(text)}
      >
        {t('diagnosis.copy')}
      </Button>
      <Button variant="default" onClick={onRetry}>
        {t('diagnosis.again')}
      </Button>
    </div>
  );
}
