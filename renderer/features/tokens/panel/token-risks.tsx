import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { working } from '../../../../contract/callers.ts';
import { useMay } from '../../../api/use-may.ts';
import type { PlanKind } from '../../../../contract/areas/plans.ts';
import type { TokenThreat, TokenView } from '../../../../contract/areas/tokens.ts';
import { moscowDate } from '../../../../contract/values/dates.ts';
import { risksOf, type CompanyEventKind } from '../../../../contract/values/company-events.ts';
import { useT } from '../../../i18n/t.ts';
import { formatDate } from '../../../ui/dates.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { MarkDialog } from '../dialogs/mark-dialog.tsx';
import { PanelSection } from '../../../ui/side-panel.tsx';
import { useRemoveCompanyEvent } from '../use-company-events.ts';
import classes from '../tokens.module.css';

/** Which plan answers what has happened; everything else is answered by a new token. */
const PLANS: Readonly<Partial<Record<CompanyEventKind, PlanKind>>> = {
  'issuer-left': 'issuer-left',
  'details-changed': 'requisites-changed',
};

/** All that can end the token before its time: what has happened first, with the way to a plan. */
export function TokenRisks({ token }: { readonly token: TokenView }) {
  const t = useT();
  const [isMarking, setMarking] = useState(false);
  const isWorking = useMay(working);
  const { issuer, issuedOn, lastUsedAt, threats } = token;
  const lastUsedOn = lastUsedAt === null ? null : moscowDate(lastUsedAt);
  const possible = risksOf({ issuer, issuedOn, lastUsedOn }, threats).filter(
    ({ happened }) => happened === null,
  );
  return (
    <PanelSection title={t('clock.risks.title')}>
      <div className={classes.gap}>
        {threats.map((threat) => (
          <Threat key={threat.markId} token={token} threat={threat} />
        ))}
        <ul className={classes.risks}>
          {possible.map(({ kind }) => (
            <li key={kind}>
              {t(`clock.risks.possible.${kind}`, { issuer: issuer.replaceAll(' ', '\u00a0') })}
            </li>
          ))}
        </ul>
        <Button
          size="xs"
          variant="default"
          className={classes.start ?? ''}
          disabled={!isWorking}
          onClick={() => setMarking(true)}
        >
          {t('clock.risks.mark')}
        </Button>
      </div>
      {isMarking && <MarkDialog token={token} isOpen onClose={() => setMarking(false)} />}
    </PanelSection>
  );
}

function Threat({ token, threat }: { readonly token: TokenView; readonly threat: TokenThreat }) {
  const t = useT();
  const unmark = useRemoveCompanyEvent();
  const isWorking = useMay(working);
  const { kind, issuer, on, markId } = threat;
  const plan = paths.newPlan(PLANS[kind] ?? 'reissue', { tokenId: token.tokenId });
  return (
    <>
      <Notice
        tone="danger"
        title={t('clock.risks.threat')}
        actions={
          isWorking && (
            <>
              <Button
                size="xs"
                component={Link}
                href={plan}
                leftSection={<IconAlertTriangle size={14} aria-hidden />}
              >
                {t('clock.risks.plan')}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                loading={unmark.isPending}
                onClick={() => void unmark.run({ companyId: token.companyId, markId })}
              >
                {t('clock.risks.unmark')}
              </Button>
            </>
          )
        }
      >
        {t(`clock.risks.happened.${kind}`, { issuer: issuer ?? '', date: formatDate(on) })}
      </Notice>
      <ErrorNotice error={unmark.error} />
    </>
  );
}
