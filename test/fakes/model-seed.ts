/**
 * Where the long models begin. Fixed, so that a red run speaks of the change and not of luck; `KLYUCHNIK_MODEL_SEED`
 * names another place to search in. Own choice.
 */
export function modelSeed(): number {
  return Number(process.env['KLYUCHNIK_MODEL_SEED'] ?? 20_261_122);
}

/** How long one model searches. Units: ms; `KLYUCHNIK_MODEL_MS` gives a longer search. */
export function modelTime(ms: number): number {
  return Number(process.env['KLYUCHNIK_MODEL_MS'] ?? ms);
}
