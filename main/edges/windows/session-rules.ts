import type { App, Session, WebContents } from 'electron';

/**
 * Everything that a page could reach beyond our own files is refused: permissions, requests, navigation, windows,
 * embedded views.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOwnRequest(details.url) });
  });
  session.setSpellCheckerEnabled(false);
}

/** Our own scheme, and what the developer tools load of themselves. */
function isOwnRequest(url: string): boolean {
  return url.startsWith('app://') || url.startsWith('devtools://');
}

/** Applies to every page there will ever be, whoever makes it. Source: security.md §2.1 items 11–14. */
export function guardEveryPage(app: App): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
