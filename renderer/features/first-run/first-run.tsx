import { useState } from 'react';
import type { CertificateId } from '../../../contract/values/ids.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { Logo } from '../../ui/logo.tsx';
import { AddCertificateStep } from './add-certificate-step.tsx';
import { AddTokenStep } from './add-token-step.tsx';
import { ChoiceStep } from './choice-step.tsx';
import { CompanyStep } from './company-step.tsx';
import { DoneStep } from './done-step.tsx';
import classes from './first-run.module.css';
import { JoinStep } from './join-step.tsx';
import { KeychainStep } from './keychain-step.tsx';
import { PayingTokenStep } from './paying-token-step.tsx';
import { PersonStep } from './person-step.tsx';
import { StepList } from './step-list.tsx';
import { firstStep, nextStep, previousStep, type Step } from './steps.ts';
import { TrainingStep } from './training-step.tsx';

interface FirstRunProps {
  /** The person goes on with an own organization: the wizard stays although the session becomes ready on the way. */
  readonly onStart: () => void;
  readonly onFinish: () => void;
}

/** From an empty vault to a working one: the training company, or an own organization step by step. */
export function FirstRun({ onStart, onFinish }: FirstRunProps) {
  const t = useT();
  const session = useSession();
  const [step, setStep] = useState<Step>(() => firstStep(session));
  const go = (to: Step) => {
    if (to === 'person') onStart();
    setStep(to);
  };
  const isWizard = step !== 'choice' && step !== 'training' && step !== 'join';
  return (
    <main className={classes.page}>
      <div className={classes.side}>
        <Logo />
        {isWizard && <StepList current={step} />}
        <p className={classes.version}>{t('settings.about.version', { version: session.version })}</p>
      </div>
      <div className={classes.content}>
        <StepContent step={step} go={go} onFinish={onFinish} />
      </div>
    </main>
  );
}

interface StepContentProps {
  readonly step: Step;
  readonly go: (step: Step) => void;
  readonly onFinish: () => void;
}

function StepContent({ step, go, onFinish }: StepContentProps) {
  const next = () => go(nextStep(step));
  const back = () => go(previousStep(step));
  const [certificateId, setCertificateId] = useState<CertificateId | null>(null);
  switch (step) {
    case 'choice':
      return (
        <ChoiceStep onTraining={() => go('training')} onOwn={() => go('person')} onJoin={() => go('join')} />
      );
    case 'training':
      return <TrainingStep onBack={back} />;
    case 'person':
      return <PersonStep onBack={back} onNext={next} />;
    case 'company':
      return <CompanyStep onNext={next} onJoin={() => go('join')} />;
    case 'join':
      return <JoinStep onBack={back} />;
    case 'keychain':
      return <KeychainStep onNext={next} />;
    case 'token':
      return <AddTokenStep onNext={next} />;
    case 'certificate':
      return (
        <AddCertificateStep
          onAdded={(added) => {
            setCertificateId(added);
            next();
          }}
          onSkip={() => go('done')}
        />
      );
    case 'paying':
      return certificateId === null ? null : (
        <PayingTokenStep key="paying" certificateId={certificateId} onNext={next} />
      );
    case 'done':
      return <DoneStep onFinish={onFinish} />;
  }
}
