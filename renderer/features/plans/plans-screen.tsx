import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconListCheck, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import { PlanKind, type PlanSummary } from '../../../contract/areas/plans.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table-column.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { paths } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { planTitle } from './plan-words.ts';
import { usePlans } from './use-plans.ts';
import classes from './plans.module.css';

type Shown = 'open' | 'all';

/** Everything with tokens that somebody is in the middle of, and what has ended. */
export function PlansScreen() {
  const t = useT();
  const query = usePlans();
  const [, navigate] = useLocation();
  const [shown, setShown] = useState<Shown>('open');
  const isWorking = useMay(working);
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  const start = () => navigate(paths.newPlan('issue'));
  useShortcut({ keys: 'Insert', label: t('plans.screen.new'), run: start, isEnabled: isWorking });
  const open = (query.data ?? []).filter(({ status }) => status === 'open');
  return (
    <Screen
      layout="fill"
      title={t('plans.screen.title')}
      subtitle={open.length === 0 ? t('plans.screen.lead') : t('plans.screen.open', { count: open.length })}
      actions={isWorking && <NewPlanMenu />}
    >
      <QueryStates
        query={query}
        isEmpty={(plans) => plans.length === 0}
        empty={
          <EmptyState
            icon={<IconListCheck size={40} stroke={1.4} aria-hidden />}
            title={t('plans.empty.title')}
            text={t('plans.empty.text')}
            action={isWorking && <Button onClick={start}>{t('plans.empty.action')}</Button>}
          />
        }
      >
        {(plans) => (
          <>
            <div className={classes.toolbar}>
              <SegmentedControl
                size="xs"
                value={shown}
                aria-label={t('plans.screen.shown')}
                onChange={(value) => setShown(value === 'all' ? 'all' : 'open')}
                data={[
                  { value: 'open', label: t('plans.screen.onlyOpen') },
                  { value: 'all', label: t('plans.screen.all') },
                ]}
              />
            </div>
            <DataTable
              label={t('plans.screen.title')}
              columns={columns(t)}
              rows={shown === 'all' ? plans : plans.filter(({ status }) => status === 'open')}
              rowKey={({ planId }) => planId}
              onOpen={({ planId }) => navigate(paths.plan(planId))}
              isRowDimmed={({ status }) => status !== 'open'}
            />
          </>
        )}
      </QueryStates>
    </Screen>
  );
}

/** Every kind of plan that can be begun from nothing. */
export function NewPlanMenu() {
  const t = useT();
  const [, navigate] = useLocation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
        >
          {t('plans.screen.new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PlanKind.options.map((kind) => (
          <Menu.Item key={kind} onClick={() => navigate(paths.newPlan(kind))}>
            {t(`plans.kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function columns(t: Translate): readonly Column<PlanSummary>[] {
  return [
    {
      id: 'plan',
      header: t('plans.column.plan'),
      cell: (plan) => planTitle(t, plan),
      sortValue: (plan) => planTitle(t, plan),
    },
    {
      id: 'company',
      header: t('plans.column.company'),
      cell: ({ companyName }) => (companyName === '' ? t('plans.screen.allCompanies') : companyName),
      sortValue: ({ companyName }) => companyName,
      width: 150,
    },
    {
      id: 'next',
      header: t('plans.column.next'),
      cell: (plan) => (plan.nextStep === null ? '' : t(`plans.step.${plan.nextStep}`)),
      width: 210,
    },
    {
      id: 'steps',
      header: t('plans.column.steps'),
      cell: ({ stepsDone, stepsAll }) => t('plans.screen.steps', { done: stepsDone, all: stepsAll }),
      align: 'right',
      sortValue: ({ stepsDone }) => stepsDone,
      width: 76,
    },
    {
      id: 'state',
      header: t('plans.column.state'),
      cell: (plan) => <PlanState plan={plan} />,
      width: 140,
    },
    {
      id: 'opened',
      header: t('plans.column.opened'),
      cell: ({ openedAt }) => <MomentText at={openedAt} />,
      sortValue: ({ openedAt }) => openedAt,
      width: 132,
    },
  ];
}

export function PlanState({ plan }: { readonly plan: PlanSummary }) {
  const t = useT();
  if (plan.status === 'done') return <StatusBadge tone="success">{t('plans.state.done')}</StatusBadge>;
  if (plan.status === 'abandoned')
    return <StatusBadge tone="neutral">{t('plans.state.abandoned')}</StatusBadge>;
  const tone = plan.waitsFor === 'me' ? 'warning' : 'neutral';
  return <StatusBadge tone={tone}>{t(`plans.waits.${plan.waitsFor}`)}</StatusBadge>;
}
