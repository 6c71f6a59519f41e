import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import {
  MAX_ORDERS_BYTES,
  type ImportOrdersInput,
  type OrdersDone,
  type OrdersDraft,
} from '../../../../contract/areas/orders.ts';
import { app } from '../../../api/client.ts';
import { keys } from '../../../api/keys.ts';
import { useCall } from '../../../api/use-call.ts';
import { useCompany } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { GuideLink } from '../../../ui/guide/guide-link.tsx';
import { base64Of } from '../../../ui/base64-of.ts';
import { DropVeil } from '../../../ui/drop-veil.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { Screen } from '../../../ui/screen.tsx';
import { useShortcut } from '../../../ui/shortcut.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { useFileDrop } from '../../../ui/use-file-drop.ts';
import { OrdersFolder } from './orders-folder.tsx';
import { OrdersReview } from './orders-review.tsx';
import classes from './orders.module.css';

/**
 * Orders of a file of 1C: the file is chosen, or lies in the folder of 1C (`fileId`); it is read and shown whole.
 * What a person chooses of it becomes payments.
 */
export function OrdersScreen({ fileId }: { readonly fileId: string | null }) {
  const t = useT();
  const { companyId } = useCompany();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<OrdersDraft | null>(null);
  const pick = useCall(app().orders.pick, { onDone: setDraft });
  const read = useCall(
    async (file: File) =>
      app().orders.read({ companyId, fileName: file.name, content: await base64Of(file, LIMIT) }),
    { onDone: setDraft },
  );
  const found = useCall(app().orders.openFound, { onDone: setDraft });
  const { run: openFound } = found;
  useEffect(() => {
    if (fileId !== null) void openFound({ companyId, fileId });
    // Once for each file: what was read is decided on, also when another one comes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fileId]);
  const isOver = useFileDrop(true, ([file]) => file !== undefined && void read.run(file));
  const discard = useCall(app().orders.discard);
  const leave = () => {
    if (draft !== null) void discard.run({ draftId: draft.draftId });
    navigate(paths.payments);
  };
  const take = useCall((input: ImportOrdersInput) => app().orders.import(input), {
    staleAfter: [keys.journal],
    onDone: ({ submitted, approved, drafts }: OrdersDone) => {
      notifications.show({
        message: t('payments.orders.done', { submitted, approved, drafts }),
        color: 'green',
      });
      navigate(paths.payments);
    },
  });
  const choose = () => void pick.run({ companyId });
  useShortcut({ keys: 'Esc', label: t('payments.details.back'), run: leave });
  return (
    <Screen
      layout="fill"
      title={t('payments.orders.title')}
      subtitle={
        draft === null
          ? undefined
          : t('payments.orders.subtitle', { file: draft.fileName, encoding: draft.encoding })
      }
      actions={
        draft !== null && (
          <Button variant="default" onClick={choose} loading={pick.isPending}>
            {t('payments.orders.pickOther')}
          </Button>
        )
      }
    >
      <DropVeil isOver={isOver}>{t('payments.orders.dropHere')}</DropVeil>
      <ErrorNotice error={read.error ?? pick.error ?? found.error ?? take.error} isReading />
      {draft === null ? (
        <div className={classes.start}>
          <EmptyState
            icon={<IconFileImport size={40} aria-hidden />}
            title={t('payments.orders.pickTitle')}
            text={t('payments.orders.pickText')}
            action={
              <div className={classes.firstStep}>
                <Button
                  onClick={choose}
                  loading={pick.isPending || read.isPending || found.isPending}
                  data-autofocus
                  autoFocus
                >
                  {t('payments.orders.pick')}
                </Button>
                <GuideLink question="file-of-1c" />
              </div>
            }
          />
          <OrdersFolder />
        </div>
      ) : (
        <OrdersReview
          key={draft.draftId}
          draft={draft}
          isPending={take.isPending}
          onTake={(chosen) => void take.run({ companyId, draftId: draft.draftId, ...chosen })}
        />
      )}
    </Screen>
  );
}

const LIMIT = { most: MAX_ORDERS_BYTES, large: 'orders-large' } as const;
