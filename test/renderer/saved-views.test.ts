import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_VIEWS,
  TOKEN_COLUMNS,
  TokenFilter,
  Views,
  type TokenListView,
} from '../../contract/areas/views.ts';
import { CompanyId } from '../../contract/values/ids.ts';
import {
  FIRST_COLUMNS,
  inMenuOrder,
  moved,
  toggled,
} from '../../renderer/features/tokens/list/column-choice.ts';
import {
  nameProblem,
  renamed,
  shownOf,
  withView,
  without,
} from '../../renderer/features/tokens/list/saved-views.ts';

const VIEW: TokenListView = { filter: 'idle', query: 'склад', companyId: null, sort: null };
const SORTED: TokenListView = { ...VIEW, sort: { columnId: 'label', direction: 'descending' } };

describe('saved filters', () => {
  const saved = withView(withView([], ' Склад ', VIEW), 'А', SORTED);

  it('are kept by name, trimmed and in the order of the alphabet', () => {
    expect(saved.map(({ name }) => name)).toEqual(['А', 'Склад']);
    expect(Views.parse({ ...NO_VIEWS, saved }).saved).toEqual(saved);
  });

  it('are known again on the screen by filter, search, company and order alike', () => {
    expect(shownOf(saved, { ...VIEW, query: ' склад ' })?.name).toBe('Склад');
    expect(shownOf(saved, SORTED)?.name).toBe('А');
    expect(shownOf(saved, { ...VIEW, companyId: CompanyId.parse('company-1') })).toBeNull();
    expect(shownOf(saved, { ...VIEW, filter: 'all' })).toBeNull();
    expect(shownOf(saved, { ...VIEW, query: 'скла' })).toBeNull();
  });

  it('take no empty name and none twice, whatever the case; a renamed one may keep its own', () => {
    expect(nameProblem(saved, '  ', null)).toBe('empty');
    expect(nameProblem(saved, 'сКЛАД', null)).toBe('taken');
    expect(nameProblem(saved, 'СКЛАД', 'Склад')).toBeNull();
    expect(nameProblem(saved, 'А', 'Склад')).toBe('taken');
    expect(renamed(saved, 'Склад', 'СКЛАД').map(({ name }) => name)).toEqual(['А', 'СКЛАД']);
    expect(without(saved, 'А')).toEqual(withView([], 'Склад', VIEW));
  });

  it('are refused by the contract when two have one name or there are more than thirty', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `Фильтр ${index}`, view: VIEW }));
    const twice = [...saved, { name: 'склад', view: SORTED }];

    expect(Views.safeParse({ ...NO_VIEWS, saved: twice }).success).toBe(false);
    expect(Views.safeParse({ ...NO_VIEWS, saved: many(30) }).success).toBe(true);
    expect(Views.safeParse({ ...NO_VIEWS, saved: many(31) }).success).toBe(false);
  });

  it('whatever is done in the dialog, what is kept passes the contract', () => {
    const name = fc.string({ minLength: 0, maxLength: 40 });
    const view = fc.record({
      filter: fc.constantFrom(...TokenFilter.options),
      query: fc.string({ maxLength: 200 }),
      companyId: fc.constant(null),
      sort: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, view), { maxLength: 30 }), (steps) => {
        const kept = steps.reduce<ReturnType<typeof withView>>(
          (all, [wanted, one]) =>
            nameProblem(all, wanted, null) === null ? withView(all, wanted, one) : all,
          [],
        );
        expect(Views.safeParse({ ...NO_VIEWS, saved: kept }).success).toBe(true);
      }),
    );
  });
});

describe('the columns of the list', () => {
  it('start with the name, which nothing moves or removes', () => {
    expect(toggled(FIRST_COLUMNS, 'label')).toEqual(FIRST_COLUMNS);
    expect(moved(FIRST_COLUMNS, 'label', 1)).toEqual(FIRST_COLUMNS);
    expect(moved(FIRST_COLUMNS, 'accesses', -1)).toEqual(FIRST_COLUMNS);
  });

  it('come at the end when ticked and go one place at a time', () => {
    expect(toggled(['label', 'ips'], 'issuer')).toEqual(['label', 'ips', 'issuer']);
    expect(moved(['label', 'ips', 'issuer'], 'issuer', -1)).toEqual(['label', 'issuer', 'ips']);
    expect(moved(['label', 'ips', 'issuer'], 'issuer', 1)).toEqual(['label', 'ips', 'issuer']);
    expect(inMenuOrder(['label', 'status'])).toHaveLength(TOKEN_COLUMNS.length);
  });

  it('whatever is ticked and moved, stay a choice that the contract takes, with the name first', () => {
    const step = fc.record({
      column: fc.constantFrom(...TOKEN_COLUMNS),
      act: fc.constantFrom('toggle', 'earlier', 'later'),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const columns = steps.reduce<readonly (typeof TOKEN_COLUMNS)[number][]>((shown, { column, act }) => {
          return act === 'toggle' ? toggled(shown, column) : moved(shown, column, act === 'later' ? 1 : -1);
        }, FIRST_COLUMNS);
        expect(columns[0]).toBe('label');
        expect(Views.safeParse({ ...NO_VIEWS, columns }).success).toBe(true);
      }),
    );
  });
});
