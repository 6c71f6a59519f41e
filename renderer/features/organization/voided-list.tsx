import type { OrganizationView } from '../../../contract/areas/organization.ts';
import { useT } from '../../i18n/t.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { Panel } from '../../ui/screen.tsx';
import classes from './organization.module.css';

/** Documents that were signed and do not hold, because another version does. */
export function VoidedList({ voided }: { readonly voided: OrganizationView['voided'] }) {
  const t = useT();
  return (
    <Panel title={t('organization.voided.title')}>
      <p className={classes.hint}>{t('organization.voided.text')}</p>
      <ul className={classes.list}>
        {voided.map(({ kind, version, signedBy, issuedAt }) => (
          <li key={`${kind} ${version} ${issuedAt}`} className={classes.item}>
            <span>
              {t(`organization.fork.${kind}`, { version, names: signedBy.join(', ') })}{' '}
              <MomentText at={issuedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
