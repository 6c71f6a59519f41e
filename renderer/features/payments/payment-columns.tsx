import { useMediaQuery } from '@mantine/hooks';
import type { PaymentSummary } from '../../../contract/areas/payments.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import type { Column } from '../../ui/data-table-column.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { PaymentStatusBadge } from '../../ui/payment/payment-status-badge.tsx';
import { markColumn, type Marks } from './mark-column.tsx';
import classes from './payments.module.css';

/** Below this width the payee needs the room more than the preparer does. Source: ui.md, 1024×700 must work. */
export const WIDE = '(min-width: 1101px)';

/** Gives the columns of the list of payments, beginning with the marks of those that are shown. */
export function usePaymentColumns(
  shown: readonly PaymentSummary[],
  marks: Marks<PaymentId>,
): readonly Column<PaymentSummary>[] {
  const t = useT();
  const isWide = useMediaQuery(WIDE, true);
  const box = markColumn<PaymentSummary, PaymentId>({
    ...marks,
    shown,
    keyOf: ({ paymentId }) => paymentId,
    allMarked: (keys, isAll) => new Set(isAll ? [] : keys),
    header: t('payments.list.column.mark'),
    allLabel: t('payments.list.markAll'),
    labelOf: ({ documentNumber, payeeName }) =>
      t('payments.list.mark', { number: documentNumber, payee: payeeName }),
  });
  const columns = [box, ...allColumns(t)];
  return isWide ? columns : columns.filter((column) => column.id !== 'preparedBy');
}

function allColumns(t: Translate): readonly Column<PaymentSummary>[] {
  return [
    payeeColumn(t),
    {
      id: 'amount',
      header: t('payments.list.column.amount'),
      align: 'right',
      width: 128,
      cell: (row) => <Amount row={row} />,
      sortValue: (row) => row.amountMinor,
    },
    {
      id: 'number',
      header: t('payments.list.column.number'),
      align: 'right',
      width: 68,
      cell: (row) => row.documentNumber,
      sortValue: (row) => (row.documentNumber === '' ? null : Number(row.documentNumber)),
    },
    {
      id: 'status',
      header: t('payments.list.column.status'),
      width: 164,
      cell: (row) => <PaymentStatusBadge status={row.status} mark={row.mark} />,
      sortValue: (row) =>
        row.mark === null ? t(`payments.status.${row.status}`) : t(`payments.mark.${row.mark}`),
    },
    {
      id: 'preparedBy',
      header: t('payments.list.column.preparedBy'),
      width: 124,
      cell: (row) => row.preparedBy,
      sortValue: (row) => row.preparedBy,
    },
    {
      id: 'updated',
      header: t('payments.list.column.updated'),
      width: 136,
      cell: (row) => (
        <span className={classes.moment}>
          <MomentText at={row.updatedAt} />
        </span>
      ),
      sortValue: (row) => row.updatedAt,
    },
  ];
}

function payeeColumn(t: Translate): Column<PaymentSummary> {
  return {
    id: 'payee',
    header: t('payments.list.column.payee'),
    cell: (row) => (
      <div className={classes.payeeCell}>
        <div className={classes.payee}>
          {row.payeeName === '' ? (
            <span className={classes.missing}>{t('payments.list.noPayee')}</span>
          ) : (
            row.payeeName
          )}
        </div>
        <div className={classes.purpose} title={row.purpose}>
          {row.route === 'bank-draft' && <span>{t('payments.list.bankDraft')} · </span>}
          {row.purpose === '' ? t('payments.list.noPurpose') : row.purpose}
        </div>
      </div>
    ),
    sortValue: (row) => row.payeeName,
  };
}

function Amount({ row }: { readonly row: PaymentSummary }) {
  const t = useT();
  if (row.amountMinor === null) return <span className={classes.missing}>{t('payments.list.noAmount')}</span>;
  return <MoneyText minor={row.amountMinor} strong />;
}
