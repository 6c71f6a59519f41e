import { Button } from '@mantine/core';
import { app } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { useSession } from '../api/use-session.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import { MisfitNotice } from './misfit-notice.tsx';
import classes from './shell.module.css';

/** Says on every screen that the vault is damaged or read-only, and why. */
export function VaultBanner() {
  const t = useT();
  const { readOnly, bySpareKey, damagedRecords, misfit } = useSession();
  if (!readOnly && damagedRecords === 0) return null;
  return (
    <div className={classes.banner}>
      {bySpareKey && <ReadingNotice />}
      {misfit !== null && <MisfitNotice misfit={misfit} canAccept={!bySpareKey} />}
      {misfit === null && (!bySpareKey || damagedRecords > 0) && (
        <Notice
          tone="danger"
          role="status"
          title={t(readOnly && !bySpareKey ? 'session.banner.readOnly' : 'session.banner.damaged')}
        >
          {damagedRecords > 0
            ? t('session.banner.records', { count: damagedRecords })
            : t('session.banner.next')}
        </Notice>
      )}
    </div>
  );
}

function ReadingNotice() {
  const t = useT();
  const lock = useCall(() => app().session.lock({}));
  return (
    <Notice
      tone="warning"
      role="status"
      title={t('spareKey.banner.title')}
      actions={
        <Button size="xs" variant="default" loading={lock.isPending} onClick={() => void lock.run(undefined)}>
          {t('spareKey.banner.reopen')}
        </Button>
      }
    >
      {t('spareKey.banner.text')}
    </Notice>
  );
}
