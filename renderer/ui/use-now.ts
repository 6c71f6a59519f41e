import { DateTime } from 'luxon';
import { useEffect, useState } from 'react';

/** Units: milliseconds. Half a minute keeps «сегодня» and countdowns in minutes true. */
const TICK_MS = 30_000;

/** Gives the present moment, told again every half a minute. */
export function useNow(): DateTime {
  const [now, setNow] = useState(() => DateTime.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(DateTime.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
