import { useMemo } from 'react';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import type { Column } from '../../ui/data-table.tsx';
import { AccessesCell, AliveUntilCell, IpCell, LastUsedCell, NameCell } from './token-cells.tsx';
import { TokenStatusBadge } from './token-status.tsx';
import { statusRank } from './token-facts.ts';
import classes from './tokens.module.css';

/** How much the table can show side by side; what falls away is in the panel of the row. */
type Room = 'wide' | 'medium' | 'narrow' | 'tight';

/** Units: px of the table's own width; the columns below leave at least 150 px for the name. */
const ROOM: readonly (readonly [number, Room])[] = [
  [980, 'wide'],
  [730, 'medium'],
  [540, 'narrow'],
  [0, 'tight'],
];

const SHOWN: Readonly<Record<Room, readonly string[]>> = {
  wide: ['label', 'accesses', 'ips', 'lastUsed', 'aliveUntil', 'certificate', 'status'],
  medium: ['label', 'accesses', 'ips', 'lastUsed', 'aliveUntil', 'status'],
  narrow: ['label', 'accesses', 'aliveUntil', 'status'],
  tight: ['label', 'aliveUntil', 'status'],
};

/** Gives the columns that fit into the width. Units: px. */
export function useTokenColumns(width: number): readonly Column<TokenView>[] {
  const t = useT();
  const room = ROOM.find(([from]) => width === 0 || width >= from)?.[1] ?? 'wide';
  return useMemo(() => {
    const all = allColumns(t, room);
    return all.filter((column) => SHOWN[room].includes(column.id));
  }, [t, room]);
}

function allColumns(t: Translate, room: Room): readonly Column<TokenView>[] {
  const isWide = room === 'wide';
  return [
    {
      id: 'label',
      header: t('tokens.table.name'),
      cell: (token) => <NameCell token={token} />,
      sortValue: (token) => token.label,
    },
    {
      id: 'accesses',
      header: t('tokens.table.can'),
      width: isWide ? 236 : 164,
      cell: (token) => <AccessesCell token={token} roomPx={isWide ? 216 : 144} />,
      sortValue: (token) =>
        token.accesses.filter((access) => access.movesMoney).length * 100 + token.accesses.length,
    },
    {
      id: 'ips',
      header: t('tokens.table.ip'),
      width: 72,
      cell: (token) => <IpCell token={token} />,
      sortValue: (token) => (token.ipCheck === 'on' ? token.ips.length : -1),
    },
    {
      id: 'lastUsed',
      header: t('tokens.table.lastUsed'),
      width: 138,
      cell: (token) => <LastUsedCell token={token} />,
      sortValue: (token) => (token.lastUsedAt === null ? null : Date.parse(token.lastUsedAt)),
    },
    {
      id: 'aliveUntil',
      header: t('tokens.table.aliveUntil'),
      width: 116,
      cell: (token) => <AliveUntilCell token={token} />,
      sortValue: (token) => (token.aliveUntil === null ? null : Date.parse(token.aliveUntil)),
    },
    {
      id: 'certificate',
      header: t('tokens.table.certificate'),
      width: 128,
      cell: (token) => (
        <CertificateCell label={token.certificateLabel} none={t('tokens.table.noCertificate')} />
      ),
      sortValue: (token) => token.certificateLabel,
    },
    {
      id: 'status',
      header: t('tokens.table.status'),
      width: 128,
      cell: (token) => <TokenStatusBadge token={token} />,
      sortValue: (token) => statusRank(token),
    },
  ];
}

function CertificateCell({ label, none }: { readonly label: string | null; readonly none: string }) {
  if (label === null) return <span className={classes.dim}>{none}</span>;
  return (
    <div className={classes.line} title={label}>
      {label}
    </div>
  );
}
