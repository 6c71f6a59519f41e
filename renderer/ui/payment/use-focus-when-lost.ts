import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus to a place when `state` changes and took the focused element away with it, for instance the button
 * that paid. Elsewhere the focus is left alone, so that nobody is pulled away from what he does.
 */
export function useFocusWhenLost<E extends HTMLElement>(state: string | undefined): RefObject<E | null> {
  const place = useRef<E>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    const isFirst = before.current === undefined;
    before.current = state;
    if (!isFirst && document.activeElement === document.body) place.current?.focus();
  }, [state]);
  return place;
}
