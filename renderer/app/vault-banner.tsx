import { useSession } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import classes from './shell.module.css';

/** Says on every screen that the vault is damaged or read-only. */
export function VaultBanner() {
  const t = useT();
  const { readOnly, damagedRecords } = useSession();
  if (!readOnly && damagedRecords === 0) return null;
  return (
    <div className={classes.banner}>
      <Notice
        tone="danger"
        role="status"
        title={t(readOnly ? 'session.banner.readOnly' : 'session.banner.damaged')}
      >
        {damagedRecords > 0
          ? t('session.banner.records', { count: damagedRecords })
          : t('session.banner.next')}
      </Notice>
    </div>
  );
}
