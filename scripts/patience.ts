/**
 * How long a condition is waited for: a window, a keychain, an answer of the bank, a helper of the session. A wait ends
 * when its condition holds, so this is only how long one takes to fail that never holds.
 * Units: ms. Own choice: ten times what the slowest wait took on two cores that eight programs shared.
 */
export const PATIENCE_MS = 180_000;

/** What a whole test, or what is done before or after tests, may take. Units: ms. Own choice: several whole waits. */
export const WHOLE_TEST_MS = 1_200_000;
