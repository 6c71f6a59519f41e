import { IconArrowDownLeft, IconArrowUpRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import type { OperationView } from '../../../contract/areas/statements.ts';
import { formatMoney } from '../../../contract/values/money.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table-column.ts';
import { formatDate, formatTime } from '../../ui/dates.ts';
import { paths } from '../../ui/paths.ts';
import classes from './accounts.module.css';

/** Units: px; two lines of text. */
const ROW_HEIGHT = 46;

/** The bank's word for a sum that is held and not yet taken. Source: tapi.md §5.3, `operationStatus`. */
const HELD = 'Authorization';

interface OperationsTableProps {
  readonly operations: readonly OperationView[];
  /** Of the account. */
  readonly currency: string;
}

/** The operations of a statement, the newest first until a column is chosen; our own payments open by Enter. */
export function OperationsTable({ operations, currency }: OperationsTableProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const columns = useMemo(() => operationColumns(t, currency), [t, currency]);
  return (
    <DataTable
      label={t('accounts.statement.title')}
      columns={columns}
      rows={operations}
      rowKey={operationKey}
      onOpen={({ paymentId }) => {
        if (paymentId !== null) navigate(paths.payment(paymentId));
      }}
      rowHeight={ROW_HEIGHT}
    />
  );
}

function operationColumns(t: Translate, currency: string): readonly Column<OperationView>[] {
  return [
    {
      id: 'at',
      header: t('accounts.operation.at'),
      width: 100,
      cell: ({ at }) => <When at={at} />,
      sortValue: ({ at }) => (at === null ? null : Date.parse(at)),
    },
    {
      id: 'number',
      header: t('accounts.operation.number'),
      width: 76,
      cell: ({ documentNumber, paymentId }) =>
        paymentId === null ? (
          <div className={classes.line}>{documentNumber}</div>
        ) : (
          <Link className={classes.line} href={paths.payment(paymentId)} title={t('accounts.operation.ours')}>
            {documentNumber}
          </Link>
        ),
      sortValue: ({ documentNumber }) => Number.parseInt(documentNumber, 10) || null,
    },
    {
      id: 'counterparty',
      header: t('accounts.operation.counterparty'),
      cell: (operation) => <Counterparty operation={operation} />,
      sortValue: ({ counterpartyName }) => counterpartyName,
    },
    {
      id: 'purpose',
      header: t('accounts.operation.purpose'),
      cell: ({ purpose }) => (
        <div className={classes.purpose} title={purpose}>
          {purpose}
        </div>
      ),
    },
    {
      id: 'amount',
      header: t('accounts.operation.amount'),
      width: 168,
      align: 'right',
      cell: (operation) => <Sum operation={operation} currency={currency} />,
      sortValue: ({ direction, amountMinor }) => (direction === 'in' ? amountMinor : -amountMinor),
    },
  ];
}

function When({ at }: { readonly at: string | null }) {
  if (at === null) return <span className={classes.dim}>—</span>;
  return (
    <time dateTime={at}>
      <div className={classes.line}>{formatDate(at)}</div>
      <div className={classes.under}>{formatTime(at)}</div>
    </time>
  );
}

function Counterparty({ operation }: { readonly operation: OperationView }) {
  const t = useT();
  const { counterpartyName, counterpartyInn } = operation;
  return (
    <>
      <div className={classes.line} title={counterpartyName}>
        {counterpartyName === '' ? t('accounts.operation.nobody') : counterpartyName}
      </div>
      {counterpartyInn !== '' && (
        <div className={classes.under}>{t('accounts.operation.inn', { inn: counterpartyInn })}</div>
      )}
    </>
  );
}

/** The direction is said by the sign and by the arrow. */
function Sum({ operation, currency }: { readonly operation: OperationView; readonly currency: string }) {
  const t = useT();
  const isIn = operation.direction === 'in';
  const Icon = isIn ? IconArrowDownLeft : IconArrowUpRight;
  const money = formatMoney(operation.amountMinor, currency);
  return (
    <>
      <span className={isIn ? `${classes.sum} ${classes.in}` : classes.sum}>
        <Icon
          size={14}
          className={classes.dim}
          role="img"
          aria-label={isIn ? t('accounts.operation.in') : t('accounts.operation.out')}
        />
        {isIn ? `+${money}` : `\u2212${money}`}
      </span>
      {operation.status === HELD && <div className={classes.under}>{t('accounts.operation.held')}</div>}
    </>
  );
}

function operationKey(operation: OperationView): string {
  return operation.key;
}
