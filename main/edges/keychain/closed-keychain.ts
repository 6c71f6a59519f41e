import type { Keychain } from '../../ports/keychain-ports.ts';

/** A keychain that stays shut: what a vault works with that was opened by the spare key. */
export const CLOSED_KEYCHAIN: Keychain = {
  read: async () => ({ state: 'locked' }),
  write: async () => ({ state: 'locked' }),
  remove: async () => ({ state: 'locked' }),
  health: async () => ({ state: 'locked', backend: '' }),
  cancelPending: () => undefined,
  onWaiting: () => () => undefined,
  lock: async () => undefined,
};
