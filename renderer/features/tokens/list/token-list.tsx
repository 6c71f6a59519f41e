import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconZoomQuestion } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { TokenView } from '../../../../contract/areas/tokens.ts';
import { TokenSort, type TokenListView } from '../../../../contract/areas/views.ts';
import type { TokenId } from '../../../../contract/values/ids.ts';
import { useViews } from '../../../api/use-views.ts';
import { useT } from '../../../i18n/t.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { sortRows, type SortState } from '../../../ui/data-table-sort.ts';
import { SplitView } from '../../../ui/side-panel.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { ExportMenu } from '../sheets/export-menu.tsx';
import { useTokenColumns } from './token-columns.tsx';
import { isTokenLive } from '../token-filter.ts';
import { TokenPanel } from '../panel/token-panel.tsx';
import { TokenToolbar } from './token-toolbar.tsx';
import { usePresentHour } from '../use-present.ts';
import { useTokenList } from './use-token-list.ts';
import classes from '../tokens.module.css';

interface TokenListProps {
  readonly tokens: readonly TokenView[];
  /** More of them come in a moment otherwise: nothing is counted, exported or said to be missing until then. */
  readonly isWhole: boolean;
  /** What the list begins with, for instance from a card of the overview. */
  readonly initial: Pick<TokenListView, 'filter' | 'companyId'>;
  readonly initialTokenId: TokenId | null;
}

/** Units: px; two lines of text and the bar. */
const ROW_HEIGHT = 50;

/** Search, filters and the table, with the panel of the chosen token beside it. */
export function TokenList({ tokens, isWhole, initial, initialTokenId }: TokenListProps) {
  const t = useT();
  const nowOf = usePresentHour();
  const { views } = useViews();
  const [view, setView] = useState<TokenListView>({ ...ALL, ...initial });
  const [openId, setOpenId] = useState<TokenId | null>(initialTokenId);
  const { rows, counts } = useTokenList(tokens, { ...view, nowOf });
  const { ref, width } = useElementSize();
  const { columns, minWidth } = useTokenColumns(width, views.columns);
  const open = useCallback((token: TokenView) => setOpenId(token.tokenId), []);
  const chosen = tokens.find((token) => token.tokenId === openId);
  const panel =
    chosen === undefined ? null : (
      <TokenPanel key={chosen.tokenId} token={chosen} onClose={() => setOpenId(null)} />
    );
  const sortBy = (sort: SortState | null) => {
    const parsed = TokenSort.safeParse(sort);
    setView({ ...view, sort: parsed.success ? parsed.data : null });
  };
  return (
    <>
      <TokenToolbar view={view} onView={setView} counts={isWhole ? counts : null}>
        <ExportMenu
          shown={() => sortRows(rows, columns, view.sort)}
          columns={views.columns}
          isEmpty={rows.length === 0 || !isWhole}
        />
      </TokenToolbar>
      <SplitView panel={panel}>
        <div ref={ref} className={classes.list}>
          {rows.length === 0 && isWhole ? (
            <NothingFound view={view} onShowAll={() => setView({ ...ALL, sort: view.sort })} />
          ) : (
            <DataTable
              label={t('tokens.table.label')}
              columns={columns}
              minWidth={minWidth}
              rows={rows}
              rowKey={tokenKey}
              rowHeight={ROW_HEIGHT}
              selectedKey={openId}
              sort={view.sort}
              onSort={sortBy}
              onOpen={open}
              isRowDimmed={isEnded}
            />
          )}
        </div>
      </SplitView>
    </>
  );
}

const ALL: TokenListView = { filter: 'all', query: '', companyId: null, sort: null };

interface NothingFoundProps {
  readonly view: TokenListView;
  readonly onShowAll: () => void;
}

function NothingFound({ view, onShowAll }: NothingFoundProps) {
  const t = useT();
  const { filter, query } = view;
  return (
    <EmptyState
      icon={<IconZoomQuestion size={40} stroke={1.4} aria-hidden />}
      title={query.trim() === '' ? t('tokens.empty.noneHere') : t('tokens.empty.noneFound')}
      text={query.trim() === '' ? t(`tokens.filter.hint.${filter}`) : t('tokens.empty.noneFoundText')}
      action={
        <Button variant="default" onClick={onShowAll}>
          {t('tokens.empty.showAll')}
        </Button>
      }
    />
  );
}

function tokenKey(token: TokenView): string {
  return token.tokenId;
}

function isEnded(token: TokenView): boolean {
  return !isTokenLive(token);
}
