import type { App, Session, WebContents } from 'electron';

/**
 * A proxy at which nobody answers, for the addresses of this computer too: what passes by `onBeforeRequest`, such as
 * WebRTC's way over TCP, ends there. Source: security.md §10 row 5; RFC 863 (port 9);
 * chromium net/docs/proxy.md (`<-loopback>`).
 */
const DEAD_PROXY = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const;

/**
 * Everything that a page could reach beyond our own files is refused: permissions, requests, downloads, any network.
 * The promise is kept when all of it stands; no page may run before. Errors: rejects when it does not.
 */
export async function guardSession(session: Session): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOwnRequest(details.url) });
  });
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  await session.setProxy(DEAD_PROXY);
}

/** Our own scheme, and what the developer tools load of themselves. */
function isOwnRequest(url: string): boolean {
  return url.startsWith('app://') || url.startsWith('devtools://');
}

/**
 * Applies to every page there will ever be, whoever makes it. Must be called before the app is ready. Source:
 * security.md §2.1 items 11–14, §10 row 5.
 */
export function guardEveryPage(app: App): void {
  // No page has a name to look up, or an address to reach; the bank is asked by Node, which this does not concern.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
