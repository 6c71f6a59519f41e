import { setImmediate as othersTurn } from 'node:timers/promises';

/** How long steps may run before others have their turn. Units: ms. Own choice: a quarter of a frame at 60 Hz. */
const TURN_MS = 4;

/** Runs all steps at once and returns what they give. */
export function toEnd<R>(steps: Generator<void, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Runs the steps a few milliseconds at a time, so that the window is served meanwhile; `onStep` hears of each. Errors:
 * those of the steps.
 */
export async function inTurns<R>(
  steps: Generator<void, R>,
  onStep: () => void = () => undefined,
): Promise<R> {
  let turnBegan = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onStep();
    if (performance.now() - turnBegan < TURN_MS) continue;
    await othersTurn();
    turnBegan = performance.now();
  }
}
