import { useEffect, useState } from 'react';

/** How often the seconds are looked at. Units: milliseconds. Own choice. */
const TICK_MS = 200;

/** Counts down from `seconds`, beginning when it is given; whole seconds, never below 0. */
export function useSecondsLeft(seconds: number | null): number {
  const [left, setLeft] = useState(seconds ?? 0);
  useEffect(() => {
    if (seconds === null) return undefined;
    const started = performance.now();
    const look = () => setLeft(Math.max(0, Math.ceil(seconds - (performance.now() - started) / 1_000)));
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
