import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import type { OverviewOfAll, OverviewView } from '../../../contract/areas/overview.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCompany, useSession } from '../../api/use-session.ts';
import { useViews } from '../../api/use-views.ts';
import { useLanguage, useT } from '../../i18n/t.ts';
import { formatLongDate } from '../../ui/dates.ts';
import { paths } from '../../ui/paths.ts';
import { LimitsTable } from '../../ui/limits/limits-table.tsx';
import { Panel, Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { LoadingState, QueryStates } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { waitingFor } from '../../ui/waiting-for.ts';
import { ApprovalsPanel } from './approvals-panel.tsx';
import { BalancesPanel } from './balances-panel.tsx';
import { CompaniesPanel } from './companies-panel.tsx';
import classes from './overview.module.css';
import { PlansLine } from './plans-line.tsx';
import { RiskCards } from './risk-cards.tsx';
import { Timeline } from './timeline.tsx';

/** The start screen: what runs out, what waits, how much there is; of this company or of all. */
export function OverviewScreen() {
  const t = useT();
  const { companies } = useSession();
  const { views, isKnown, change } = useViews();
  const [, navigate] = useLocation();
  const isOfAll = views.isOverviewOfAll && companies.length > 1;
  const isWorking = useMay(working);
  const pay = () => navigate(paths.newPayment);
  useShortcut({ keys: 'Insert', label: t('overview.newPayment'), run: pay, isEnabled: isWorking });
  return (
    <Screen
      title={t('common.screen.overview')}
      subtitle={<Subtitle />}
      actions={
        <>
          {companies.length > 1 && (
            <Scope isOfAll={isOfAll} onChange={(isOverviewOfAll) => change({ isOverviewOfAll })} />
          )}
          {isWorking && (
            <Button component={Link} href={paths.newPayment} leftSection={<IconPlus size={18} aria-hidden />}>
              {t('overview.newPayment')}
            </Button>
          )}
        </>
      }
    >
      {!isKnown && <LoadingState />}
      {isKnown && !isOfAll && <OneCompany />}
      {isKnown && isOfAll && <AllCompanies onOne={() => change({ isOverviewOfAll: false })} />}
    </Screen>
  );
}

interface ScopeProps {
  readonly isOfAll: boolean;
  readonly onChange: (isOfAll: boolean) => void;
}

function Scope({ isOfAll, onChange }: ScopeProps) {
  const t = useT();
  return (
    <SegmentedControl
      aria-label={t('overview.scope.label')}
      value={isOfAll ? 'all' : 'one'}
      onChange={(value) => onChange(value === 'all')}
      data={[
        { value: 'one', label: t('overview.scope.one') },
        { value: 'all', label: t('overview.scope.all') },
      ]}
    />
  );
}

function Subtitle() {
  const t = useT();
  const language = useLanguage();
  const { attention } = useSession();
  const now = useNow();
  const count = waitingFor(attention);
  const today = formatLongDate(now.toUTC().toISO() ?? '', language);
  return (
    <>
      <span className={classes.today}>{today}</span> ·{' '}
      {count === 0 ? t('overview.nothingWaits') : t('overview.waiting', { count })}
    </>
  );
}

function OneCompany() {
  const t = useT();
  const { companyId } = useCompany();
  const query = useQuery<OverviewView>({
    queryKey: keys.overview(companyId),
    queryFn: () => unwrap(app().overview.get({ companyId })),
  });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  return (
    <QueryStates query={query}>
      {(overview) => (
        <div className={classes.grid}>
          <RiskCards risks={overview.risks} companyId={companyId} />
          <PlansLine companyId={companyId} />
          <div className={classes.halves}>
            <ApprovalsPanel approvals={overview.approvals} sending={overview.sending} />
            <BalancesPanel accounts={overview.accounts} />
          </div>
          <Panel title={t('payments.limits.title')}>
            <LimitsTable limits={overview.limits} />
          </Panel>
          <Timeline months={overview.timeline} isOfAll={false} />
        </div>
      )}
    </QueryStates>
  );
}

function AllCompanies({ onOne }: { readonly onOne: () => void }) {
  const t = useT();
  const query = useQuery<OverviewOfAll>({
    queryKey: keys.overviewOfAll,
    queryFn: () => unwrap(app().overview.all({})),
  });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  return (
    <QueryStates query={query}>
      {(overview) => (
        <div className={classes.grid}>
          <RiskCards risks={overview.risks} companyId={null} />
          <PlansLine companyId={null} />
          <Timeline months={overview.timeline} isOfAll />
          <CompaniesPanel companies={overview.companies} onChosen={onOne} />
        </div>
      )}
    </QueryStates>
  );
}
