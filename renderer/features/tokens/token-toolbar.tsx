import { SegmentedControl } from '@mantine/core';
import { useT } from '../../i18n/t.ts';
import { SearchInput } from '../../ui/search-input.tsx';
import { TOKEN_FILTERS, parseTokenFilter, type TokenFilter } from './token-filter.ts';
import classes from './tokens.module.css';

interface TokenToolbarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly filter: TokenFilter;
  readonly onFilter: (filter: TokenFilter) => void;
  /** How many tokens each filter would show. */
  readonly counts: Readonly<Record<TokenFilter, number>>;
}

/** The search and the filters over the table. */
export function TokenToolbar({ query, onQuery, filter, onFilter, counts }: TokenToolbarProps) {
  const t = useT();
  const choices = TOKEN_FILTERS.map((value) => {
    const name = t(`tokens.filter.${value}`);
    const text =
      value === 'all' || counts[value] === 0
        ? name
        : t('tokens.filter.withCount', { name, count: counts[value] });
    return { value, label: <span title={t(`tokens.filter.hint.${value}`)}>{text}</span> };
  });
  return (
    <div className={classes.toolbar}>
      <SearchInput
        label={t('tokens.search.label')}
        placeholder={t('tokens.search.placeholder')}
        value={query}
        onChange={onQuery}
      />
      <SegmentedControl
        aria-label={t('tokens.filter.label')}
        data={choices}
        value={filter}
        onChange={(value) => onFilter(parseTokenFilter(value))}
      />
    </div>
  );
}
