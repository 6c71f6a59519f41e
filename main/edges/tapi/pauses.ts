import type { Timers } from '../../ports/ports.ts';

export interface Pauses {
  /** Waits. Units: milliseconds. Errors: false, at once, when `close` comes first; never throws. */
  wait(ms: number): Promise<boolean>;
  /** Effects: ends every wait, and every later one. */
  close(): void;
}

/** Makes waits that end early when their owner is closed. */
export function createPauses(timers: Timers): Pauses {
  const endings = new Set<(isOver: boolean) => void>();
  let isClosed = false;
  return {
    wait(ms) {
      if (isClosed) return Promise.resolve(false);
      return new Promise((resolve) => {
        const cancel = timers.after(ms, () => end(true));
        const end = (isOver: boolean): void => {
          cancel();
          endings.delete(end);
          resolve(isOver);
        };
        endings.add(end);
      });
    },
    close() {
      isClosed = true;
      for (const end of endings) end(false);
    },
  };
}
