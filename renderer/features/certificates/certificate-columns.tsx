import { useMemo } from 'react';
import type { CertificateView } from '../../../contract/areas/certificates.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import type { Column } from '../../ui/data-table.tsx';
import { formatDate } from '../../ui/dates.ts';
import { CertificateStateBadge, DaysLeft } from './certificate-state.tsx';
import { commonName } from './subject.ts';
import classes from './certificates.module.css';

/** Units: px of the table's width under which subject, serial number and tokens are left to the panel. */
const WIDE_FROM = 900;

/** Gives the columns that fit into the width. Units: px. */
export function useCertificateColumns(width: number): readonly Column<CertificateView>[] {
  const t = useT();
  const isWide = width === 0 || width >= WIDE_FROM;
  return useMemo(() => {
    const all = allColumns(t);
    return isWide ? all : all.filter(({ id }) => id !== 'serial' && id !== 'tokens' && id !== 'subject');
  }, [t, isWide]);
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
      cell: (one) => <OneLine text={commonName(one.subject)} title={one.subject} />,
      sortValue: (one) => commonName(one.subject),
    },
    {
      id: 'serial',
      header: t('certificates.table.serial'),
      width: 104,
      cell: (one) => <OneLine text={one.serial} title={one.serial} />,
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
      width: 132,
      cell: (one) => <DaysLeft certificate={one} />,
      sortValue: (one) => one.daysLeft,
    },
    {
      id: 'state',
      header: t('certificates.table.state'),
      width: 140,
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
