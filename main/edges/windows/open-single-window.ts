import type { BrowserWindow } from 'electron';
import { pageAddress } from './app-protocol.ts';
import type { WindowSize } from './fit-size.ts';
import { makeWindow } from './make-window.ts';
import { pageSession } from './page-session.ts';

/** What a window that is opened for one purpose is made of. */
export interface SingleWindowParts {
  readonly preload: string;
  readonly rendererDir: string;
  readonly parent: () => BrowserWindow | null;
  readonly title: () => string;
}

/** Where its page lives, and how it looks. */
export interface SingleWindowPage {
  /** Name of its session; no other window has it. */
  readonly sessionName: string;
  readonly host: string;
  readonly size: WindowSize;
  readonly backgroundColor: string;
}

/**
 * Opens a window of ours above the main one, in a session of its own; it is shown once its page can be drawn. What
 * stands in it is a secret or is about to be signed: other programs get no picture of it, where the system can do that
 * (Windows, macOS).
 */
export function openSingleWindow(parts: SingleWindowParts, page: SingleWindowPage): BrowserWindow {
  const owner = parts.parent();
  const window = makeWindow({
    preload: parts.preload,
    session: pageSession(page.sessionName, parts.rendererDir),
    title: parts.title(),
    size: page.size,
    backgroundColor: page.backgroundColor,
    ...(owner === null ? {} : { parent: owner }),
  });
  window.setContentProtection(true);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pageAddress(page.host));
  return window;
}
