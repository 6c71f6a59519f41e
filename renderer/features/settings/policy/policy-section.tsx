import { useQuery } from '@tanstack/react-query';
import { directing } from '../../../../contract/callers.ts';
import { useMay } from '../../../api/use-may.ts';
import type { PolicyView } from '../../../../contract/areas/policy.ts';
import { app, unwrap } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCompany, useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { formatDate } from '../../../ui/dates.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/screen.tsx';
import { QueryStates } from '../../../ui/states.tsx';
import { PolicyFacts } from './policy-facts.tsx';
import { PolicyForm } from './policy-form.tsx';
import classes from '../settings.module.css';

/** The company's rules for payments; the director changes them, everybody reads them. */
export function PolicySection() {
  const t = useT();
  const { companyId, name } = useCompany();
  const query = useQuery({
    queryKey: keys.policy(companyId),
    queryFn: () => unwrap(app().policy.get({ companyId })),
  });
  const { readOnly } = useSession();
  const canChange = useMay(directing) && !readOnly;
  return (
    <Panel title={t('settings.policy.title', { name })}>
      <p className={classes.hint}>{t('settings.policy.text')}</p>
      {!canChange && <Notice tone="neutral">{t('settings.policy.directorOnly')}</Notice>}
      <QueryStates query={query}>
        {(policy) => (
          <>
            <PolicyStanding policy={policy} />
            {canChange ? (
              <PolicyForm key={policy.version} policy={policy} />
            ) : (
              <PolicyFacts rules={policy.rules} />
            )}
          </>
        )}
      </QueryStates>
    </Panel>
  );
}

/** Which version, by whom and until when; or why the strict rules apply. */
function PolicyStanding({ policy }: { readonly policy: PolicyView }) {
  const t = useT();
  const { state, version, changedAt, changedBy, signedBy, validUntil, waiting } = policy;
  return (
    <>
      {waiting > 0 && <Notice tone="info">{t('settings.policy.state.waiting')}</Notice>}
      {state === 'behind' && <Notice tone="warning">{t('settings.policy.state.behind')}</Notice>}
      {state === 'forked' && <Notice tone="warning">{t('settings.policy.state.forked')}</Notice>}
      {state === 'expired' && validUntil !== null && (
        <Notice tone="warning" title={t('settings.policy.state.expired', { date: formatDate(validUntil) })}>
          {t('settings.policy.state.expiredText')}
        </Notice>
      )}
      {state === 'not-signed' && (
        <Notice tone="danger" title={t('settings.policy.state.notSigned', { version })}>
          {t('settings.policy.state.notSignedText')}
        </Notice>
      )}
      <p className={classes.hint}>
        {state === 'none' || changedAt === null ? (
          t('settings.policy.never')
        ) : (
          <>
            {state === 'signed' && t('settings.policy.version', { version })}{' '}
            {t('settings.policy.changed', { who: [changedBy ?? '', ...signedBy].join(', ') })}{' '}
            <MomentText at={changedAt} />.
            {state === 'signed' && validUntil !== null && (
              <> {t('settings.policy.until', { date: formatDate(validUntil) })}</>
            )}
          </>
        )}
      </p>
    </>
  );
}
