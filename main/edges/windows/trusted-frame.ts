import type { WebFrameMain } from 'electron';

/**
 * Tells whether a message comes from the page of our own window: its main frame, on exactly this protocol and host.
 * `origin` is not compared, because for such addresses it is the text "null". Source: security.md §2.1, item 17.
 */
export function isTrustedFrame(frame: WebFrameMain | null, mainFrame: WebFrameMain, host: string): boolean {
  if (frame === null || frame.parent !== null || frame !== mainFrame) return false;
  return isOurAddress(frame.url, host);
}

/** Tells whether an address is a page of ours on this host, and nothing that only looks like one. */
export function isOurAddress(address: string, host: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    url.protocol === 'app:' &&
    url.host === host &&
    url.username === '' &&
    url.password === '' &&
    url.port === ''
  );
}
