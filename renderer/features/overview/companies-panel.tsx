import { IconAlertTriangle } from '@tabler/icons-react';
import type { CompanyLine } from '../../../contract/areas/overview.ts';
import type { CompanyId } from '../../../contract/values/ids.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useTakeSession } from '../../api/use-take-session.ts';
import { useT } from '../../i18n/t.ts';
import { DateText } from '../../ui/date-text.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Panel } from '../../ui/screen.tsx';
import classes from './overview.module.css';

interface CompaniesPanelProps {
  readonly companies: readonly CompanyLine[];
  /** A company was chosen and is on the screen. */
  readonly onChosen: () => void;
}

/** One line for each company, the one in most trouble first; a name goes to it. */
export function CompaniesPanel({ companies, onChosen }: CompaniesPanelProps) {
  const t = useT();
  const take = useTakeSession();
  const select = useCall(app().session.selectCompany, {
    onDone: (session) => {
      onChosen();
      take(session);
    },
  });
  return (
    <Panel title={t('overview.companies.title')}>
      <ErrorNotice error={select.error} />
      <div className={classes.companiesRoom}>
        <table className={classes.companies}>
          <thead>
            <tr>
              <th scope="col">{t('overview.companies.name')}</th>
              <th scope="col" data-align="right">
                {t('overview.companies.tokens')}
              </th>
              <th scope="col">{t('overview.companies.troubled')}</th>
              <th scope="col">{t('overview.companies.nearest')}</th>
              <th scope="col" data-align="right">
                {t('overview.companies.approvals')}
              </th>
              <th scope="col" data-align="right">
                {t('overview.companies.available')}
              </th>
            </tr>
          </thead>
          <tbody>
            {companies.map((line) => (
              <Line key={line.companyId} line={line} onOpen={(companyId) => void select.run({ companyId })} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface LineProps {
  readonly line: CompanyLine;
  readonly onOpen: (companyId: CompanyId) => void;
}

function Line({ line, onOpen }: LineProps) {
  const t = useT();
  const { approvals } = line;
  return (
    <tr>
      <th scope="row">
        <button type="button" className={classes.company} onClick={() => onOpen(line.companyId)}>
          {line.name}
        </button>
      </th>
      <td data-align="right">{line.tokens}</td>
      <td>
        {line.troubled === 0 ? (
          <span className={classes.dim}>{t('overview.companies.calm')}</span>
        ) : (
          <span className={classes.soonText}>
            <IconAlertTriangle size={14} aria-hidden />{' '}
            {t('overview.companies.look', { count: line.troubled })}
          </span>
        )}
      </td>
      <td>
        {line.nearest !== null && (
          <span className={classes.nearest} title={line.nearest}>
            {line.nearestAt !== null && <DateText at={line.nearestAt} />} {line.nearest}
          </span>
        )}
      </td>
      <td data-align="right">
        {approvals === null || approvals.count === 0 ? (
          <span className={classes.dim}>—</span>
        ) : (
          <>
            {t('overview.companies.payments', { count: approvals.count })} ·{' '}
            <MoneyText minor={approvals.totalMinor} />
          </>
        )}
      </td>
      <td data-align="right">
        {line.availableMinor === null ? (
          <span className={classes.dim}>{t('overview.companies.unknown')}</span>
        ) : (
          <MoneyText minor={line.availableMinor} strong />
        )}
      </td>
    </tr>
  );
}
