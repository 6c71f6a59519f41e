import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ImportOrdersInput, OrderRow, OrdersDraft } from '../../../../contract/areas/orders.ts';
import { PaymentRoute } from '../../../../contract/areas/payments.ts';
import { formatMoney } from '../../../../contract/values/money.ts';
import { useT } from '../../../i18n/t.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { toggled } from '../mark-column.tsx';
import { isTakeable, useOrderColumns } from './order-columns.tsx';
import { OrderFaults } from './order-faults.tsx';
import classes from './orders.module.css';

type Chosen = Omit<ImportOrdersInput, 'companyId' | 'draftId'>;

interface OrdersReviewProps {
  readonly draft: OrdersDraft;
  readonly isPending: boolean;
  readonly onTake: (chosen: Chosen) => void;
}

const FILTERS = ['all', 'ready', 'mend', 'rest'] as const;
type Filter = (typeof FILTERS)[number];

/** Units: px; two lines a row. */
const ROW_HEIGHT = 48;

/** All orders of the file with all of their faults, and what is to be done with those that are chosen. */
export function OrdersReview({ draft, isPending, onTake }: OrdersReviewProps) {
  const t = useT();
  const { orders } = draft;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => usuallyChosen(orders));
  const [filter, setFilter] = useState<Filter>('all');
  const [opened, setOpened] = useState<OrderRow | null>(orders.find(({ state }) => state === 'mend') ?? null);
  const [route, setRoute] = useState<PaymentRoute>('direct');
  const shown = orders.filter((order) => filter === 'all' || filterOf(order) === filter);
  const columns = useOrderColumns(shown, { marked: chosen, onMark: setChosen });
  const taken = orders.filter(({ index }) => chosen.has(index));
  const take = (isSubmitted: boolean) =>
    onTake({ orders: taken.map(({ index }) => index), route, isSubmitted });
  const areAllKnown = orders.length > 0 && orders.every(({ state }) => state === 'known');
  return (
    <>
      {areAllKnown && <Notice tone="warning">{t('payments.orders.allKnown')}</Notice>}
      <div className={classes.toolbar}>
        <SegmentedControl
          size="xs"
          aria-label={t('payments.orders.filters')}
          value={filter}
          data={FILTERS.map((value) => ({
            value,
            label: `${t(`payments.orders.filter.${value}`)} ${String(countOf(orders, value))}`,
          }))}
          onChange={(value) => setFilter(FILTERS.find((one) => one === value) ?? 'all')}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('payments.form.route')}
          value={route}
          data={PaymentRoute.options.map((value) => ({
            value,
            label: value === 'direct' ? t('payments.form.routeDirect') : t('payments.form.routeBankDraft'),
          }))}
          onChange={(value) => setRoute(PaymentRoute.safeParse(value).data ?? 'direct')}
        />
      </div>
      <div className={classes.layout}>
        <DataTable
          label={t('payments.orders.title')}
          columns={columns}
          rows={shown}
          rowKey={({ index }) => String(index)}
          rowHeight={ROW_HEIGHT}
          selectedKey={opened === null ? null : String(opened.index)}
          onOpen={setOpened}
          onRowKey={(event, row) => {
            if (event.key !== ' ') return false;
            if (isTakeable(row)) setChosen(toggled(chosen, row.index));
            return true;
          }}
          isRowDimmed={(row) => !isTakeable(row)}
        />
        <OrderFaults order={opened} fileFaults={draft.faults} />
      </div>
      <div className={classes.bottom}>
        <ChosenText taken={taken} />
        <Button
          variant="default"
          disabled={taken.length === 0}
          loading={isPending}
          onClick={() => take(false)}
        >
          {t('payments.orders.asDrafts')}
        </Button>
        <Button
          disabled={!taken.some(({ state }) => state === 'ready')}
          loading={isPending}
          onClick={() => take(true)}
        >
          {t('payments.orders.andSubmit')}
        </Button>
      </div>
    </>
  );
}

function ChosenText({ taken }: { readonly taken: readonly OrderRow[] }) {
  const t = useT();
  if (taken.length === 0) return <span className={classes.chosen}>{t('payments.orders.chosenNone')}</span>;
  const sum = formatMoney(taken.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0));
  const toMend = taken.filter(({ state }) => state === 'mend').length;
  return (
    <span className={classes.chosen} role="status">
      <strong>{t('payments.orders.chosen', { count: taken.length, sum })}</strong>
      {toMend > 0 && `, ${t('payments.orders.ofThemMend', { count: toMend })}`}
    </span>
  );
}

/** What fits is chosen, but for what reads like a payment that is here: a person decides on that. */
function usuallyChosen(orders: readonly OrderRow[]): ReadonlySet<number> {
  return new Set(
    orders.filter((order) => isTakeable(order) && order.known === null).map(({ index }) => index),
  );
}

function filterOf({ state }: OrderRow): Filter {
  return state === 'ready' || state === 'mend' ? state : 'rest';
}

function countOf(orders: readonly OrderRow[], filter: Filter): number {
  return orders.filter((order) => filter === 'all' || filterOf(order) === filter).length;
}
