import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconZoomQuestion } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { TokenView } from '../../../contract/areas/tokens.ts';
import type { TokenId } from '../../../contract/values/ids.ts';
import { useT } from '../../i18n/t.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { SplitView } from '../../ui/side-panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useTokenColumns } from './token-columns.tsx';
import { isTokenLive, type TokenFilter } from './token-filter.ts';
import { TokenPanel } from './token-panel.tsx';
import { TokenToolbar } from './token-toolbar.tsx';
import { usePresentHour } from './use-present.ts';
import { useTokenList } from './use-token-list.ts';
import classes from './tokens.module.css';

interface TokenListProps {
  readonly tokens: readonly TokenView[];
  readonly initialFilter: TokenFilter;
  readonly initialTokenId: TokenId | null;
}

/** Units: px; two lines of text and the bar. */
const ROW_HEIGHT = 50;

/** Search, filters and the table, with the panel of the chosen token beside it. */
export function TokenList({ tokens, initialFilter, initialTokenId }: TokenListProps) {
  const t = useT();
  const nowOf = usePresentHour();
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState(initialFilter);
  const [openId, setOpenId] = useState<TokenId | null>(initialTokenId);
  const { rows, counts } = useTokenList(tokens, { query, filter, nowOf });
  const { ref, width } = useElementSize();
  const columns = useTokenColumns(width);
  const open = useCallback((token: TokenView) => setOpenId(token.tokenId), []);
  const chosen = tokens.find((token) => token.tokenId === openId);
  const panel =
    chosen === undefined ? null : (
      <TokenPanel key={chosen.tokenId} token={chosen} onClose={() => setOpenId(null)} />
    );
  const showAll = () => {
    setQuery('');
    setFilter('all');
  };
  return (
    <>
      <TokenToolbar query={query} onQuery={setQuery} filter={filter} onFilter={setFilter} counts={counts} />
      <SplitView panel={panel}>
        <div ref={ref} className={classes.list}>
          {rows.length === 0 ? (
            <NothingFound filter={filter} query={query} onShowAll={showAll} />
          ) : (
            <DataTable
              label={t('tokens.table.label')}
              columns={columns}
              rows={rows}
              rowKey={tokenKey}
              rowHeight={ROW_HEIGHT}
              selectedKey={openId}
              onOpen={open}
              isRowDimmed={isEnded}
            />
          )}
        </div>
      </SplitView>
    </>
  );
}

interface NothingFoundProps {
  readonly filter: TokenFilter;
  readonly query: string;
  readonly onShowAll: () => void;
}

function NothingFound({ filter, query, onShowAll }: NothingFoundProps) {
  const t = useT();
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
