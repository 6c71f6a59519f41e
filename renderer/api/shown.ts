import { createContext, useContext, useEffect, useEffectEvent } from 'react';

/**
 * Whether what holds a part of the page is on the screen: a drawer that stays mounted says `false` while it is closed,
 * so that what was typed comes back and the last result does not.
 */
export const ShownContext = createContext(true);

/** Calls `forget` when the drawer around the caller is closed. */
export function useWhenHidden(forget: () => void): void {
  const isShown = useContext(ShownContext);
  const onHidden = useEffectEvent(forget);
  useEffect(() => {
    if (!isShown) onHidden();
  }, [isShown]);
}
