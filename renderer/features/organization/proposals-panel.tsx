import { Button } from '@mantine/core';
import type { OrganizationView, ProposalView } from '../../../contract/areas/organization.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { PeopleChanges, RuleChanges } from './changes.tsx';
import classes from './organization.module.css';
import { ORGANIZATION_STALE } from './use-organization.ts';

interface ProposalsPanelProps {
  readonly organization: OrganizationView;
  readonly isWorking: boolean;
}

/** Changes that count as soon as enough directors have signed them. */
export function ProposalsPanel({ organization, isWorking }: ProposalsPanelProps) {
  const t = useT();
  return (
    <Panel title={t('organization.proposals.title')}>
      {organization.proposals.map((proposal) => (
        <Proposal
          key={proposal.hash}
          companyId={organization.companyId}
          proposal={proposal}
          canSign={isWorking && proposal.canSign}
        />
      ))}
    </Panel>
  );
}

interface ProposalProps {
  readonly companyId: OrganizationView['companyId'];
  readonly proposal: ProposalView;
  readonly canSign: boolean;
}

function Proposal({ companyId, proposal, canSign }: ProposalProps) {
  const t = useT();
  const sign = useCall(app().organization.sign, { staleAfter: ORGANIZATION_STALE });
  const { hash, what, signedBy, needed, issuedAt } = proposal;
  return (
    <div className={classes.proposal}>
      <div className={classes.proposalTitle}>{t(`organization.proposals.${what.kind}`)}</div>
      <span className={classes.note}>
        {t('organization.proposals.signed', {
          names: signedBy.join(', '),
          count: signedBy.length,
          needed,
        })}{' '}
        <MomentText at={issuedAt} />
      </span>
      {what.kind === 'people' ? (
        <PeopleChanges differences={what.differences} />
      ) : (
        <RuleChanges before={what.before} after={what.after} />
      )}
      <ErrorNotice error={sign.error} />
      {canSign ? (
        <div className={classes.actions}>
          <Button loading={sign.isPending} onClick={() => void sign.run({ companyId, hash })}>
            {t('organization.proposals.sign')}
          </Button>
        </div>
      ) : (
        <p className={classes.hint}>{t('organization.proposals.waits')}</p>
      )}
    </div>
  );
}
