import { SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TokenFilter, TokenListView } from '../../../../contract/areas/views.ts';
import { useSession } from '../../../api/use-session.ts';
import { useT } from '../../../i18n/t.ts';
import { SearchInput } from '../../../ui/search-input.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { SavedViewsMenu } from './saved-views-menu.tsx';
import { TOKEN_FILTERS, parseTokenFilter } from '../token-filter.ts';
import classes from '../tokens.module.css';

interface TokenToolbarProps {
  readonly view: TokenListView;
  readonly onView: (view: TokenListView) => void;
  /** How many tokens each filter would show; `null` while nobody knows. */
  readonly counts: Readonly<Record<TokenFilter, number>> | null;
  /** What can be done with the tokens that are shown. */
  readonly children: ReactNode;
}

/** The search, the filters and what is remembered of them, over the table. */
export function TokenToolbar({ view, onView, counts, children }: TokenToolbarProps) {
  const t = useT();
  const choices = TOKEN_FILTERS.map((value) => {
    const name = t(`tokens.filter.${value}`);
    const count = value === 'all' ? 0 : (counts?.[value] ?? 0);
    const text = count === 0 ? name : t('tokens.filter.withCount', { name, count });
    return { value, label: <span title={t(`tokens.filter.hint.${value}`)}>{text}</span> };
  });
  return (
    <div className={classes.toolbar}>
      <SearchInput
        label={t('tokens.search.label')}
        placeholder={t('tokens.search.placeholder')}
        value={view.query}
        onChange={(query) => onView({ ...view, query: query.slice(0, 200) })}
        width={240}
      />
      <CompanyChoice view={view} onView={onView} />
      <div className={classes.tools}>
        <SavedViewsMenu view={view} onView={onView} />
        <ColumnsMenu />
        {children}
      </div>
      <div className={classes.filters}>
        <SegmentedControl
          size="xs"
          aria-label={t('tokens.filter.label')}
          data={choices}
          value={view.filter}
          onChange={(value) => onView({ ...view, filter: parseTokenFilter(value) })}
        />
      </div>
    </div>
  );
}

/** Stands there only when there is something to choose. */
function CompanyChoice({ view, onView }: Pick<TokenToolbarProps, 'view' | 'onView'>) {
  const t = useT();
  const { companies } = useSession();
  if (companies.length < 2) return null;
  const all = { value: '', label: t('tokens.company.all') };
  const each = companies.map(({ companyId, name }) => ({ value: companyId as string, label: name }));
  return (
    <Select
      aria-label={t('tokens.company.label')}
      data={[all, ...each]}
      value={view.companyId ?? ''}
      allowDeselect={false}
      searchable={companies.length > 8}
      w={190}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      onChange={(value) => {
        const company = companies.find(({ companyId }) => companyId === value);
        onView({ ...view, companyId: company?.companyId ?? null });
      }}
    />
  );
}
