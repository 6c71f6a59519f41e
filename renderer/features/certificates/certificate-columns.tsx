import { useMemo } from 'react';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import type { Column } from '../../ui/data-table-column.ts';
import { formatDate } from '../../ui/dates.ts';
import { CertificateStateBadge, DaysLeft } from './certificate-state.tsx';
import { commonName } from './subject.ts';
import classes from './certificates.module.css';

/**
 * What falls away when the table gets narrower; the panel of the row has it all. Units: px of the table's own width.
 */
const LEFT_OUT: readonly (readonly [number, readonly string[]])[] = [
  [900, []],
  [620, ['subject', 'tokens']],
  [0, ['subject', 'tokens', 'state']],
];

/** Gives the columns that fit into the width. Units: px. */
export function useCertificateColumns(width: number): readonly Column<CertificateView>[] {
  const t = useT();
  const leftOut = LEFT_OUT.find(([from]) => width === 0 || width >= from)?.[1];
  return useMemo(() => allColumns(t).filter(({ id }) => leftOut?.includes(id) !== true), [t, leftOut]);
}

function allColumns(t: Translate): readonly Column<CertificateView>[] {
  return [
    {
      id: 'label',
      header: t('certificates.table.label'),
      cell: (one) => <TwoLines first={one.label} second={one.companyName} />,
      sortValue: (one) => one.label,
    },
    {
      id: 'subject',
      header: t('certificates.table.subject'),
      cell: (one) => (
        <TwoLines
          isPlain
          first={commonName(one.subject)}
          second={t('certificates.table.serialShort', { serial: one.serial })}
        />
      ),
      sortValue: (one) => commonName(one.subject),
    },
    {
      id: 'validity',
      header: t('certificates.table.validity'),
      width: 118,
      cell: (one) => (
        <TwoLines
          isPlain
          first={t('certificates.table.until', { date: formatDate(one.notAfter) })}
          second={t('certificates.table.from', { date: formatDate(one.notBefore) })}
        />
      ),
      sortValue: (one) => Date.parse(one.notAfter),
    },
    {
      id: 'daysLeft',
      header: t('certificates.table.daysLeft'),
      width: 146,
      cell: (one) => <DaysLeft certificate={one} />,
      sortValue: (one) => one.daysLeft,
    },
    {
      id: 'state',
      header: t('certificates.table.state'),
      width: 148,
      cell: (one) => <CertificateStateBadge certificate={one} />,
      sortValue: (one) => one.daysLeft,
    },
    {
      id: 'tokens',
      header: t('certificates.table.tokens'),
      width: 144,
      cell: (one) => <Tokens certificate={one} none={t('certificates.table.noTokens')} />,
      sortValue: (one) => one.boundTokens.length,
    },
  ];
}

interface TwoLinesProps {
  readonly first: string;
  readonly second: string;
  readonly isPlain?: boolean;
}

function TwoLines({ first, second, isPlain = false }: TwoLinesProps) {
  return (
    <>
      <div className={isPlain ? classes.mono : classes.label} title={first}>
        {first}
      </div>
      <div className={classes.under} title={second}>
        {second}
      </div>
    </>
  );
}

function OneLine({ text, title }: { readonly text: string; readonly title: string }) {
  return (
    <div className={classes.mono} title={title}>
      {text}
    </div>
  );
}

function Tokens({ certificate, none }: { readonly certificate: CertificateView; readonly none: string }) {
  const labels = certificate.boundTokens.map(({ label }) => label).join(', ');
  if (labels === '') return <span className={classes.under}>{none}</span>;
  return <OneLine text={labels} title={labels} />;
}
