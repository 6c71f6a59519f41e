import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { working } from '../../../contract/callers.ts';
import type { PaymentSummary } from '../../../contract/areas/payments.ts';
import type { PaymentId } from '../../../contract/values/ids.ts';
import { useMay } from '../../api/use-may.ts';
import { useT } from '../../i18n/t.ts';
import type { Column } from '../../ui/data-table-column.ts';
import type { SortState } from '../../ui/data-table-sort.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { paths } from '../../ui/paths.ts';
import { toggled, type Marks } from './mark-column.tsx';
import { useCopy } from './use-copy.ts';

/** Units: px; two lines a row. */
const ROW_HEIGHT = 48;

interface PaymentTableProps extends Marks<PaymentId> {
  readonly payments: readonly PaymentSummary[];
  readonly columns: readonly Column<PaymentSummary>[];
  readonly sort: SortState | null;
  readonly onSort: (sort: SortState | null) => void;
  readonly empty: ReactNode;
}

/** The payments as a table: Enter opens, F9 copies, the space bar marks. */
export function PaymentTable({ payments, columns, sort, onSort, marked, onMark, empty }: PaymentTableProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const copy = useCopy();
  const isWorking = useMay(working);
  if (payments.length === 0) return <>{empty}</>;
  return (
    <>
      <ErrorNotice error={copy.error} />
      <DataTable
        label={t('payments.list.title')}
        columns={columns}
        rows={payments}
        rowKey={(row) => row.paymentId}
        rowHeight={ROW_HEIGHT}
        sort={sort}
        onSort={onSort}
        onOpen={(row) => navigate(paths.payment(row.paymentId))}
        onRowKey={(event, row) => {
          if (event.key === ' ') onMark(toggled(marked, row.paymentId));
          else if (event.key === 'F9' && isWorking) void copy.run({ paymentId: row.paymentId });
          else return false;
          return true;
        }}
        isRowDimmed={(row) => row.status === 'cancelled' || row.status === 'expired'}
      />
    </>
  );
}
