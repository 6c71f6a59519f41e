import { Button } from '@mantine/core';
import { IconShieldCheck, IconShieldExclamation, IconShieldHalf } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useLocation } from 'wouter';
import type {
  ProtectionLevel,
  ProtectedToken,
  ProtectionStep,
  ProtectionView,
} from '../../../../contract/areas/protection.ts';
import { working } from '../../../../contract/callers.ts';
import { useMay } from '../../../api/use-may.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCompany, useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { EnvironmentBadge } from '../../../ui/environment-badge.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { Panel } from '../../../ui/screen.tsx';
import { QueryStates } from '../../../ui/states.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { MoveFiles, MovingActions } from './move-files.tsx';
import { ProtectionFacts } from './protection-facts.tsx';
import { SealDialog } from './seal-dialog.tsx';
import { UnsealDialog } from './unseal-dialog.tsx';
import classes from '../settings.module.css';

/** Who can really stop a payment of the company in work: the grade, what it rests on, and the step that raises it. */
export function ProtectionSection() {
  const t = useT();
  const { companyId, name, environment } = useCompany();
  const query = useQuery<ProtectionView>({
    queryKey: keys.grade(companyId),
    queryFn: () => unwrap(app().grades.get({ companyId })),
  });
  return (
    <div className={classes.stack}>
      <Panel title={t('grades.title')} aside={<EnvironmentBadge environment={environment} />}>
        <p className={classes.hint}>{name}</p>
        <QueryStates query={query}>{(view) => <Protection view={view} />}</QueryStates>
      </Panel>
      <Panel title={t('grades.what.title')}>
        <dl className={classes.grades}>
          {(['A', 'B', 'C'] as const).map((grade) => (
            <Fragment key={grade}>
              <dt>{grade}</dt>
              <dd>{t(`grades.what.${grade}`)}</dd>
            </Fragment>
          ))}
        </dl>
      </Panel>
    </div>
  );
}

function Protection({ view }: { readonly view: ProtectionView }) {
  const t = useT();
  const [sealing, setSealing] = useState<ProtectedToken | null>(null);
  const [moving, setMoving] = useState<MoveStep | null>(null);
  const [unsealing, setUnsealing] = useState<ProtectedToken | null>(null);
  const { readOnly } = useSession();
  const isFixed = !useMay(working) || readOnly;
  const ofStep = (step: ProtectionStep) =>
    'tokenId' in step ? (view.tokens.find(({ tokenId }) => tokenId === step.tokenId) ?? null) : null;
  return (
    <>
      <GradeMark grade={view.grade} />
      <p className={classes.text}>{t(`grades.promise.${view.grade}`)}</p>
      <p className={classes.text}>{t(`grades.not.${view.grade}`)}</p>
      {view.step !== null && (
        <Notice tone={view.grade === 'C' ? 'warning' : 'neutral'} title={t('grades.step.title')}>
          <p className={classes.text}>{stepText(t, view.step)}</p>
          {view.step.kind === 'moving' ? (
            <MovingActions step={view.step} isFixed={isFixed} />
          ) : (
            <StepButton
              step={view.step}
              isFixed={isFixed}
              onSeal={(step) => setSealing(ofStep(step))}
              onMove={setMoving}
            />
          )}
        </Notice>
      )}
      <ProtectionFacts view={view} isFixed={isFixed} onSeal={setSealing} onUnseal={setUnsealing} />
      {view.members.length > 0 && <MoveFiles isFixed={isFixed} />}
      {moving !== null && <MoveDialog step={moving} onClose={() => setMoving(null)} />}
      {sealing !== null && (
        <SealDialog token={sealing} directors={view.directors} onClose={() => setSealing(null)} />
      )}
      {unsealing !== null && <UnsealDialog token={unsealing} onClose={() => setUnsealing(null)} />}
    </>
  );
}

const MARKS = { A: IconShieldCheck, B: IconShieldHalf, C: IconShieldExclamation } as const;

function GradeMark({ grade }: { readonly grade: ProtectionLevel }) {
  const t = useT();
  const Icon = MARKS[grade];
  return (
    <p className={classes.grade} data-grade={grade}>
      <Icon size={22} aria-hidden />
      {t(`grades.grade.${grade}`)}
    </p>
  );
}

function stepText(t: ReturnType<typeof useT>, step: ProtectionStep): string {
  if (step.kind === 'member') return t('grades.step.member', { name: step.name });
  if (step.kind === 'moving') return t('grades.step.moving', { label: step.label, name: step.name });
  return t(`grades.step.${step.kind}`, { label: step.label });
}

type MoveStep = Extract<ProtectionStep, { kind: 'move' }>;

interface StepButtonProps {
  readonly step: Exclude<ProtectionStep, { kind: 'moving' }>;
  readonly isFixed: boolean;
  readonly onSeal: (step: ProtectionStep) => void;
  readonly onMove: (step: MoveStep) => void;
}

/** A step at somebody else's computer has no button here. */
function StepButton({ step, isFixed, onSeal, onMove }: StepButtonProps) {
  const t = useT();
  const [, navigate] = useLocation();
  if (step.kind === 'member') return null;
  const { kind, tokenId } = step;
  const start = () => {
    if (kind === 'issue-there') navigate(paths.newPlan('revoke', { tokenId }));
    else if (kind === 'reissue' || kind === 'revoke') navigate(paths.newPlan(kind, { tokenId }));
    else if (step.kind === 'move') onMove(step);
    else onSeal(step);
  };
  return (
    <Button onClick={start} disabled={isFixed}>
      {t(`grades.action.${kind}`)}
    </Button>
  );
}
