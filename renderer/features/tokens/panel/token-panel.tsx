import { Button } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { working } from '../../../../contract/callers.ts';
import { useMay } from '../../../api/use-may.ts';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { useT } from '../../../i18n/t.ts';
import { formatDate } from '../../../ui/dates.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { SidePanel } from '../../../ui/side-panel.tsx';
import { DiagnosisDialog } from '../diagnosis/diagnosis-dialog.tsx';
import { TokenAccesses } from './token-accesses.tsx';
import { TokenActions } from './token-actions.tsx';
import { TokenAddresses } from './token-addresses.tsx';
import { TokenCannot } from './token-cannot.tsx';
import { TokenChain } from './token-chain.tsx';
import { TokenCheckButton, TokenCheckResult } from '../token-check.tsx';
import { isOutOfUse, TokenFrozen } from './token-frozen.tsx';
import { TokenHistory } from './token-history.tsx';
import { isTokenLive } from '../token-filter.ts';
import { TokenKeepAlive } from './token-keep-alive.tsx';
import { TokenLife } from './token-life.tsx';
import { TokenRisks } from './token-risks.tsx';
import { useTokenCheck, type RunningTokenCheck } from '../use-token-check.ts';
import classes from '../tokens.module.css';

interface TokenPanelProps {
  readonly token: TokenView;
  readonly onClose: () => void;
}

/** Everything known of one token; its text is not among it. */
export function TokenPanel({ token, onClose }: TokenPanelProps) {
  const t = useT();
  const check = useTokenCheck(token.tokenId);
  const isWorking = useMay(working);
  const isLive = isTokenLive(token) && token.status !== 'planned';
  const [location, navigate] = useLocation();
  const leaveDiagnosis = () => navigate(paths.token(token.tokenId), { replace: true });
  return (
    <SidePanel
      label={t('tokens.drawer.label', { label: token.label })}
      title={token.label}
      subtitle={<Identity token={token} />}
      actions={
        isWorking && (
          <>
            {canBeChecked(token) && <TokenCheckButton check={check} />}
            <TokenActions token={token} />
          </>
        )
      }
      onClose={onClose}
    >
      <div className={classes.gap}>
        <State token={token} check={check} />
        <TokenLife token={token} />
      </div>
      {isLive && <TokenRisks token={token} />}
      <TokenAccesses token={token} />
      {isLive && <TokenCannot token={token} />}
      <TokenAddresses token={token} />
      {isLive && <TokenKeepAlive token={token} />}
      <TokenChain token={token} />
      <TokenHistory tokenId={token.tokenId} />
      {isWorking && location === paths.tokenWhy(token.tokenId) && (
        <DiagnosisDialog token={token} onClose={leaveDiagnosis} onAccesses={leaveDiagnosis} />
      )}
    </SidePanel>
  );
}

function Identity({ token }: { readonly token: TokenView }) {
  const t = useT();
  return (
    <>
      {token.lastFour !== '' && (
        <div>{t('tokens.drawer.identity', { lastFour: token.lastFour, words: token.words })}</div>
      )}
      {token.secretPlace === 'wiped' && <div>{t('tokens.place.wiped')}</div>}
      {token.sealedTo !== null && token.secretPlace === 'here' && (
        <div>{t('tokens.sealed.to', { director: token.sealedTo })}</div>
      )}
      <div>{t('tokens.drawer.issuedBy', { issuer: token.issuer, date: formatDate(token.issuedOn) })}</div>
      {token.purpose !== '' && <div>{t('tokens.drawer.purpose', { purpose: token.purpose })}</div>}
    </>
  );
}

/** What the last check here found, else the last problem, else what the state means when that needs saying. */
function State({ token, check }: { readonly token: TokenView; readonly check: RunningTokenCheck }) {
  const t = useT();
  if (isOutOfUse(token)) return <TokenFrozen token={token} />;
  if (check.result !== null || check.error !== null) {
    const isFine = check.error === null && check.result?.alive === true;
    return (
      <>
        <TokenCheckResult check={check} />
        {!isFine && <WhyButton token={token} />}
      </>
    );
  }
  if (token.lastProblem !== null) {
    return <ErrorNotice error={token.lastProblem} isReading actions={<WhyButton token={token} />} />;
  }
  if (token.secretPlace === 'elsewhere' && (token.status === 'active' || token.status === 'issued')) {
    return (
      <Notice tone="neutral" title={t('tokens.place.elsewhere')}>
        {t('tokens.place.elsewhereText')}
      </Notice>
    );
  }
  if (token.status === 'active') return null;
  return (
    <Notice
      tone="neutral"
      title={t(`tokens.status.${token.status}`)}
      actions={token.status === 'dead' ? <WhyButton token={token} /> : undefined}
    >
      {t(`tokens.statusNote.${token.status}`)}
    </Notice>
  );
}

/** «Что случилось?» */
function WhyButton({ token }: { readonly token: TokenView }) {
  const t = useT();
  const [, navigate] = useLocation();
  const isWorking = useMay(working);
  if (!isWorking) return null;
  return (
    <Button
      size="xs"
      leftSection={<IconStethoscope size={16} aria-hidden />}
      onClick={() => navigate(paths.tokenWhy(token.tokenId))}
    >
      {t('diagnosis.button')}
    </Button>
  );
}

function canBeChecked(token: TokenView): boolean {
  const isHere = token.secretPlace === 'here';
  return isHere && token.status !== 'planned' && token.status !== 'revoked' && !isOutOfUse(token);
}
