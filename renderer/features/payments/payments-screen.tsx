import { Button, Tabs } from '@mantine/core';
import { IconCash, IconFileImport, IconPlus, IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import { PaymentGroup, type PaymentSummary, type SubmittedMany } from '../../../contract/areas/payments.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { useCompany } from '../../api/use-session.ts';
import { useT } from '../../i18n/t.ts';
import { sortRows, type SortState } from '../../ui/data-table-sort.ts';
import { paths } from '../../ui/paths.ts';
import { Screen } from '../../ui/screen.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { EmptyState, QueryStates } from '../../ui/states.tsx';
import { LimitsStrip } from './limits-strip.tsx';
import { ManyActions } from './many/many-actions.tsx';
import { SendingNotice } from './many/sending-notice.tsx';
import { SubmittedNotice } from './many/submitted-notice.tsx';
import { FoundNotice } from './orders/found-notice.tsx';
import { usePaymentColumns } from './payment-columns.tsx';
import type { Marks } from './mark-column.tsx';
import { countGroups, ofGroup, search } from './payment-filter.ts';
import { PaymentTable } from './payment-table.tsx';
import classes from './payments.module.css';
import { PrintMenu } from './print-menu.tsx';
import { usePayments } from './use-payments.ts';

/** All payments of the company by state: to find, to open, to copy, to print, to begin a new one. */
export function PaymentsScreen() {
  const t = useT();
  const [, navigate] = useLocation();
  const query = usePayments(useCompany().companyId);
  const [group, setGroup] = useState<PaymentGroup>('all');
  const [text, setText] = useState('');
  const [sort, setSort] = useState<SortState | null>(null);
  const [marked, setMarked] = useState<Marks<PaymentId>['marked']>(() => new Set());
  const [submitted, setSubmitted] = useState<SubmittedMany | null>(null);
  const shown = search(ofGroup(query.data ?? [], group), text);
  const columns = usePaymentColumns(shown, { marked, onMark: setMarked });
  const shownMarked = shown.filter(({ paymentId }) => marked.has(paymentId));
  const areMarked = shownMarked.length > 0;
  const isWorking = useMay(working);
  const startNew = () => navigate(paths.newPayment);
  useShortcut({ keys: 'Insert', label: t('payments.list.new'), run: startNew, isEnabled: isWorking });
  useShortcut({ keys: 'F5', label: t('common.action.refresh'), run: () => void query.refetch() });
  const newButton = isWorking && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={startNew}>
      {t('payments.list.new')}
    </Button>
  );
  return (
    <Screen
      layout="fill"
      title={t('payments.list.title')}
      subtitle={t('payments.list.subtitle')}
      actions={
        <>
          <PrintMenu
            payments={sortRows(areMarked ? shownMarked : shown, columns, sort)}
            areMarked={areMarked}
          />
          <Button
            component={Link}
            href={paths.templates}
            variant="default"
            leftSection={<IconRepeat size={16} aria-hidden />}
          >
            {t('payments.templates.title')}
          </Button>
          {isWorking && (
            <Button
              component={Link}
              href={paths.orders}
              variant="default"
              leftSection={<IconFileImport size={16} aria-hidden />}
              title={t('payments.orders.buttonHint')}
            >
              {t('payments.orders.button')}
            </Button>
          )}
          {newButton}
        </>
      }
    >
      {isWorking && <FoundNotice />}
      <QueryStates
        query={query}
        isEmpty={(payments) => payments.length === 0}
        empty={
          <EmptyState
            icon={<IconCash size={40} aria-hidden />}
            title={t('payments.list.emptyTitle')}
            text={t('payments.list.emptyText')}
            action={newButton}
          />
        }
      >
        {(payments) => (
          <>
            <LimitsStrip />
            <SendingNotice payments={payments} />
            {submitted !== null && (
              <SubmittedNotice done={submitted} payments={payments} onClose={() => setSubmitted(null)} />
            )}
            <div className={classes.toolbar}>
              <GroupTabs payments={payments} group={group} onChange={setGroup} />
              <SearchInput
                label={t('payments.list.searchLabel')}
                placeholder={t('payments.list.search')}
                value={text}
                onChange={setText}
                width={184}
              />
            </div>
            {isWorking && areMarked && <ManyActions marked={shownMarked} onSubmitted={setSubmitted} />}
            <PaymentTable
              payments={shown}
              columns={columns}
              sort={sort}
              onSort={setSort}
              marked={marked}
              onMark={setMarked}
              empty={<NothingShown text={text} onClear={() => setText('')} />}
            />
          </>
        )}
      </QueryStates>
    </Screen>
  );
}

interface GroupTabsProps {
  readonly payments: readonly PaymentSummary[];
  readonly group: PaymentGroup;
  readonly onChange: (group: PaymentGroup) => void;
}

function GroupTabs({ payments, group, onChange }: GroupTabsProps) {
  const t = useT();
  const counts = countGroups(payments);
  return (
    <Tabs value={group} onChange={(value) => onChange(PaymentGroup.safeParse(value).data ?? 'all')}>
      <Tabs.List aria-label={t('payments.list.groups')} className={classes.tabs}>
        {PaymentGroup.options.map((one) => (
          <Tabs.Tab key={one} value={one} className={classes.tab}>
            {t(`payments.list.group.${one}`)} <span className={classes.count}>{counts[one]}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

function NothingShown({ text, onClear }: { readonly text: string; readonly onClear: () => void }) {
  const t = useT();
  if (text === '') {
    return <EmptyState title={t('payments.list.emptyGroupTitle')} text={t('payments.list.emptyGroupText')} />;
  }
  return (
    <EmptyState
      title={t('payments.list.notFoundTitle')}
      text={t('payments.list.notFoundText', { text })}
      action={
        <Button variant="default" onClick={onClear}>
          {t('payments.list.clearSearch')}
        </Button>
      }
    />
  );
}
