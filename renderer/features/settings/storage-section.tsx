import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { Panel } from '../../ui/screen.tsx';
import { KeychainHealth } from './keychain-health.tsx';
import { SpareKeyPanel } from './spare-key-panel.tsx';
import classes from './settings.module.css';

/** Where the secrets and the records are, told plainly. */
export function StorageSection() {
  const t = useT();
  const { recordsChecked, damagedRecords, misfit } = useSession();
  const isWhole = damagedRecords === 0 && misfit === null;
  return (
    <div className={classes.stack}>
      <Panel title={t('settings.tab.storage')}>
        <KeychainHealth />
        <dl className={classes.facts}>
          <dt>{t('settings.storage.tokens')}</dt>
          <dd>{t('settings.storage.tokensText')}</dd>
          <dt>{t('settings.storage.keys')}</dt>
          <dd>{t('settings.storage.keysText')}</dd>
          <dt>{t('settings.storage.records')}</dt>
          <dd>
            {t('settings.storage.recordsText')}{' '}
            {isWhole &&
              (recordsChecked === null
                ? t('settings.storage.recordsAreChecked')
                : t('settings.storage.recordsChecked', { count: recordsChecked }))}
          </dd>
          <dt>{t('settings.storage.passphrase')}</dt>
          <dd>{t('settings.storage.passphraseText')}</dd>
          <dt>{t('settings.storage.network')}</dt>
          <dd>{t('settings.storage.networkText')}</dd>
        </dl>
      </Panel>
      <SpareKeyPanel />
    </div>
  );
}
