import type { TokenView } from '../../../contract/areas/tokens.ts';
import { useT } from '../../i18n/t.ts';
import { formatDate } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { TokenAccesses } from './token-accesses.tsx';
import { TokenActions } from './token-actions.tsx';
import { TokenAddresses } from './token-addresses.tsx';
import { TokenCannot } from './token-cannot.tsx';
import { TokenChain } from './token-chain.tsx';
import { TokenCheckButton, TokenCheckResult } from './token-check.tsx';
import { TokenHistory } from './token-history.tsx';
import { isTokenLive } from './token-filter.ts';
import { TokenKeepAlive } from './token-keep-alive.tsx';
import { TokenLife } from './token-life.tsx';
import { TokenRisks } from './token-risks.tsx';
import { useTokenCheck, type RunningTokenCheck } from './use-token-check.ts';
import classes from './tokens.module.css';

interface TokenPanelProps {
  readonly token: TokenView;
  readonly onClose: () => void;
}

/** Everything known of one token; its text is not among it. */
export function TokenPanel({ token, onClose }: TokenPanelProps) {
  const t = useT();
  const check = useTokenCheck(token.tokenId);
  const isLive = isTokenLive(token) && token.status !== 'planned';
  return (
    <SidePanel
      label={t('tokens.drawer.label', { label: token.label })}
      title={token.label}
      subtitle={<Identity token={token} />}
      actions={
        <>
          {canBeChecked(token) && <TokenCheckButton check={check} />}
          <TokenActions token={token} />
        </>
      }
      onClose={onClose}
    >
      <div className={classes.gap}>
        <State token={token} check={check} />
        <TokenLife token={token} />
      </div>
      {isLive && <TokenRisks token={token} />}
      <TokenAccesses accesses={token.accesses} />
      {isLive && <TokenCannot token={token} />}
      <TokenAddresses token={token} />
      {isLive && <TokenKeepAlive token={token} />}
      <TokenChain token={token} />
      <TokenHistory tokenId={token.tokenId} />
    </SidePanel>
  );
}

function Identity({ token }: { readonly token: TokenView }) {
  const t = useT();
  return (
    <>
      <div>{t('tokens.drawer.identity', { lastFour: token.lastFour, words: token.words })}</div>
      <div>{t('tokens.drawer.issuedBy', { issuer: token.issuer, date: formatDate(token.issuedOn) })}</div>
      {token.purpose !== '' && <div>{t('tokens.drawer.purpose', { purpose: token.purpose })}</div>}
    </>
  );
}

/** What the last check here found, else the last problem, else what the state means when that needs saying. */
function State({ token, check }: { readonly token: TokenView; readonly check: RunningTokenCheck }) {
  const t = useT();
  if (check.result !== null || check.error !== null) return <TokenCheckResult check={check} />;
  const isBroken = token.status === 'frozen' || token.status === 'lost';
  if (token.lastProblem !== null && !isBroken) return <ErrorNotice error={token.lastProblem} />;
  if (token.status === 'active') return null;
  return (
    <Notice tone={isBroken ? 'danger' : 'neutral'} title={t(`tokens.status.${token.status}`)}>
      {t(`tokens.statusNote.${token.status}`)}
    </Notice>
  );
}

function canBeChecked(token: TokenView): boolean {
  return token.status !== 'planned' && token.status !== 'revoked' && token.status !== 'lost';
}
