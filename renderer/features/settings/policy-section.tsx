import { useQuery } from '@tanstack/react-query';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCompany, useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { QueryStates } from '../../ui/states.tsx';
import { PolicyFacts } from './policy-facts.tsx';
import { PolicyForm } from './policy-form.tsx';
import classes from './settings.module.css';

/** The company's rules for payments; the director changes them, everybody reads them. */
export function PolicySection() {
  const t = useT();
  const { companyId, name } = useCompany();
  const { person, readOnly } = useSession();
  const query = useQuery({
    queryKey: keys.policy(companyId),
    queryFn: () => unwrap(app().policy.get({ companyId })),
  });
  const canChange = person?.role === 'director' && !readOnly;
  return (
    <Panel title={t('settings.policy.title', { name })}>
      <p className={classes.hint}>{t('settings.policy.text')}</p>
      {!canChange && <Notice tone="neutral">{t('settings.policy.directorOnly')}</Notice>}
      <QueryStates query={query}>
        {(policy) => (
          <>
            <p className={classes.hint}>
              {policy.version === 0 || policy.changedAt === null ? (
                t('settings.policy.never')
              ) : (
                <>
                  {t('settings.policy.changed', { version: policy.version, who: policy.changedBy ?? '' })}{' '}
                  <MomentText at={policy.changedAt} />
                </>
              )}
            </p>
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
