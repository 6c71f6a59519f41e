import { useEffect, useRef, type RefObject } from 'react';

/**
 * Gives the focus to a region when it appears, so that reading and the scrolling keys begin there. It wears
 * `data-begun` until the focus has left it once: before that nobody has walked there, and a ring would only frame the
 * page.
 */
export function useBeginning<E extends HTMLElement>(): RefObject<E | null> {
  const place = useRef<E>(null);
  useEffect(() => {
    const region = place.current;
    if (region === null) return;
    region.setAttribute('data-begun', '');
    region.focus();
    region.addEventListener('blur', () => region.removeAttribute('data-begun'), { once: true });
  }, []);
  return place;
}
