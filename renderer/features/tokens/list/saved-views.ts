import type { SavedView, TokenListView } from '../../../../contract/areas/views.ts';

/** Why a name cannot be taken. */
export type NameProblem = 'empty' | 'taken';

/** Says what is wrong with a name for a view; `current` is the name that it has now, which it may keep. */
export function nameProblem(
  saved: readonly SavedView[],
  name: string,
  current: string | null,
): NameProblem | null {
  const wanted = fold(name);
  if (wanted === '') return 'empty';
  const others = saved.filter((one) => current === null || fold(one.name) !== fold(current));
  return others.some((one) => fold(one.name) === wanted) ? 'taken' : null;
}

/** Returns the saved view that is on the screen, order and all. */
export function shownOf(saved: readonly SavedView[], view: TokenListView): SavedView | null {
  return saved.find((one) => isSame(one.view, view)) ?? null;
}

export function isSame(left: TokenListView, right: TokenListView): boolean {
  return (
    left.filter === right.filter &&
    left.query.trim() === right.query.trim() &&
    left.companyId === right.companyId &&
    left.sort?.columnId === right.sort?.columnId &&
    left.sort?.direction === right.sort?.direction
  );
}

/** Returns the list with one more view, by name. */
export function withView(saved: readonly SavedView[], name: string, view: TokenListView): SavedView[] {
  return sorted([...saved, { name: name.trim(), view }]);
}

export function renamed(saved: readonly SavedView[], from: string, to: string): SavedView[] {
  return sorted(saved.map((one) => (one.name === from ? { ...one, name: to.trim() } : one)));
}

export function without(saved: readonly SavedView[], name: string): SavedView[] {
  return saved.filter((one) => one.name !== name);
}

function sorted(saved: readonly SavedView[]): SavedView[] {
  return saved.toSorted((a, b) => a.name.localeCompare(b.name, 'ru'));
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
