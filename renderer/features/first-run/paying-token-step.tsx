import { JOB_ACCESSES } from '../../../contract/t-bank/jobs.ts';
import type { CertificateId } from '../../../contract/values/ids.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { TokenForm } from '../tokens/form/token-form.tsx';
import classes from './first-run.module.css';
import { likelyIssuer } from './likely-issuer.ts';
import { StepFrame } from './step-frame.tsx';

interface PayingTokenStepProps {
  /** The certificate that was added a moment ago. */
  readonly certificateId: CertificateId;
  readonly onNext: () => void;
}

/** The token that pays over the certificate that is there now. Can be left for later. */
export function PayingTokenStep({ certificateId, onNext }: PayingTokenStepProps) {
  const t = useT();
  const { companyId, people } = useSession();
  return (
    <StepFrame title={t('firstRun.paying.title')} text={t('firstRun.paying.text')}>
      {companyId !== null && (
        <div className={classes.sheet}>
          <TokenForm
            companyId={companyId}
            start={{ issuer: likelyIssuer(people), accesses: JOB_ACCESSES.paying, certificateId }}
            onDone={onNext}
            onCancel={onNext}
            cancelLabel={t('firstRun.skip')}
          />
        </div>
      )}
    </StepFrame>
  );
}
