import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { TokenForm } from '../tokens/form/token-form.tsx';
import classes from './first-run.module.css';
import { likelyIssuer } from './likely-issuer.ts';
import { StepFrame } from './step-frame.tsx';

/** The first token: what it is here, its text in a window of main's. Can be left for later. */
export function AddTokenStep({ onNext }: { readonly onNext: () => void }) {
  const t = useT();
  const { companyId, people } = useSession();
  return (
    <StepFrame title={t('firstRun.token.title')} text={t('firstRun.token.text')}>
      {companyId !== null && (
        <div className={classes.sheet}>
          <TokenForm
            companyId={companyId}
            start={{ issuer: likelyIssuer(people) }}
            onDone={onNext}
            onCancel={onNext}
            cancelLabel={t('firstRun.skip')}
          />
        </div>
      )}
    </StepFrame>
  );
}
