import type { OrganizationView } from '../../../contract/areas/organization.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryStates } from '../../ui/states.tsx';
import { AlonePanel } from './alone-panel.tsx';
import { CardPanel } from './card-panel.tsx';
import { DocumentsPanel } from './documents-panel.tsx';
import { ForkPanel } from './fork-panel.tsx';
import { GuidesPanel } from './guides-panel.tsx';
import { JoinPanel } from './join-panel.tsx';
import { MembersPanel } from './members-panel.tsx';
import classes from './organization.module.css';
import { ProposalsPanel } from './proposals-panel.tsx';
import { RecoveryPanel } from './recovery-panel.tsx';
import { useOrganization } from './use-organization.ts';
import { VoidedList } from './voided-list.tsx';

/**
 * The people of the company at their own computers: who they are, by which documents, and what waits for signatures.
 */
export function OrganizationSection() {
  const query = useOrganization();
  return (
    <QueryStates query={query}>
      {({ organization }) => (organization === null ? <Alone /> : <Joined organization={organization} />)}
    </QueryStates>
  );
}

function Alone() {
  const { readOnly } = useSession();
  return (
    <div className={classes.stack}>
      <AlonePanel />
      {!readOnly && (
        <>
          <CardPanel isMember={false} waiting={[]} />
          <JoinPanel />
        </>
      )}
    </div>
  );
}

function Joined({ organization }: { readonly organization: OrganizationView }) {
  const t = useT();
  const { person, readOnly } = useSession();
  const { behind } = organization;
  const isWorking = !readOnly && person?.role !== 'auditor';
  // While versions are open nothing else is changed.
  const canChange = organization.canChange && isWorking && organization.fork === null;
  return (
    <div className={classes.stack}>
      {behind !== null && (
        <Notice tone="warning" title={t('organization.behind.title')}>
          {behind.director === null
            ? t('organization.behind.text')
            : t('organization.behind.textOf', { name: behind.director })}
        </Notice>
      )}
      {organization.fork !== null && (
        <ForkPanel companyId={organization.companyId} fork={organization.fork} isWorking={isWorking} />
      )}
      {organization.proposals.length > 0 && (
        <ProposalsPanel organization={organization} isWorking={isWorking} />
      )}
      <DocumentsPanel organization={organization} isWorking={isWorking} />
      <MembersPanel organization={organization} canChange={canChange} />
      {!readOnly && <CardPanel isMember waiting={organization.waitingKeys} />}
      {isWorking && <RecoveryPanel organization={organization} canChange={canChange} />}
      {organization.voided.length > 0 && <VoidedList voided={organization.voided} />}
      <GuidesPanel />
    </div>
  );
}
