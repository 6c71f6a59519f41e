import { Button, Group, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { OpenedBackup } from '../../../contract/areas/backup.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { BackupFacts } from './backup-contents.tsx';
import classes from './backup.module.css';

interface OpenBackupProps {
  readonly label: string;
  /** Offers to put it back, where main lets it. */
  readonly restores: boolean;
}

/** Chooses a backup, proves it, shows what is in it, and puts it back where that is offered. */
export function OpenBackup({ label, restores }: OpenBackupProps) {
  const [opened, setOpened] = useState<OpenedBackup | null>(null);
  const open = useCall(() => app().backup.open({}), { onDone: setOpened, staleAfter: [keys.backup] });
  const close = () => {
    setOpened(null);
    void app().backup.forget({});
  };
  return (
    <>
      <ErrorNotice error={open.error} />
      <Button variant="default" loading={open.isPending} onClick={() => void open.run(undefined)}>
        {label}
      </Button>
      {opened !== null && <OpenedDialog backup={opened} restores={restores} onClose={close} />}
    </>
  );
}

interface OpenedDialogProps {
  readonly backup: OpenedBackup;
  readonly restores: boolean;
  readonly onClose: () => void;
}

function OpenedDialog({ backup, restores, onClose }: OpenedDialogProps) {
  const t = useT();
  const take = useTakeSession();
  const restore = useCall(() => app().backup.restore({}), {
    onDone: (session) => {
      onClose();
      take(session);
      notifications.show({ color: 'green', message: t('backup.restore.done') });
    },
  });
  const isOffered = restores && backup.mayRestore;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t(isOffered ? 'backup.restore.title' : 'backup.proved.title')}
      closeOnEscape={!restore.isPending}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.action.close') }}
    >
      <div className={classes.stack}>
        {!isOffered && <p className={classes.text}>{t('backup.proved.text')}</p>}
        <BackupFacts backup={backup} />
        {isOffered && (
          <ul className={classes.steps}>
            <li>{t('backup.restore.payments')}</li>
            <li>{t('backup.restore.approvals')}</li>
            {backup.contents.secrets > 0 && <li>{t('backup.restore.secrets')}</li>}
            <li>{t('backup.restore.aside')}</li>
            <li>{t('backup.restore.director')}</li>
          </ul>
        )}
        <ErrorNotice error={restore.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} disabled={restore.isPending} data-autofocus>
            {t(isOffered ? 'common.action.cancel' : 'common.action.close')}
          </Button>
          {isOffered && (
            <Button loading={restore.isPending} onClick={() => void restore.run(undefined)}>
              {t('backup.restore.submit')}
            </Button>
          )}
        </Group>
      </div>
    </Modal>
  );
}
