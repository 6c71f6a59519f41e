import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { OverviewView } from '../../../contract/areas/overview.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCompany, useSession } from '../../api/use-session.ts';
import { useLanguage, useT } from '../../i18n/t.ts';
import { formatLongDate } from '../../ui/dates.ts';
import { paths } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { QueryStates } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ApprovalsPanel } from './approvals-panel.tsx';
import { BalancesPanel } from './balances-panel.tsx';
import classes from './overview.module.css';
import { RiskCards } from './risk-cards.tsx';
import { Timeline } from './timeline.tsx';

/** The start screen: what runs out, what waits, how much there is. */
export function OverviewScreen() {
  const t = useT();
  const { companyId } = useCompany();
  const [, navigate] = useLocation();
  const query = useQuery({
    queryKey: keys.overview(companyId),
    queryFn: () => unwrap(app().overview.get({ companyId })),
  });
  useShortcut({ keys: 'Insert', label: t('overview.newPayment'), run: () => navigate(paths.newPayment) });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  return (
    <Screen
      title={t('common.screen.overview')}
      subtitle={<Subtitle />}
      actions={
        <Button component={Link} href={paths.newPayment} leftSection={<IconPlus size={18} aria-hidden />}>
          {t('overview.newPayment')}
        </Button>
      }
    >
      <QueryStates query={query}>{(overview) => <Content overview={overview} />}</QueryStates>
    </Screen>
  );
}

function Subtitle() {
  const t = useT();
  const language = useLanguage();
  const { attention } = useSession();
  const now = useNow();
  const count = attention.tokens + attention.certificates + attention.payments + attention.approvals;
  const today = formatLongDate(now.toUTC().toISO() ?? '', language);
  return (
    <>
      <span className={classes.today}>{today}</span> ·{' '}
      {count === 0 ? t('overview.nothingWaits') : t('overview.waiting', { count })}
    </>
  );
}

function Content({ overview }: { readonly overview: OverviewView }) {
  return (
    <div className={classes.grid}>
      <RiskCards risks={overview.risks} />
      <div className={classes.halves}>
        <ApprovalsPanel approvals={overview.approvals} sending={overview.sending} />
        <BalancesPanel accounts={overview.accounts} day={overview.day} />
      </div>
      <Timeline months={overview.timeline} />
    </div>
  );
}
