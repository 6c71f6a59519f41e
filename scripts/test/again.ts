/** Vitest's tag of a file that may be run once more when something in it failed, see ADR 0060. */
export const MAY_RUN_AGAIN = 'may-run-again';

/**
 * Says whether a file of tests may be run once more, by its text: only when its first line says so.
 * Source: Vitest 4.1, «Test Tags», `@module-tag`.
 */
export function mayRunAgain(text: string): boolean {
  return text.startsWith(`// @module-tag ${MAY_RUN_AGAIN}\n`);
}
