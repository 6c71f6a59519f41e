import { IconCertificate, IconClock, IconShieldQuestion, IconZzz } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { RiskCount, RiskKind } from '../../../contract/areas/overview.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { useT } from '../../i18n/t.ts';
import { DateText } from '../../ui/date-text.tsx';
import { paths } from '../../ui/paths.ts';
import classes from './overview.module.css';

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

interface RiskCardsProps {
  readonly risks: readonly RiskCount[];
  /** The company that is counted; `null` is all. */
  readonly companyId: CompanyId | null;
}

interface RiskCardProps extends Pick<RiskCardsProps, 'companyId'> {
  readonly risk: RiskCount;
}

/** Four counts; each opens the list that it counts. */
export function RiskCards({ risks, companyId }: RiskCardsProps) {
  return (
    <div className={classes.cards}>
      {risks.map((risk) => (
        <RiskCard key={risk.kind} risk={risk} companyId={companyId} />
      ))}
    </div>
  );
}

function RiskCard({ risk, companyId }: RiskCardProps) {
  const t = useT();
  const card = CARDS[risk.kind];
  const Icon = card.icon;
  const isQuiet = risk.count === 0;
  return (
    <Link href={paths.risk(risk.kind, companyId)} className={classes.card} data-quiet={isQuiet || undefined}>
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
