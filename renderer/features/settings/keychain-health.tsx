import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { Notice } from '../../ui/notice.tsx';

/** Says whether the keychain answers, and which one it is. */
export function KeychainHealth() {
  const t = useT();
  const { keychain } = useSession();
  const isOpen = keychain.state === 'ok';
  const backend = keychain.kind === 'os' ? keychain.backend : t('settings.storage.passphraseFile');
  return (
    <Notice
      tone={isOpen ? 'success' : 'danger'}
      role="status"
      title={t(`session.keychain.state.${keychain.state}`)}
    >
      {t('settings.storage.backend', { name: backend })}{' '}
      {keychain.kind === 'passphrase-file' && t('settings.storage.passphraseFileText')}
    </Notice>
  );
}
