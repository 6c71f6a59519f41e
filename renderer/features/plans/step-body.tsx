import type { PlanDetails, PlanStep } from '../../../contract/areas/plans.ts';
import { CallBankStep, FinishDrillStep, StartDrillStep } from './drill-steps.tsx';
import { CertificateStep } from './certificate-step.tsx';
import { CheckListStep } from './check-list-step.tsx';
import { DescribeStep } from './describe-step.tsx';
import { IssueStep, RemoveStep } from './online-banking-steps.tsx';
import { FinalProofStep, LookStep, WorkedBeforeStep } from './look-steps.tsx';
import { ProveStep, ReceiptStep, StopStep, StoreStep, SwitchStep, WaitStep, WipeStep } from './app-steps.tsx';

/** What is to be done now. */
export function StepBody({ plan, step }: { readonly plan: PlanDetails; readonly step: PlanStep }) {
  switch (step.step) {
    case 'describe':
      return <DescribeStep plan={plan} />;
    case 'check-list':
      return <CheckListStep plan={plan} />;
    case 'issue-in-cabinet':
      return <IssueStep plan={plan} />;
    case 'store':
      return <StoreStep plan={plan} />;
    case 'prove':
      return <ProveStep plan={plan} />;
    case 'certificate':
      return <CertificateStep plan={plan} />;
    case 'switch':
      return <SwitchStep plan={plan} />;
    case 'worked-before':
      return <WorkedBeforeStep plan={plan} />;
    case 'remove-in-cabinet':
      return <RemoveStep plan={plan} />;
    case 'dead-now':
    case 'dead-again':
      return <LookStep plan={plan} action={step.step} />;
    case 'stop':
      return <StopStep plan={plan} />;
    case 'wait':
      return <WaitStep plan={plan} />;
    case 'final-proof':
      return <FinalProofStep plan={plan} />;
    case 'wipe':
      return <WipeStep plan={plan} />;
    case 'receipt':
      return <ReceiptStep plan={plan} />;
    case 'start-drill':
      return <StartDrillStep plan={plan} />;
    case 'call-bank':
      return <CallBankStep plan={plan} />;
    case 'finish-drill':
      return <FinishDrillStep plan={plan} />;
    case 'token':
      return null;
  }
}
