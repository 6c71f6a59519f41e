import { IconCircleCheck, IconHelpCircle, IconCircleOff } from '@tabler/icons-react';
import type { Observation, PlanDetails, ProofGap } from '../../../contract/areas/plans.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import classes from './plans.module.css';

const GAPS = [
  'worked-before',
  'dead-now',
  'control',
  'same-place',
  'dead-again',
] as const satisfies readonly ProofGap[];

/** What has been seen of the token so far, and what the proof still lacks. */
export function LooksPanel({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const { proof } = plan;
  if (proof === null) return null;
  const missing = new Set(proof.missing);
  return (
    <>
      {proof.observations.length > 0 && (
        <ul className={classes.looks} aria-label={t('plans.look.seen')}>
          {proof.observations.map((look, index) => (
            <li key={`${look.at}/${index}`}>
              <Look look={look} />
            </li>
          ))}
        </ul>
      )}
      {plan.kind !== 'retire' && (
        <ul className={classes.gaps} aria-label={t('plans.look.proof')}>
          {GAPS.filter((gap) => gap !== 'same-place' || missing.has(gap)).map((gap) => (
            <li key={gap} className={missing.has(gap) ? classes.dim : classes.done}>
              {missing.has(gap) ? (
                <IconHelpCircle size={16} aria-hidden />
              ) : (
                <IconCircleCheck size={16} aria-hidden />
              )}
              {t(`plans.gap.${gap}`)}
              <span className={classes.hidden}>
                {missing.has(gap) ? t('plans.gap.missing') : t('plans.gap.there')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Look({ look }: { readonly look: Observation }) {
  const t = useT();
  const { at, result, code, control } = look;
  return (
    <>
      <MomentText at={at} />
      <span className={classes.lookIcon}>
        {result === 'dead' ? (
          <IconCircleOff size={16} aria-hidden />
        ) : result === 'works' ? (
          <IconCircleCheck size={16} aria-hidden />
        ) : (
          <IconHelpCircle size={16} aria-hidden />
        )}
      </span>
      <span>
        {result === 'other' && code !== null
          ? t('plans.look.other', { what: t(`errors.codes.${code}.happened`) })
          : t(`plans.look.${result === 'dead' ? 'dead' : 'works'}`)}
        {result === 'dead' && (
          <span className={classes.dim}>
            {' '}
            {control === null
              ? t('plans.look.controlNone')
              : control.works
                ? t('plans.look.controlWorks', { label: control.label })
                : t('plans.look.controlFails', { label: control.label })}
          </span>
        )}
      </span>
    </>
  );
}
