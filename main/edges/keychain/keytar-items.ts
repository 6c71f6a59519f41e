import type { Items } from './items.ts';

/**
 * Opens the OS keychain through keytar, loaded at the first call, in the keychain process only.
 * `findCredentials` is never used: with a locked GNOME keyring it ends the process (security.md F1).
 * Errors: every method rejects with the vendor's text; `vendor-errors.ts` names the state.
 */
export function keytarItems(service: string): Items {
  const load = async () => (await import('keytar')).default;
  return {
    get: async (account) => (await load()).getPassword(service, account),
    set: async (account, text) => (await load()).setPassword(service, account, text),
    remove: async (account) => (await load()).deletePassword(service, account),
  };
}
