import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconBan, IconCircleCheck, IconCopyCheck } from '@tabler/icons-react';
import type { OrderRow, OrderState } from '../../../../contract/areas/orders.ts';
import { formatDayText } from '../../../../contract/values/parse-day.ts';
import { useT } from '../../../i18n/t.ts';
import type { Column } from '../../../ui/data-table-column.ts';
import { MoneyText } from '../../../ui/money-text.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { markColumn, type Marks } from '../mark-column.tsx';
import { WIDE } from '../payment-columns.tsx';
import listClasses from '../payments.module.css';

/** Tells whether an order may become a payment. */
export function isTakeable({ state }: OrderRow): boolean {
  return state === 'ready' || state === 'mend';
}

/** Gives the columns of the orders of a file; those that may not be taken in have no box. */
export function useOrderColumns(
  shown: readonly OrderRow[],
  marks: Marks<number>,
): readonly Column<OrderRow>[] {
  const t = useT();
  const isWide = useMediaQuery(WIDE, true);
  const columns: readonly Column<OrderRow>[] = [
    markColumn<OrderRow, number>({
      ...marks,
      shown,
      keyOf: ({ index }) => index,
      hasBox: isTakeable,
      // What the filter hides stays as it is.
      allMarked: (keys, isAll) => {
        const these = new Set(keys);
        const others = [...marks.marked].filter((key) => !these.has(key));
        return new Set(isAll ? others : [...others, ...keys]);
      },
      header: t('payments.orders.column.mark'),
      allLabel: t('payments.orders.markAll'),
      labelOf: ({ number, payeeName }) => t('payments.orders.mark', { number, payee: payeeName }),
    }),
    {
      id: 'number',
      header: t('payments.orders.column.number'),
      align: 'right',
      width: 64,
      cell: ({ number }) => number,
      sortValue: ({ number }) => (/^\d+$/.test(number) ? Number(number) : null),
    },
    {
      id: 'date',
      header: t('payments.orders.column.date'),
      width: 92,
      cell: ({ date }) => (date === null ? '—' : formatDayText(date)),
      sortValue: ({ date }) => date,
    },
    {
      id: 'payee',
      header: t('payments.orders.column.payee'),
      cell: (row) => (
        <div className={listClasses.payeeCell}>
          <div className={listClasses.payee}>{row.payeeName}</div>
          <div className={listClasses.purpose} title={row.purpose}>
            {row.purpose}
          </div>
        </div>
      ),
      sortValue: ({ payeeName }) => payeeName,
    },
    {
      id: 'amount',
      header: t('payments.orders.column.amount'),
      align: 'right',
      width: 128,
      cell: ({ amountMinor }) => <MoneyText minor={amountMinor} strong />,
      sortValue: ({ amountMinor }) => amountMinor,
    },
    {
      id: 'state',
      header: t('payments.orders.column.state'),
      width: 148,
      cell: (row) => <StateBadge row={row} />,
      sortValue: ({ state }) => t(`payments.orders.state.${state}`),
    },
  ];
  return isWide ? columns : columns.filter(({ id }) => id !== 'date');
}

const TONES: Readonly<Record<OrderState, Tone>> = {
  ready: 'success',
  mend: 'danger',
  known: 'neutral',
  executed: 'neutral',
  received: 'neutral',
  other: 'neutral',
  foreign: 'warning',
  unfit: 'danger',
};

function StateBadge({ row: { state, known, faults } }: { readonly row: OrderRow }) {
  const t = useT();
  const isAlike = state === 'ready' && known !== null;
  const hasWarning = state === 'ready' && faults.length > 0;
  const Icon =
    state === 'ready' && !isAlike && !hasWarning
      ? IconCircleCheck
      : state === 'known'
        ? IconCopyCheck
        : state === 'ready' || state === 'mend' || state === 'foreign' || state === 'unfit'
          ? IconAlertTriangle
          : IconBan;
  return (
    <StatusBadge
      tone={isAlike || hasWarning ? 'warning' : TONES[state]}
      icon={<Icon size={14} aria-hidden />}
    >
      {isAlike ? t('payments.orders.alike') : t(`payments.orders.state.${state}`)}
    </StatusBadge>
  );
}
