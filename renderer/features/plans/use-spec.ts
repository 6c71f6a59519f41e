import { useEffect, useRef, useState } from 'react';
import type { PlanDetails, TokenSpec } from '../../../contract/areas/plans.ts';
import type { ErrorInfo } from '../../../contract/result.ts';
import { app } from '../../api/client.ts';
import { usePlanCall } from './use-plans.ts';

/** Units: milliseconds of silence after which typed text is kept. */
const PAUSE_MS = 400;

export interface SpecState {
  readonly wish: TokenSpec;
  readonly change: (part: Partial<TokenSpec>) => void;
  /** Keeps what is not kept yet and waits for it. */
  readonly flush: () => Promise<void>;
  readonly error: ErrorInfo | null;
  readonly isSaving: boolean;
}

/**
 * What is typed of a new token, kept with the plan as it is typed, and once more when the screen is left or the window
 * closes.
 */
export function useSpec(plan: PlanDetails, first: TokenSpec): SpecState {
  const { planId } = plan;
  const [wish, setWish] = useState(first);
  const pending = useRef<TokenSpec | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const save = usePlanCall(app().plans.saveWish);
  const run = useRef(save.run);
  useEffect(() => {
    run.current = save.run;
  });
  const [flush] = useState(() => async (): Promise<void> => {
    if (timer.current !== null) clearTimeout(timer.current);
    const kept = pending.current;
    pending.current = null;
    if (kept !== null) await run.current({ planId, wish: kept });
  });
  useEffect(() => {
    const leave = () => void flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [flush]);
  const change = (part: Partial<TokenSpec>) => {
    const next = { ...wish, ...part };
    setWish(next);
    pending.current = next;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), PAUSE_MS);
  };
  return { wish, change, flush, error: save.error, isSaving: save.isPending };
}
