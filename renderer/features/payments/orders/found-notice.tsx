import { Anchor, Button } from '@mantine/core';
import { Link } from 'wouter';
import type { FoundOrders } from '../../../../contract/areas/orders.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { paths } from '../../../ui/paths.ts';
import classes from './orders.module.css';
import { useOrdersFolder } from './use-orders-folder.ts';

/** The newest file of 1C that waits in the folder, or that the folder is away; nothing when there is no news. */
export function FoundNotice() {
  const t = useT();
  const { data } = useOrdersFolder(useCompany().companyId);
  const [newest, ...others] = data?.files ?? [];
  const problem = data?.problem ?? null;
  if (newest === undefined) return problem === null ? null : <FolderAway />;
  return (
    <div className={classes.notice}>
      <Notice
        tone="info"
        title={t('payments.orders.found.title', {
          orders: t('payments.orders.count', { count: newest.fresh }),
        })}
        role="status"
        actions={
          <>
            <OpenFound file={newest} />
            <SetAside file={newest} />
          </>
        }
      >
        <FoundText file={newest} />
        {others.length > 0 && (
          <div>
            <Anchor component={Link} href={paths.orders} size="sm">
              {t('payments.orders.found.others', { count: others.length })}
            </Anchor>
          </div>
        )}
      </Notice>
    </div>
  );
}

function FolderAway() {
  const t = useT();
  return (
    <div className={classes.notice}>
      <Notice
        tone="warning"
        title={t('payments.orders.folder.problemTitle')}
        role="status"
        actions={
          <Button component={Link} href={paths.orders} size="xs" variant="default">
            {t('payments.orders.folder.show')}
          </Button>
        }
      />
    </div>
  );
}

/** When the file was written, and what is known of its orders already. */
export function FoundText({ file }: { readonly file: FoundOrders }) {
  const t = useT();
  const { name, modifiedAt, orders, fresh, isThere } = file;
  return (
    <>
      <span className={classes.fileName}>{name}</span>, <MomentText at={modifiedAt} />
      {fresh < orders && `. ${t('payments.orders.found.known', { count: orders - fresh })}`}
      {!isThere && `. ${t('payments.orders.found.gone')}`}
    </>
  );
}

export function OpenFound({ file }: { readonly file: FoundOrders }) {
  const t = useT();
  return (
    <Button
      component={Link}
      href={paths.foundOrders(file.fileId)}
      size="xs"
      aria-label={t('payments.orders.found.openNamed', { orders: ordersText(t, file) })}
    >
      {t('common.action.open')}
    </Button>
  );
}

export function SetAside({ file }: { readonly file: FoundOrders }) {
  const t = useT();
  const { companyId } = useCompany();
  const setAside = useCall(app().orders.setAside, { staleAfter: [keys.ordersFolder(companyId)] });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        title={t('payments.orders.found.setAsideHint')}
        aria-label={t('payments.orders.found.setAsideNamed', { orders: ordersText(t, file) })}
        loading={setAside.isPending}
        onClick={() => void setAside.run({ companyId, fileId: file.fileId })}
      >
        {t('payments.orders.found.setAside')}
      </Button>
      <ErrorNotice error={setAside.error} />
    </>
  );
}

function ordersText(t: Translate, { name, fresh }: FoundOrders): string {
  return `${name}, ${t('payments.orders.count', { count: fresh })}`;
}
