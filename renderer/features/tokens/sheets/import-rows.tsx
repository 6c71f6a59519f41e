import type { ImportPreview, ImportRow } from '../../../../contract/areas/sheets.ts';
import { useT } from '../../../i18n/t.ts';
import { formatDate } from '../../../ui/dates.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { IconAlertTriangle, IconCircleCheck, IconCopy } from '@tabler/icons-react';
import { useAccessName } from '../use-access-name.ts';
import classes from './sheets.module.css';

const WIDTHS = {
  line: undefined,
  token: classes.name,
  issued: classes.issued,
  can: undefined,
  state: classes.state,
} as const;

/** What would come of each row: those with problems first. */
export function ImportRows({ preview }: { readonly preview: ImportPreview }) {
  const t = useT();
  const { rows, good, wrong, duplicates } = preview;
  const heads = ['line', 'token', 'issued', 'can', 'state'] as const;
  return (
    <section aria-label={t('sheets.import.rows.title')}>
      <h3 className={classes.title}>{t('sheets.import.rows.title')}</h3>
      <p className={classes.counts} role="status">
        {t('sheets.import.rows.counts', { good, wrong, duplicates })}
      </p>
      <div
        className={classes.scroller}
        data-part="rows"
        tabIndex={0}
        aria-label={t('sheets.import.rows.title')}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} className={WIDTHS[head]}>
                  {t(`sheets.import.rows.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.line} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < good + wrong + duplicates && (
        <p className={classes.counts}>{t('sheets.import.rows.first', { count: rows.length })}</p>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: ImportRow }) {
  const t = useT();
  const nameOf = useAccessName();
  const { line, label, companyName, issuer, issuedOn, accesses, unknownAccesses, ips } = row;
  const can = accesses.map(nameOf).join(', ');
  return (
    <tr>
      <td className={classes.number}>{line}</td>
      <td>
        <div className={classes.strong}>{label}</div>
        <div className={classes.under}>{companyName}</div>
      </td>
      <td>
        <div>{issuedOn === null ? '—' : formatDate(issuedOn)}</div>
        <div className={classes.under}>{issuer}</div>
      </td>
      <td>
        <div>{can === '' ? t('sheets.import.rows.noAccesses') : can}</div>
        <div className={classes.under}>{ips.join(', ')}</div>
      </td>
      <td>
        <State row={row} />
        {unknownAccesses.length > 0 && (
          <div className={classes.under}>
            {t('sheets.import.rows.unknown', { list: unknownAccesses.join(', ') })}
          </div>
        )}
      </td>
    </tr>
  );
}

function State({ row: { problems, isDuplicate } }: { readonly row: ImportRow }) {
  const t = useT();
  if (problems.length > 0) {
    return (
      <ul className={classes.problems}>
        {problems.map(({ field, problem, value }, at) => (
          <li key={at}>
            <IconAlertTriangle size={14} aria-hidden />
            {t(`sheets.import.problem.${problem}`, { field: t(`sheets.import.field.${field}`), value })}
          </li>
        ))}
      </ul>
    );
  }
  return isDuplicate ? (
    <StatusBadge tone="neutral" icon={<IconCopy size={14} aria-hidden />}>
      {t('sheets.import.rows.duplicate')}
    </StatusBadge>
  ) : (
    <StatusBadge tone="success" icon={<IconCircleCheck size={14} aria-hidden />}>
      {t('sheets.import.rows.good')}
    </StatusBadge>
  );
}
