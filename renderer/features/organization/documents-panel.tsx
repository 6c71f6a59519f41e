import { Button } from '@mantine/core';
import type { OrganizationView } from '../../../contract/areas/organization.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { formatDate } from '../../ui/dates.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { JoinByFile } from './join-panel.tsx';
import classes from './organization.module.css';
import { Words } from './words.tsx';

interface DocumentsPanelProps {
  readonly organization: OrganizationView;
  readonly isWorking: boolean;
}

/** Which people and rules count here, who signed them, and how they get to the others. */
export function DocumentsPanel({ organization, isWorking }: DocumentsPanelProps) {
  const t = useT();
  const { name, people, rules, words, companyId } = organization;
  const save = useCall(app().organization.saveDocuments);
  return (
    <Panel title={t('organization.documents.title', { name })}>
      {rules?.state === 'expired' && (
        <Notice tone="warning">
          {t('organization.documents.expired', { date: formatDate(rules.validUntil) })}
        </Notice>
      )}
      <dl className={classes.facts}>
        <dt>{t('organization.documents.people')}</dt>
        <dd>
          <Signed {...people} />
        </dd>
        <dt>{t('organization.documents.rules')}</dt>
        <dd>
          {rules === null ? (
            t('organization.documents.noRules')
          ) : (
            <>
              <Signed {...rules} />{' '}
              {t('organization.documents.until', { date: formatDate(rules.validUntil) })}
            </>
          )}
        </dd>
        <dt>{t('organization.documents.words')}</dt>
        <dd>
          <Words words={words} label={t('organization.documents.words')} />
          <span className={classes.note}>{t('organization.documents.wordsHint')}</span>
        </dd>
      </dl>
      <ErrorNotice error={save.error} />
      <div className={classes.actions}>
        <Button variant="default" loading={save.isPending} onClick={() => void save.run({ companyId })}>
          {t('organization.documents.save')}
        </Button>
      </div>
      <p className={classes.hint}>{t('organization.documents.saveHint')}</p>
      {isWorking && <JoinByFile />}
    </Panel>
  );
}

function Signed({ version, issuedAt, signedBy }: OrganizationView['people']) {
  const t = useT();
  return (
    <>
      {t('organization.documents.version', { version, names: signedBy.join(', ') })}{' '}
      <MomentText at={issuedAt} />.
    </>
  );
}
