/** Main's end of one keychain process: Electron's utility process in the app, a forked Node process in tests. */
export interface ChildLink {
  /** Sends a message by structured clone; the bytes in it may be zeroed as soon as this returns. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls `listener` once, when the process is gone, for whatever reason. */
  onExit(listener: () => void): void;
  /** Ends the process at once, also when a call hangs in it; `onExit` follows. */
  kill(): void;
}
