import { Button, SegmentedControl } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useDeferredValue, useId, useState } from 'react';
import { working } from '../../../contract/callers.ts';
import type { AccountView } from '../../../contract/areas/accounts.ts';
import type { StatementPeriod } from '../../../contract/areas/statements.ts';
import { currencyOf } from '../../../contract/values/currencies.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { useMay } from '../../api/use-may.ts';
import { useT } from '../../i18n/t.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { QueryStates } from '../../ui/states.tsx';
import { ExportMenu } from './export-menu.tsx';
import { OperationsPart } from './operations-part.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { StatementFreshness } from './statement-freshness.tsx';
import { StatementTotals } from './statement-totals.tsx';
import { SummaryPart } from './summary-part.tsx';
import { usePeriod } from './use-period.ts';
import { useReadStatement, useStatementView } from './use-statement.ts';
import classes from './accounts.module.css';

interface StatementPanelProps {
  readonly companyId: CompanyId;
  readonly account: AccountView;
}

const PARTS = ['operations', 'summary'] as const;
type Part = (typeof PARTS)[number];

/** The statement of one account: period, totals, and either its operations or what they come to. */
export function StatementPanel({ companyId, account }: StatementPanelProps) {
  const t = useT();
  const id = useId();
  const period = usePeriod();
  const [text, setText] = useState('');
  const [part, setPart] = useState<Part>('operations');
  return (
    <section className={classes.statement} aria-labelledby={id}>
      <div className={classes.toolbar}>
        <h2 className={classes.heading} id={id} title={account.name}>
          {t('accounts.statement.of', { name: account.name })}
        </h2>
        <PeriodChoice state={period} />
        <SegmentedControl
          aria-label={t('accounts.statement.part')}
          data={PARTS.map((value) => ({ value, label: t(`accounts.statement.${value}`) }))}
          value={part}
          onChange={(value) => setPart(PARTS.find((one) => one === value) ?? 'operations')}
        />
        {part === 'operations' && (
          <SearchInput
            label={t('accounts.statement.search')}
            placeholder={t('accounts.statement.searchHint')}
            value={text}
            width={200}
            onChange={setText}
          />
        )}
      </div>
      {period.period !== null && (
        <Statement
          period={{ companyId, accountNumber: account.accountNumber, ...period.period }}
          currency={currencyOf(account)}
          text={text}
          part={part}
        />
      )}
    </section>
  );
}

interface StatementProps {
  readonly period: StatementPeriod;
  readonly currency: string;
  readonly text: string;
  readonly part: Part;
}

function Statement({ period, currency, text, part }: StatementProps) {
  const t = useT();
  const isWorking = useMay(working);
  const read = useReadStatement(period, isWorking);
  const query = useStatementView(period);
  const search = useDeferredValue(text);
  return (
    <QueryStates query={query}>
      {(view) => (
        <>
          <ErrorNotice error={read.error} isReading />
          <div className={classes.known}>
            <StatementFreshness view={view} />
            {isWorking && (
              <Button
                variant="default"
                size="xs"
                leftSection={<IconRefresh size={14} aria-hidden />}
                loading={read.isPending}
                onClick={() => void read.run(true)}
              >
                {t('accounts.statement.update')}
              </Button>
            )}
            <ExportMenu period={period} isEnabled={view.balances !== null} />
          </div>
          {view.balances !== null && <StatementTotals balances={view.balances} currency={currency} />}
          {part === 'operations' ? (
            <OperationsPart period={period} search={search} currency={currency} view={view} />
          ) : (
            <SummaryPart period={period} currency={currency} />
          )}
        </>
      )}
    </QueryStates>
  );
}
