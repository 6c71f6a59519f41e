import { useEffect, useRef } from 'react';

/** Units: milliseconds. Main counts idle minutes, so telling it more often than this changes nothing. */
const TELL_EVERY_MS = 15_000;

/** Calls `tell` when the person types or points, at most once in a quarter of a minute. */
export function useActivity(tell: () => void): void {
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  useEffect(() => {
    let toldAtMs = -Infinity;
    const note = (event: Event) => {
      if (event.timeStamp - toldAtMs < TELL_EVERY_MS) return;
      toldAtMs = event.timeStamp;
      latest.current();
    };
    window.addEventListener('keydown', note, true);
    window.addEventListener('pointerdown', note, true);
    return () => {
      window.removeEventListener('keydown', note, true);
      window.removeEventListener('pointerdown', note, true);
    };
  }, []);
}
