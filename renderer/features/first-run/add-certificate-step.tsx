import type { CertificateId } from '../../../contract/values/ids.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { CertificateForm } from '../certificates/certificate-form.tsx';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

interface AddCertificateStepProps {
  readonly onAdded: (certificateId: CertificateId) => void;
  readonly onSkip: () => void;
}

/** The first certificate, needed only for direct payments. Can be left for later. */
export function AddCertificateStep({ onAdded, onSkip }: AddCertificateStepProps) {
  const t = useT();
  const { companyId } = useSession();
  return (
    <StepFrame title={t('firstRun.certificate.title')} text={t('firstRun.certificate.text')}>
      {companyId !== null && (
        <div className={classes.sheet}>
          <CertificateForm
            companyId={companyId}
            onDone={({ certificateId }) => onAdded(certificateId)}
            onCancel={onSkip}
            cancelLabel={t('firstRun.skip')}
          />
        </div>
      )}
    </StepFrame>
  );
}
