import { useMemo } from 'react';
import type { StatementPeriod, StatementTotals } from '../../../contract/areas/statements.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table-column.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { QueryStates } from '../../ui/states.tsx';
import { FlowChart } from './flow-chart.tsx';
import { useTotals } from './use-statement.ts';
import classes from './accounts.module.css';

interface SummaryPartProps {
  readonly period: StatementPeriod;
  readonly currency: string;
}

type Counterparty = StatementTotals['counterparties'][number];

/** How money moved: over time, and by counterparty. */
export function SummaryPart({ period, currency }: SummaryPartProps) {
  const t = useT();
  const query = useTotals(period);
  const columns = useMemo(() => counterpartyColumns(t, currency), [t, currency]);
  return (
    <QueryStates query={query}>
      {(totals) => (
        <div className={classes.summary}>
          <FlowChart totals={totals} currency={currency} />
          <div className={classes.operations}>
            <DataTable
              label={t('accounts.summary.counterparties')}
              columns={columns}
              rows={totals.counterparties}
              rowKey={({ inn, name }) => `${inn} ${name}`}
            />
          </div>
          {totals.others !== null && (
            <div className={classes.foot}>
              {t('accounts.summary.others', { count: totals.others.count })}
              <MoneyText minor={totals.others.inMinor - totals.others.outMinor} currency={currency} />
            </div>
          )}
        </div>
      )}
    </QueryStates>
  );
}

function counterpartyColumns(t: Translate, currency: string): readonly Column<Counterparty>[] {
  const money = (id: 'inMinor' | 'outMinor', header: string): Column<Counterparty> => ({
    id,
    header,
    width: 150,
    align: 'right',
    cell: (row) => (row[id] === 0 ? '' : <MoneyText minor={row[id]} currency={currency} />),
    sortValue: (row) => row[id],
  });
  return [
    {
      id: 'name',
      header: t('accounts.operation.counterparty'),
      cell: ({ name }) => (
        <div className={classes.line} title={name}>
          {name === '' ? t('accounts.operation.nobody') : name}
        </div>
      ),
      sortValue: ({ name }) => name,
    },
    { id: 'inn', header: t('accounts.summary.inn'), width: 120, cell: ({ inn }) => inn },
    {
      id: 'count',
      header: t('accounts.summary.count'),
      width: 96,
      align: 'right',
      cell: ({ count }) => count,
      sortValue: ({ count }) => count,
    },
    money('inMinor', t('accounts.totals.in')),
    money('outMinor', t('accounts.totals.out')),
  ];
}
