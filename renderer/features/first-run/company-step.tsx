import { useT } from '../../i18n/t.ts';
import { CompanyForm } from '../settings/company-form.tsx';
import { StepFrame } from './step-frame.tsx';

/** The company whose tokens are kept first. */
export function CompanyStep({ onNext }: { readonly onNext: () => void }) {
  const t = useT();
  return (
    <StepFrame title={t('firstRun.company.title')} text={t('firstRun.company.text')}>
      <CompanyForm submitLabel={t('common.action.next')} onDone={onNext} />
    </StepFrame>
  );
}
