import { Progress, Tooltip, VisuallyHidden } from '@mantine/core';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { MAX_IP_SLOTS } from '../../../../contract/areas/tokens.ts';
import { EXPIRING_DAYS } from '../../../../contract/t-bank/token-risks.ts';
import { useT } from '../../../i18n/t.ts';
import { AccessBadge } from '../../../ui/access-badge.tsx';
import { DateText, DaysText, MomentText } from '../../../ui/date-text.tsx';
import { isTokenLive } from '../token-filter.ts';
import { accessesByDanger, chipWidth, countFitting, leftPercent } from '../token-facts.ts';
import { useAccessName, useShortAccessName } from '../use-access-name.ts';
import classes from '../tokens.module.css';

interface TokenCellProps {
  readonly token: TokenView;
}

/** Name of the token over the name of its company. */
export function NameCell({ token }: TokenCellProps) {
  return (
    <>
      <div className={classes.label} title={token.label}>
        {token.label}
      </div>
      <div className={classes.under} title={token.companyName}>
        {token.companyName}
      </div>
    </>
  );
}

/** As many accesses as fit, the money-moving ones first; the rest behind `+n`. */
export function AccessesCell({ token, roomPx }: TokenCellProps & { readonly roomPx: number }) {
  const t = useT();
  const nameOf = useAccessName();
  const shortNameOf = useShortAccessName();
  const accesses = accessesByDanger(token.accesses);
  if (accesses.length === 0) return <span className={classes.under}>{t('tokens.table.noAccesses')}</span>;
  const shown = countFitting(
    accesses.map(({ access, movesMoney }) => chipWidth(shortNameOf(access), movesMoney)),
    roomPx,
  );
  const rest = accesses.slice(shown);
  const restMovesMoney = rest.some((access) => access.movesMoney);
  const list = rest.map(({ access }) => nameOf(access)).join(', ');
  return (
    <div className={classes.chips}>
      {accesses.slice(0, shown).map(({ access }) => (
        <AccessBadge key={access} access={access} />
      ))}
      {rest.length > 0 && (
        <Tooltip label={list} multiline maw={280}>
          <span className={restMovesMoney ? classes.moreMoney : classes.more}>
            <span aria-hidden>{t('tokens.table.more', { count: rest.length })}</span>
            <VisuallyHidden>{t('tokens.table.moreLabel', { list })}</VisuallyHidden>
          </span>
        </Tooltip>
      )}
    </div>
  );
}

/** How many of the nine addresses are taken, or that the bank does not check them. */
export function IpCell({ token }: TokenCellProps) {
  const t = useT();
  if (token.ipCheck === 'off-by-letter') {
    return (
      <span className={classes.soon} title={t('tokens.table.ipOffHint')}>
        {t('tokens.table.ipOff')}
      </span>
    );
  }
  return (
    <span className={classes.figures}>
      {t('tokens.table.ipCount', { used: token.ips.length, all: MAX_IP_SLOTS })}
    </span>
  );
}

/** When the token was last used, and who saw it. */
export function LastUsedCell({ token }: TokenCellProps) {
  const t = useT();
  if (token.lastUsedAt === null) return <span className={classes.under}>{t('tokens.used.never')}</span>;
  return (
    <>
      <div className={classes.line}>
        <MomentText at={token.lastUsedAt} />
      </div>
      {token.lastUsedBy !== null && (
        <div className={classes.under}>{t(`tokens.used.${token.lastUsedBy}`)}</div>
      )}
    </>
  );
}

/** The day until which the token lives at least, how far it is, and what is left of the bank's term as a bar. */
export function AliveUntilCell({ token }: TokenCellProps) {
  const t = useT();
  if (!isTokenLive(token)) return <span className={classes.under}>{t('tokens.table.ended')}</span>;
  if (token.aliveUntil === null || token.daysLeft === null) {
    return <span className={classes.under}>{t('tokens.table.unknownEnd')}</span>;
  }
  const isSoon = token.daysLeft <= EXPIRING_DAYS;
  return (
    <>
      <div className={classes.line}>
        <DateText at={token.aliveUntil} />
      </div>
      <div className={isSoon ? classes.soonUnder : classes.under}>
        <DaysText days={token.daysLeft} />
      </div>
      <LifeBar token={token} daysLeft={token.daysLeft} />
    </>
  );
}

/** The thin bar of the days left. */
export function LifeBar({ token, daysLeft }: TokenCellProps & { readonly daysLeft: number }) {
  const t = useT();
  const isSoon = daysLeft <= EXPIRING_DAYS;
  const isProven = token.lastUsedBy === 'here' && token.lastProblem === null;
  return (
    <Progress
      className={classes.bar ?? ''}
      size={3}
      value={leftPercent(token, daysLeft)}
      color={isSoon ? 'var(--k-bar-soon)' : isProven ? 'var(--k-bar-proven)' : 'var(--k-bar-plain)'}
      aria-label={t('tokens.days.bar', { left: Math.max(0, daysLeft), all: token.rule.days })}
    />
  );
}
