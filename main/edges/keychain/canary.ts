import type { Items } from './items.ts';

/** Account of the canary: not a `SecretName`, so no secret can be written over it. */
export const CANARY_ACCOUNT = 'canary';
const PROBE_ACCOUNT = 'canary/probe';
const CANARY_TEXT = 'Klyuchnik keeps secrets here. This entry shows that the keychain is open.';

/** What a look at the canary told: `open`, or `missing` (closed, or emptied: a read cannot tell). */
export type CanaryLook = 'open' | 'missing';

/**
 * Tells whether the keychain lets itself be read. Only after `open` does an absent item mean "absent".
 * `isKnown`: a canary was left here before. Effects: on first use leaves the canary; the keychain may show its prompt,
 * at most once when the canary is known. Errors: the vendor's, when the keychain refuses the first canary.
 */
export async function lookAtCanary(items: Items, isKnown: boolean): Promise<CanaryLook> {
  if ((await items.get(CANARY_ACCOUNT)) !== null) return 'open';
  if (isKnown) return 'missing';
  await leaveCanary(items);
  return (await items.get(CANARY_ACCOUNT)) === null ? 'missing' : 'open';
}

/**
 * Writes the canary: the one call that fails, with a reason, on a locked keychain, where reads and removals only say
 * "nothing". Every write and removal starts with it. Errors: the vendor's. Effects: calling twice is safe.
 */
export async function leaveCanary(items: Items): Promise<void> {
  await items.set(CANARY_ACCOUNT, CANARY_TEXT);
}

/**
 * Examines the keychain: `ok`, `locked` when the canary cannot be read though it can be written, or `corrupt` when the
 * keychain is open but our canary is gone or foreign — it was emptied, replaced or written over.
 * Effects: leaves the canary on first use; writes and removes a probe when a known canary is missing.
 * Errors: the vendor's, which name the state when the probe cannot be written.
 */
export async function examineCanary(items: Items, isKnown: boolean): Promise<'ok' | 'locked' | 'corrupt'> {
  if ((await lookAtCanary(items, isKnown)) === 'open') {
    return (await items.get(CANARY_ACCOUNT)) === CANARY_TEXT ? 'ok' : 'corrupt';
  }
  if (!isKnown) return 'locked';
  await items.set(PROBE_ACCOUNT, CANARY_TEXT);
  await items.remove(PROBE_ACCOUNT);
  return 'corrupt';
}
