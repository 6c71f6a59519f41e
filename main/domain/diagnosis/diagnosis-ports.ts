/** What the computer knows of its own way to the network. */
export interface NetworkFacts {
  /**
   * Looks at the adapters and at the proxy that the system has set for the bank's host. Errors: none; what cannot be
   * read counts as usual.
   */
  read(): Promise<{ readonly isConnected: boolean; readonly hasProxy: boolean }>;
}
