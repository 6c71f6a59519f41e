import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { PlanDetails, PlanTarget, TokenPlanKind } from '../../../contract/areas/plans.ts';
import { app } from '../../api/client.ts';
import { useT } from '../../i18n/t.ts';
import { AccessBadge } from '../../ui/access-badge.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { paths } from '../../ui/paths.ts';
import { Panel } from '../../ui/screen.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { PrintCardButton } from './drill-steps.tsx';
import { durationText } from './plan-words.ts';
import { usePlanCall } from './use-plans.ts';
import classes from './plans.module.css';

/** The tokens of a plan that walks several, most dangerous first, each with what can be done with it. */
export function TargetsPanel({ plan }: { readonly plan: PlanDetails }) {
  const t = useT();
  const isDrill = plan.kind === 'fire-drill';
  const total = plan.drill?.seconds ?? null;
  return (
    <Panel
      title={t('plans.targets.title', { count: plan.targets.length })}
      aside={isDrill ? <PrintCardButton plan={plan} /> : undefined}
    >
      {total !== null && (
        <p className={classes.big}>{t('plans.drill.total', { time: durationText(t, total) })}</p>
      )}
      <ul className={classes.targets}>
        {plan.targets.map((target) => (
          <li key={target.tokenId} className={classes.target}>
            <div>
              <div className={classes.targetName}>
                {target.label}{' '}
                {target.state === 'done' && (
                  <StatusBadge tone="success">
                    {target.seconds === null ? t('plans.stepState.done') : durationText(t, target.seconds)}
                  </StatusBadge>
                )}
                {target.state === 'skipped' && (
                  <StatusBadge tone="neutral">{t('plans.stepState.skipped')}</StatusBadge>
                )}
              </div>
              <div className={classes.dim}>
                {target.companyName} · {target.words}
                {target.lastFour === '' ? '' : ` · …${target.lastFour}`} ·{' '}
                {target.ipCheck === 'off-by-letter' ? t('plans.targets.anyAddress') : target.ips.join(', ')}
              </div>
              <div className={classes.badges}>
                {target.accesses.map((access) => (
                  <AccessBadge key={access} access={access} />
                ))}
              </div>
            </div>
            {plan.status === 'open' && <TargetActions plan={plan} target={target} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function TargetActions({ plan, target }: { readonly plan: PlanDetails; readonly target: PlanTarget }) {
  return plan.kind === 'fire-drill' ? (
    <DrillTick plan={plan} target={target} />
  ) : (
    <WalkActions plan={plan} target={target} />
  );
}

function DrillTick({ plan, target }: { readonly plan: PlanDetails; readonly target: PlanTarget }) {
  const t = useT();
  const mark = usePlanCall(app().plans.mark);
  const isStarted = (plan.drill?.startedAt ?? null) !== null;
  const state = target.state === 'todo' ? ('done' as const) : ('todo' as const);
  return (
    <div className={classes.targetActions}>
      <ErrorNotice error={mark.error} />
      <Button
        size="xs"
        variant={target.state === 'todo' ? 'filled' : 'default'}
        disabled={!isStarted}
        loading={mark.isPending}
        onClick={() =>
          void mark.run({ planId: plan.planId, step: 'token', tokenId: target.tokenId, state, reason: '' })
        }
      >
        {target.state === 'todo' ? t('plans.drill.tick') : t('plans.drill.untick')}
      </Button>
    </div>
  );
}

/** Reissues the token in a plan of its own, revokes it, or leaves it as it is with a reason. */
function WalkActions({ plan, target }: { readonly plan: PlanDetails; readonly target: PlanTarget }) {
  const t = useT();
  const [, navigate] = useLocation();
  const start = usePlanCall(app().plans.startChild, (child) => navigate(paths.plan(child.planId)));
  const mark = usePlanCall(app().plans.mark);
  const { planId } = target;
  if (target.state !== 'todo') return null;
  const begin = (kind: TokenPlanKind) =>
    void start.run({ planId: plan.planId, tokenId: target.tokenId, kind });
  return (
    <div className={classes.targetActions}>
      <ErrorNotice error={start.error ?? mark.error} />
      {planId !== null ? (
        <Button size="xs" onClick={() => navigate(paths.plan(planId))}>
          {t('plans.targets.goOn')}
        </Button>
      ) : (
        <div className={classes.pairButtons}>
          <Button size="xs" loading={start.isPending} onClick={() => begin('reissue')}>
            {t('plans.action.reissue')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                size="xs"
                variant="default"
                rightSection={<IconChevronDown size={14} aria-hidden />}
                aria-label={t('plans.targets.more', { label: target.label })}
              >
                {t('plans.targets.other')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => begin('revoke')}>{t('plans.action.revoke')}</Menu.Item>
              <Menu.Item onClick={() => begin('retire')}>{t('plans.action.retire')}</Menu.Item>
              <Menu.Item
                onClick={() =>
                  void mark.run({
                    planId: plan.planId,
                    step: 'token',
                    tokenId: target.tokenId,
                    state: 'skipped',
                    reason: t('plans.targets.leftReason'),
                  })
                }
              >
                {t('plans.targets.leave')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
    </div>
  );
}
