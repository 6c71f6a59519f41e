import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupView } from '../../../contract/areas/backup.ts';
import { directing, working } from '../../../contract/callers.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useMay } from '../../api/use-may.ts';
import { useSession } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { GuideLink } from '../../ui/guide/guide-link.tsx';
import { OpenBackup } from '../../ui/backup/open-backup.tsx';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { MomentText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Fact, Facts } from '../../ui/payment/facts.tsx';
import { Panel } from '../../ui/screen.tsx';
import { QueryStates } from '../../ui/states.tsx';
import classes from './settings.module.css';

/** The backups of this computer: daily ones, the proof of one, one with secrets, and the move to another computer. */
export function BackupSection() {
  const t = useT();
  const { readOnly } = useSession();
  const query = useQuery<BackupView>({
    queryKey: keys.backup,
    queryFn: () => unwrap(app().backup.view({})),
  });
  const provedAt = query.data?.provedAt ?? null;
  return (
    <div className={classes.stack}>
      <QueryStates query={query}>
        {(view) => (
          <>
            {view.leftAt !== null && <LeftNotice leftAt={view.leftAt} />}
            <DailyPanel view={view} />
          </>
        )}
      </QueryStates>
      <Panel title={t('backup.proof.title')}>
        <p className={classes.text}>{t('backup.proof.text')}</p>
        {provedAt !== null && (
          <p className={classes.hint}>
            {t('backup.proof.last')} <MomentText at={provedAt} />
          </p>
        )}
        <OpenBackup
          label={t(readOnly ? 'backup.proof.openOrRestore' : 'backup.proof.open')}
          restores={readOnly}
        />
      </Panel>
      <SecretsPanel />
      <MovePanel />
    </div>
  );
}

function DailyPanel({ view }: { readonly view: BackupView }) {
  const t = useT();
  const { folder, lastAt, lastFile, kept, failure } = view;
  return (
    <Panel title={t('backup.daily.title')}>
      <p className={classes.text}>
        {t('backup.daily.text')} <GuideLink question="backup" />
      </p>
      {folder === null && (
        <Notice tone="warning" title={t('backup.daily.offTitle')} role="status">
          {t('backup.daily.offText')}
        </Notice>
      )}
      {failure !== null && (
        <Notice tone="danger" title={t('backup.daily.failedTitle')} role="status">
          <MomentText at={failure.at} />. {t(`errors.codes.${failure.code}.happened`)}{' '}
          {t(`errors.codes.${failure.code}.next`)}
        </Notice>
      )}
      <Facts>
        <Fact label={t('backup.daily.folder')}>{folder ?? t('backup.daily.noFolder')}</Fact>
        <Fact label={t('backup.daily.last')}>
          {lastAt === null ? t('backup.daily.never') : <MomentText at={lastAt} />}
        </Fact>
        {lastFile !== null && <Fact label={t('backup.daily.file')}>{lastFile}</Fact>}
        <Fact label={t('backup.daily.kept')}>{kept}</Fact>
      </Facts>
      <p className={classes.hint}>{t('backup.daily.rule')}</p>
      <DailyActions isOn={folder !== null} />
    </Panel>
  );
}

function DailyActions({ isOn }: { readonly isOn: boolean }) {
  const t = useT();
  const [isStopping, setStopping] = useState(false);
  const staleAfter = [keys.backup];
  const setUp = useCall(() => app().backup.setUp({}), { staleAfter });
  const make = useCall(() => app().backup.make({}), { staleAfter });
  const stop = useCall(() => app().backup.stop({}), { staleAfter, onDone: () => setStopping(false) });
  const { readOnly } = useSession();
  const isFixed = !useMay(working) || readOnly;
  return (
    <>
      <ErrorNotice error={setUp.error ?? make.error} />
      <div className={classes.actions}>
        {isOn && (
          <Button loading={make.isPending} disabled={isFixed} onClick={() => void make.run(undefined)}>
            {t('backup.daily.make')}
          </Button>
        )}
        <Button
          variant={isOn ? 'default' : 'filled'}
          loading={setUp.isPending}
          disabled={isFixed}
          onClick={() => void setUp.run(undefined)}
        >
          {t(isOn ? 'backup.daily.change' : 'backup.daily.setUp')}
        </Button>
        {isOn && (
          <Button variant="subtle" color="gray" disabled={isFixed} onClick={() => setStopping(true)}>
            {t('backup.daily.stop')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isStopping}
        title={t('backup.daily.stopTitle')}
        confirmLabel={t('backup.daily.stopSubmit')}
        isPending={stop.isPending}
        error={stop.error}
        onConfirm={() => void stop.run(undefined)}
        onClose={() => setStopping(false)}
      >
        {t('backup.daily.stopText')}
      </ConfirmDialog>
    </>
  );
}

function SecretsPanel() {
  const t = useT();
  const save = useCall(() => app().backup.saveWithSecrets({ leaves: false }), { staleAfter: [keys.backup] });
  const { readOnly } = useSession();
  const isFixed = !useMay(directing) || readOnly;
  return (
    <Panel title={t('backup.secrets.title')}>
      <p className={classes.text}>{t('backup.secrets.text')}</p>
      <p className={classes.hint}>{t('backup.secrets.hint')}</p>
      <ErrorNotice error={save.error} />
      <div className={classes.actions}>
        <Button
          variant="default"
          loading={save.isPending}
          disabled={isFixed}
          onClick={() => void save.run(undefined)}
        >
          {t('backup.secrets.save')}
        </Button>
      </div>
    </Panel>
  );
}

function MovePanel() {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const move = useCall(() => app().backup.saveWithSecrets({ leaves: true }), {
    staleAfter: [keys.backup],
    onDone: () => setAsking(false),
  });
  const { readOnly } = useSession();
  const isFixed = !useMay(directing) || readOnly;
  return (
    <Panel title={t('backup.move.title')}>
      <ol className={classes.text}>
        <li>{t('backup.move.step1')}</li>
        <li>{t('backup.move.step2')}</li>
        <li>{t('backup.move.step3')}</li>
        <li>{t('backup.move.step4')}</li>
      </ol>
      <p className={classes.text}>
        <GuideLink question="new-computer" />
      </p>
      <div className={classes.actions}>
        <Button variant="default" disabled={isFixed} onClick={() => setAsking(true)}>
          {t('backup.move.begin')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('backup.move.confirmTitle')}
        confirmLabel={t('backup.move.confirm')}
        isPending={move.isPending}
        error={move.error}
        onConfirm={() => void move.run(undefined)}
        onClose={() => setAsking(false)}
      >
        {t('backup.move.confirmText')}
      </ConfirmDialog>
    </Panel>
  );
}

function LeftNotice({ leftAt }: { readonly leftAt: string }) {
  const t = useT();
  const takeUp = useCall(() => app().backup.takeUp({}), { staleAfter: [keys.backup] });
  const isFixed = !useMay(directing);
  return (
    <Notice
      tone="warning"
      role="status"
      title={t('backup.left.title')}
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            loading={takeUp.isPending}
            disabled={isFixed}
            onClick={() => void takeUp.run(undefined)}
          >
            {t('backup.left.takeUp')}
          </Button>
          <ErrorNotice error={takeUp.error} />
        </>
      }
    >
      <MomentText at={leftAt} />. {t('backup.left.text')}
    </Notice>
  );
}
