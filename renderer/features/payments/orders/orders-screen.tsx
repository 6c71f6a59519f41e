import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
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
import { base64Of } from '../../../ui/base64-of.ts';
import { DropVeil } from '../../../ui/drop-veil.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { paths } from '../../../ui/paths.ts';
import { Screen } from '../../../ui/screen.tsx';
import { useShortcut } from '../../../ui/shortcut.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { useFileDrop } from '../../../ui/use-file-drop.ts';
import { OrdersReview } from './orders-review.tsx';

/** Orders of a file of 1C: the file is chosen, read and shown whole; what a person chooses of it becomes payments. */
export function OrdersScreen() {
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
      <ErrorNotice error={read.error ?? pick.error ?? take.error} isReading />
      {draft === null ? (
        <EmptyState
          icon={<IconFileImport size={40} aria-hidden />}
          title={t('payments.orders.pickTitle')}
          text={t('payments.orders.pickText')}
          action={
            <Button onClick={choose} loading={pick.isPending || read.isPending} data-autofocus autoFocus>
              {t('payments.orders.pick')}
            </Button>
          }
        />
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
