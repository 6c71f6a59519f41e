/** A message to the vault process that is no call: a port is with it, or a keychain process is gone. */
export type VaultMessage =
  | { readonly kind: 'keychain-port'; readonly id: number }
  | { readonly kind: 'keychain-gone'; readonly id: number }
  | { readonly kind: 'secret-port' };

/** Tells such a message from those of the link. */
export function isVaultMessage(message: unknown): message is VaultMessage {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

/** A port as both Electron and Node have it. */
export interface Port {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}
