import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { PlanSummary } from '../../../contract/areas/plans.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { paths } from '../../ui/paths.ts';
import classes from './overview.module.css';

function titleOf(t: Translate, { kind, subject }: PlanSummary): string {
  const name = t(`plans.kind.${kind}`);
  return subject === '' ? name : t('plans.title', { name, subject });
}

/** As many are named; the rest is counted. */
const NAMED = 2;

/** The plans that somebody is in the middle of; nothing while there are none. `companyId`: `null` is all companies. */
export function PlansLine({ companyId }: { readonly companyId: CompanyId | null }) {
  const t = useT();
  const query = useQuery<PlanSummary[]>({
    queryKey: keys.planList,
    queryFn: () => unwrap(app().plans.list({})),
  });
  const open = (query.data ?? []).filter(
    (plan) =>
      plan.status === 'open' &&
      (companyId === null || plan.companyId === null || plan.companyId === companyId),
  );
  if (open.length === 0) return null;
  return (
    <nav className={classes.plans} aria-label={t('overview.plans.label')}>
      <IconListCheck size={18} aria-hidden />
      <Link href={paths.plans} className={classes.plansAll}>
        {t('overview.plans.open', { count: open.length })}
      </Link>
      {open.slice(0, NAMED).map((plan) => (
        <Link key={plan.planId} href={paths.plan(plan.planId)} className={classes.plan}>
          {titleOf(t, plan)}
          <span className={classes.planSteps}>
            {t('overview.plans.steps', { done: plan.stepsDone, all: plan.stepsAll })}
          </span>
        </Link>
      ))}
      {open.length > NAMED && <span>{t('overview.plans.more', { count: open.length - NAMED })}</span>}
    </nav>
  );
}
