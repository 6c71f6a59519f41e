import { useEffect, useRef, useState, type RefObject } from 'react';

export interface RowFocus {
  /** The row that has the focus, or had it last. */
  readonly key: string | null;
  /** Notes that a row got the focus by itself. */
  readonly note: (key: string) => void;
  /** Sends the focus to a row, once it is drawn. */
  readonly send: (key: string) => void;
}

/**
 * Follows the focus in a table whose rows come and go. The focus is set after drawing, so that keys pressed faster than
 * frames are all counted, and a row far away gets the focus as soon as scrolling has drawn it.
 */
export function useRowFocus(scroller: RefObject<HTMLElement | null>): RowFocus {
  const [key, setKey] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = findRow(scroller.current, wanted.current);
    if (row === null) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });
  return {
    key,
    note: (focused) => {
      if (wanted.current === null) setKey(focused);
    },
    send: (target) => {
      const row = findRow(scroller.current, target);
      if (row !== null && target === key) return row.focus();
      wanted.current = target;
      setKey(target);
    },
  };
}

function findRow(scroller: HTMLElement | null, key: string): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`) ?? null;
}
