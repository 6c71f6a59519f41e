import { useMemo } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import type { TokenColumn } from '../../../../contract/areas/views.ts';
import { useT, type Translate } from '../../../i18n/t.ts';
import type { Column } from '../../../ui/data-table-column.ts';
import { DateText } from '../../../ui/date-text.tsx';
import { AccessesCell, AliveUntilCell, IpCell, LastUsedCell, NameCell } from './token-cells.tsx';
import { TokenStatusBadge } from './token-status.tsx';
import { statusRank } from '../token-facts.ts';
import classes from '../tokens.module.css';

/** How much the table can show side by side; what falls away is in the panel of the row. */
type Room = 'wide' | 'medium' | 'narrow' | 'tight';

/** Units: px of the table's own width; the columns below leave at least 150 px for the name. */
const ROOM: readonly (readonly [number, Room])[] = [
  [980, 'wide'],
  [730, 'medium'],
  [540, 'narrow'],
  [0, 'tight'],
];

const SHOWN: Readonly<Record<Room, readonly TokenColumn[]>> = {
  wide: ['label', 'accesses', 'ips', 'lastUsed', 'aliveUntil', 'certificate', 'status'],
  medium: ['label', 'accesses', 'ips', 'lastUsed', 'aliveUntil', 'status'],
  narrow: ['label', 'accesses', 'aliveUntil', 'status'],
  tight: ['label', 'aliveUntil', 'status'],
};

/** Units: px; what the name keeps when a person has chosen so many columns that the table scrolls. */
const NAME_WIDTH = 220;

export interface TokenColumns {
  readonly columns: readonly Column<TokenView>[];
  /** Units: px. */
  readonly minWidth: number | undefined;
}

/**
 * Gives the columns that a person has chosen, in that order; without a choice those that fit into the width. Units: px.
 */
export function useTokenColumns(width: number, chosen: readonly TokenColumn[] | null): TokenColumns {
  const t = useT();
  const room = ROOM.find(([from]) => width === 0 || width >= from)?.[1] ?? 'wide';
  return useMemo(() => {
    const all = allColumns(t, chosen === null ? room : 'medium');
    if (chosen === null) {
      return { columns: all.filter((column) => SHOWN[room].includes(column.id)), minWidth: undefined };
    }
    const columns = chosen.flatMap((id) => all.find((column) => column.id === id) ?? []);
    const minWidth = columns.reduce((sum, column) => sum + (Number(column.width) || 0), NAME_WIDTH);
    return { columns, minWidth };
  }, [t, room, chosen]);
}

/** A column of the list; the type keeps the table and what is saved of it together. */
type NamedColumn = Column<TokenView> & { readonly id: TokenColumn };

function allColumns(t: Translate, room: Room): readonly NamedColumn[] {
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
      width: 140,
      cell: (token) => <TokenStatusBadge token={token} />,
      sortValue: (token) => statusRank(token),
    },
    ...recordColumns(t),
  ];
}

/** Columns that are there to be chosen. */
function recordColumns(t: Translate): readonly NamedColumn[] {
  return [
    {
      id: 'company',
      header: t('tokens.column.company'),
      width: 190,
      cell: ({ companyName }) => <Line text={companyName} />,
      sortValue: ({ companyName }) => companyName,
    },
    {
      id: 'issuer',
      header: t('tokens.column.issuer'),
      width: 150,
      cell: ({ issuer }) => <Line text={issuer} />,
      sortValue: ({ issuer }) => issuer,
    },
    {
      id: 'issuedOn',
      header: t('tokens.column.issuedOn'),
      width: 110,
      cell: ({ issuedOn }) => <DateText at={issuedOn} />,
      sortValue: ({ issuedOn }) => Date.parse(issuedOn),
    },
    {
      id: 'identity',
      header: t('tokens.column.identity'),
      width: 200,
      cell: ({ lastFour, words }) => (
        <Line text={lastFour === '' ? '—' : t('tokens.drawer.identity', { lastFour, words })} />
      ),
      sortValue: ({ words }) => words,
    },
    {
      id: 'purpose',
      header: t('tokens.column.purpose'),
      width: 220,
      cell: ({ purpose }) => <Line text={purpose} />,
      sortValue: ({ purpose }) => purpose || null,
    },
  ];
}

function Line({ text }: { readonly text: string }) {
  return (
    <div className={classes.line} title={text}>
      {text}
    </div>
  );
}

function CertificateCell({ label, none }: { readonly label: string | null; readonly none: string }) {
  return label === null ? <span className={classes.dim}>{none}</span> : <Line text={label} />;
}
