import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { CertificateForm } from '../certificates/certificate-form.tsx';
import classes from './first-run.module.css';
import { StepFrame } from './step-frame.tsx';

/** The first certificate, needed only for direct payments. Can be left for later. */
export function AddCertificateStep({ onNext }: { readonly onNext: () => void }) {
  const t = useT();
  const { companyId } = useSession();
  return (
    <StepFrame title={t('firstRun.certificate.title')} text={t('firstRun.certificate.text')}>
      {companyId !== null && (
        <div className={classes.sheet}>
          <CertificateForm
            companyId={companyId}
            onDone={onNext}
            onCancel={onNext}
            cancelLabel={t('firstRun.skip')}
          />
        </div>
      )}
    </StepFrame>
  );
}
