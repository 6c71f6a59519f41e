import { useT } from '../../i18n/t.ts';
import { Panel } from '../../ui/screen.tsx';
import { KeychainHealth } from './keychain-health.tsx';
import { SpareKeyPanel } from './spare-key-panel.tsx';
import classes from './settings.module.css';

/** Where the secrets and the records are, told plainly. */
export function StorageSection() {
  const t = useT();
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
          <dd>{t('settings.storage.recordsText')}</dd>
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
