import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { DAY_MS, daysUntil } from '../../../../contract/values/dates.ts';
import { EXPIRING_DAYS } from '../../../../contract/t-bank/token-risks.ts';
import { useT, type MessageKey } from '../../../i18n/t.ts';
import { formatDate, formatDays, formatMoment } from '../../../ui/dates.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useBankNow, useClockAhead } from '../../../ui/use-bank-now.ts';
import { useNow } from '../../../ui/use-now.ts';
import { LifeBar } from '../list/token-cells.tsx';
import { isTokenLive } from '../token-filter.ts';
import classes from '../tokens.module.css';

const SEEN = {
  here: 'tokens.life.seenHere',
  'other-workplace': 'tokens.life.seenElsewhere',
  person: 'tokens.life.seenByPerson',
} as const satisfies Readonly<Record<string, MessageKey>>;

/** Until when the token lives at least, who saw that, and what could end it earlier. */
export function TokenLife({ token }: { readonly token: TokenView }) {
  return isTokenLive(token) && token.status !== 'planned' ? <Life token={token} /> : null;
}

function Life({ token }: { readonly token: TokenView }) {
  const t = useT();
  const now = useBankNow(token.companyId);
  const clockAheadMs = useClockAhead()(token.companyId);
  const { aliveUntil } = token;
  const daysLeft = aliveUntil === null ? null : daysUntil(aliveUntil, now);
  const isSoon = daysLeft !== null && daysLeft <= EXPIRING_DAYS;
  const isProven = token.lastUsedBy === 'here' && token.lastProblem === null;
  const tone = isSoon ? 'warning' : isProven ? 'success' : 'neutral';
  const title =
    aliveUntil === null || daysLeft === null
      ? t('tokens.life.unknown')
      : t(daysLeft < 0 ? 'clock.life.passed' : 'tokens.life.until', { date: formatDate(aliveUntil) });
  return (
    <Notice tone={tone} title={title}>
      {daysLeft !== null && (
        <>
          {t('tokens.life.days', { days: formatDays(t, daysLeft) })} <Seen token={token} />
          <LifeBar token={token} daysLeft={daysLeft} />
        </>
      )}
      <p className={classes.small}>
        <Rule token={token} /> {t('clock.life.lowerBound')}
      </p>
      {clockAheadMs !== 0 && (
        <p className={classes.small}>
          {t('clock.life.training', {
            date: formatDate(now),
            days: Math.round(clockAheadMs / DAY_MS),
          })}
        </p>
      )}
    </Notice>
  );
}

function Seen({ token }: { readonly token: TokenView }) {
  const t = useT();
  const now = useNow();
  if (token.lastUsedAt === null || token.lastUsedBy === null) return <>{t('tokens.life.neverUsed')}</>;
  const when = formatMoment(t, token.lastUsedAt, now);
  return <>{t(SEEN[token.lastUsedBy], { when })}</>;
}

function Rule({ token }: { readonly token: TokenView }) {
  const t = useT();
  const { kind, days } = token.rule;
  return <>{t(kind === 'idle' ? 'tokens.life.ruleIdle' : 'tokens.life.ruleAbsolute', { count: days })}</>;
}
