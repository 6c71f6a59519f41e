import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconBan, IconCircleCheck, IconCopyCheck } from '@tabler/icons-react';
import type { OrderRow, OrderState } from '../../../../contract/areas/orders.ts';
import { formatDayText } from '../../../../contract/values/parse-day.ts';
import { useT } from '../../../i18n/t.ts';
import type { Column } from '../../../ui/data-table-column.ts';
import { MoneyText } from '../../../ui/money-text.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { Tone } from '../../../ui/tone.ts';
import listClasses from '../payments.module.css';

/** Below this width the payee needs the room more than the date does. Source: ui.md, 1024×700 must work. */
const WIDE = '(min-width: 1101px)';

interface Choice {
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
}

/** Tells whether an order may become a payment. */
export function isTakeable({ state }: OrderRow): boolean {
  return state === 'ready' || state === 'mend';
}

/** Gives the columns of the orders of a file; those that may not be taken in have no box. */
export function useOrderColumns(
  shown: readonly OrderRow[],
  { chosen, onChoose }: Choice,
): readonly Column<OrderRow>[] {
  const t = useT();
  const isWide = useMediaQuery(WIDE, true);
  const takeable = shown.filter(isTakeable);
  const count = takeable.filter(({ index }) => chosen.has(index)).length;
  const isAll = count > 0 && count === takeable.length;
  const setAll = () => {
    const next = new Set(chosen);
    for (const { index } of takeable)
      if (isAll) next.delete(index);
      else next.add(index);
    onChoose(next);
  };
  const columns: readonly Column<OrderRow>[] = [
    {
      id: 'mark',
      header: t('payments.orders.column.mark'),
      head: (
        <Checkbox
          size="xs"
          aria-label={t('payments.orders.markAll')}
          checked={isAll}
          indeterminate={count > 0 && !isAll}
          disabled={takeable.length === 0}
          onChange={setAll}
        />
      ),
      width: 38,
      cell: (row) =>
        isTakeable(row) && (
          <div className={listClasses.mark} onClick={(event) => event.stopPropagation()}>
            <Checkbox
              size="xs"
              tabIndex={-1}
              aria-label={t('payments.orders.mark', { number: row.number, payee: row.payeeName })}
              checked={chosen.has(row.index)}
              onChange={({ currentTarget: { checked } }) => {
                const next = new Set(chosen);
                if (checked) next.add(row.index);
                else next.delete(row.index);
                onChoose(next);
              }}
            />
          </div>
        ),
    },
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
