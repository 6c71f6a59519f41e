import type { PlanDetails } from '../../../contract/areas/plans.ts';
import { PlanStepName } from '../../../contract/areas/plans.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { Panel } from '../../ui/screen.tsx';
import classes from './plans.module.css';
import { whoText } from '../../ui/who-text.ts';

/** What happened in a plan, newest first. */
export function PlanHistory({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const rows = [...plan.history].reverse();
  return (
    <Panel title={t('plans.history.title')}>
      <ul className={classes.history}>
        {rows.map((row, index) => {
          const step = PlanStepName.safeParse(row.details.step);
          return (
            <li key={`${row.at}/${index}`}>
              <MomentText at={row.at} />
              <span>
                {t(`journal.kinds.${row.kind}`)}
                {step.success && `: ${t(`plans.step.${step.data}`)}`}
                {outcomeText(t, row.details.outcome)}
                {row.details.reason !== undefined &&
                  row.details.reason !== '' &&
                  ` — ${String(row.details.reason)}`}
              </span>
              <span className={classes.dim}>{whoText(t, row.who)}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

const OUTCOMES = ['works', 'dead', 'other', 'proven', 'silent'] as const;

/** What a look showed, ` — банк ответил 401`. */
function outcomeText(t: Translate, value: unknown): string {
  const outcome = OUTCOMES.find((one) => one === value);
  return outcome === undefined ? '' : ` — ${t(`journal.outcome.${outcome}`)}`;
}
