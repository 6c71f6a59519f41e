import { IconCertificate, IconClock, IconShieldQuestion, IconZzz } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OverviewView, RiskKind } from '../../../contract/areas/overview.ts';
import { useT } from '../../i18n/t.ts';
import { DateText } from '../../ui/date-text.tsx';
import { paths } from '../../ui/paths.ts';
import classes from './overview.module.css';

type Risk = OverviewView['risks'][number];

const CARDS = {
  expiring: { icon: IconClock, title: 'overview.risk.expiring', none: 'overview.risk.noExpiring' },
  idle: { icon: IconZzz, title: 'overview.risk.idle', none: 'overview.risk.noIdle' },
  'unused-accesses': {
    icon: IconShieldQuestion,
    title: 'overview.risk.unusedAccesses',
    none: 'overview.risk.noUnusedAccesses',
  },
  certificates: {
    icon: IconCertificate,
    title: 'overview.risk.certificates',
    none: 'overview.risk.noCertificates',
  },
} as const satisfies Readonly<Record<RiskKind, unknown>>;

/** Four counts; each opens the list that it counts. */
export function RiskCards({ risks }: { readonly risks: readonly Risk[] }) {
  return (
    <div className={classes.cards}>
      {risks.map((risk) => (
        <RiskCard key={risk.kind} risk={risk} />
      ))}
    </div>
  );
}

function RiskCard({ risk }: { readonly risk: Risk }) {
  const t = useT();
  const card = CARDS[risk.kind];
  const Icon = card.icon;
  const isQuiet = risk.count === 0;
  return (
    <Link
      href={risk.kind === 'certificates' ? paths.certificates : paths.tokensOf(risk.kind)}
      className={classes.card}
      data-quiet={isQuiet || undefined}
    >
      <span className={classes.cardTitle}>{t(card.title)}</span>
      <span className={classes.cardCount}>{risk.count}</span>
      <span className={classes.cardIcon}>
        <Icon size={18} aria-hidden />
      </span>
      <span className={classes.cardNote} title={risk.nearest ?? undefined}>
        {isQuiet ? t(card.none) : risk.nearest}
      </span>
      <span className={classes.cardNote}>{risk.nearestAt !== null && <DateText at={risk.nearestAt} />}</span>
    </Link>
  );
}
