import { useCallback, useEffect, useRef } from 'react';

/**
 * Gives a way to put something off until no button of the mouse is down. A field that is left by a click elsewhere must
 * not show its error at once: the page would move under the pointer, and the click would miss what it was aimed at.
 */
export function useWhenPointerIsUp(): (run: () => void) => void {
  const isDown = useRef(false);
  const waiting = useRef<(() => void)[]>([]);
  useEffect(() => {
    const press = () => {
      isDown.current = true;
    };
    const release = () => {
      isDown.current = false;
      // The click comes after the release, in the same turn.
      setTimeout(() => {
        for (const run of waiting.current.splice(0)) run();
      });
    };
    const options = { capture: true };
    window.addEventListener('pointerdown', press, options);
    window.addEventListener('pointerup', release, options);
    window.addEventListener('pointercancel', release, options);
    return () => {
      window.removeEventListener('pointerdown', press, options);
      window.removeEventListener('pointerup', release, options);
      window.removeEventListener('pointercancel', release, options);
    };
  }, []);
  return useCallback((run) => {
    if (isDown.current) waiting.current.push(run);
    else run();
  }, []);
}
