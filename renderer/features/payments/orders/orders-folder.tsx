import { Button } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import type { OrdersFolderView } from '../../../../contract/areas/orders.ts';
import type { CompanyId } from '../../../../contract/values/ids.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/screen.tsx';
import { QueryStates } from '../../../ui/states.tsx';
import { FoundText, OpenFound, SetAside } from './found-notice.tsx';
import classes from './orders.module.css';
import { useOrdersFolder } from './use-orders-folder.ts';

/** The folder into which 1C exports: which one it is, how it is with it, and the files that wait in it. */
export function OrdersFolder() {
  const t = useT();
  const { companyId } = useCompany();
  const query = useOrdersFolder(companyId);
  return (
    <div className={classes.folder}>
      <Panel title={t('payments.orders.folder.title')}>
        <QueryStates query={query}>{(view) => <Folder companyId={companyId} view={view} />}</QueryStates>
      </Panel>
    </div>
  );
}

interface FolderProps {
  readonly companyId: CompanyId;
  readonly view: OrdersFolderView;
}

function Folder({ companyId, view }: FolderProps) {
  const t = useT();
  const { folder, problem } = view;
  const stale = { staleAfter: [keys.ordersFolder(companyId), keys.journal] };
  const choose = useCall(app().orders.chooseFolder, stale);
  const leave = useCall(app().orders.leaveFolder, stale);
  return (
    <div className={classes.folderBody}>
      <ErrorNotice error={choose.error ?? leave.error} />
      {folder === null ? (
        <p className={classes.folderText}>{t('payments.orders.folder.text')}</p>
      ) : (
        <div className={classes.folderPath}>{folder}</div>
      )}
      {problem !== null && (
        <Notice tone="warning" title={t('payments.orders.folder.problemTitle')} role="status">
          {t(`payments.orders.folder.problem.${problem === 'refused' ? 'refused' : 'missing'}`)}
        </Notice>
      )}
      {folder !== null && <Files view={view} />}
      <div className={classes.folderActions}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFolder size={16} aria-hidden />}
          loading={choose.isPending}
          onClick={() => void choose.run({ companyId })}
        >
          {t(folder === null ? 'payments.orders.folder.choose' : 'payments.orders.folder.change')}
        </Button>
        {folder !== null && (
          <Button
            variant="subtle"
            size="xs"
            color="gray"
            loading={leave.isPending}
            onClick={() => void leave.run({ companyId })}
          >
            {t('payments.orders.folder.leave')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Files({ view }: { readonly view: OrdersFolderView }) {
  const t = useT();
  const { files, waiting, old, lastLookAt, problem } = view;
  const isQuiet = files.length === 0 && waiting.length === 0;
  return (
    <>
      {isQuiet && problem === null && (
        <p className={classes.folderText}>
          {t(lastLookAt === null ? 'payments.orders.folder.looking' : 'payments.orders.folder.nothing')}
        </p>
      )}
      <ul className={classes.files}>
        {files.map((file) => (
          <li key={file.fileId} className={classes.file}>
            <span className={classes.fileText}>
              <strong>{t('payments.orders.count', { count: file.fresh })}</strong>
              {' · '}
              <FoundText file={file} />
            </span>
            <OpenFound file={file} />
            <SetAside file={file} />
          </li>
        ))}
        {waiting.map(({ name, why }) => (
          <li key={name} className={classes.file}>
            <span className={classes.fileText}>
              <span className={classes.fileName}>{name}</span>. {t(`payments.orders.folder.why.${why}`)}
            </span>
          </li>
        ))}
      </ul>
      {old > 0 && <p className={classes.folderText}>{t('payments.orders.folder.old', { count: old })}</p>}
    </>
  );
}
