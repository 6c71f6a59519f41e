import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBuildingBank } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import {
  MAX_DIRECTORY_BYTES,
  type BankDirectoryView,
  type BanksView,
} from '../../../contract/areas/banks.ts';
import { working } from '../../../contract/callers.ts';
import { app, unwrap } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useMay } from '../../api/use-may.ts';
import { useT } from '../../i18n/t.ts';
import { base64Of } from '../../ui/base64-of.ts';
import { formatDate } from '../../ui/dates.ts';
import { DropVeil } from '../../ui/drop-veil.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/screen.tsx';
import { QueryStates } from '../../ui/states.tsx';
import { useFileDrop } from '../../ui/use-file-drop.ts';
import classes from './settings.module.css';

/** The directory of banks: of which day it is, how old, and how a new one comes in. */
export function BanksSection() {
  const t = useT();
  const query = useQuery<BanksView>({ queryKey: keys.banks, queryFn: () => unwrap(app().banks.view({})) });
  const { pick, read, isOver } = useDirectoryFile();
  const isWorking = useMay(working);
  return (
    <Panel
      title={t('settings.banks.title')}
      aside={
        isWorking && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconBuildingBank size={16} aria-hidden />}
            loading={pick.isPending || read.isPending}
            onClick={() => void pick.run(undefined)}
          >
            {t(query.data?.directory === null ? 'settings.banks.pickFirst' : 'settings.banks.pick')}
          </Button>
        )
      }
    >
      <DropVeil isOver={isOver}>{t('settings.banks.dropHere')}</DropVeil>
      <p className={classes.text}>{t('settings.banks.text')}</p>
      <ErrorNotice error={read.error ?? pick.error} isReading />
      <QueryStates
        query={query}
        isEmpty={({ directory }) => directory === null}
        empty={<p className={classes.text}>{t('settings.banks.none')}</p>}
      >
        {({ directory }) => directory !== null && <Directory directory={directory} />}
      </QueryStates>
      {isWorking && <p className={classes.hint}>{t('settings.banks.how')}</p>}
    </Panel>
  );
}

function Directory({ directory }: { readonly directory: BankDirectoryView }) {
  const t = useT();
  const { businessDay, banks, importedAt, importedBy, ageDays, isOld } = directory;
  return (
    <>
      {isOld && <Notice tone="warning">{t('settings.banks.old', { count: ageDays })}</Notice>}
      <dl className={classes.facts}>
        <dt>{t('settings.banks.businessDay')}</dt>
        <dd>{formatDate(businessDay)}</dd>
        <dt>{t('settings.banks.count')}</dt>
        <dd>{banks.toLocaleString('ru-RU')}</dd>
        <dt>{t('settings.banks.imported')}</dt>
        <dd>{t('settings.banks.importedBy', { date: formatDate(importedAt), who: importedBy })}</dd>
      </dl>
    </>
  );
}

/** A file that is chosen in the system's dialog or dropped on the window. */
function useDirectoryFile() {
  const t = useT();
  const isWorking = useMay(working);
  const after = {
    staleAfter: [keys.banks, keys.payments, keys.journal],
    onDone: ({ businessDay }: BankDirectoryView) =>
      notifications.show({
        message: t('settings.banks.done', { date: formatDate(businessDay) }),
        color: 'green',
      }),
  };
  const pick = useCall(() => app().banks.pick({}), after);
  const read = useCall(
    async (file: File) =>
      app().banks.read({ fileName: file.name.slice(-255), content: await base64Of(file, LIMIT) }),
    after,
  );
  const isOver = useFileDrop(isWorking, ([file]) => file !== undefined && void read.run(file));
  return { pick, read, isOver };
}

const LIMIT = { most: MAX_DIRECTORY_BYTES, large: 'bank-directory-large' } as const;
