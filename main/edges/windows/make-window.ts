import { BrowserWindow, screen, type BrowserWindowConstructorOptions, type Session } from 'electron';
import { fittedSize, type WindowSize } from './fit-size.ts';

export interface WindowOptions {
  /** Left out by a window whose page calls nobody. */
  readonly preload?: string;
  readonly session: Session;
  readonly title: string;
  readonly size: WindowSize;
  readonly backgroundColor: string;
  readonly parent?: BrowserWindow;
  /** False for a page that is only printed. */
  readonly hasScripts?: boolean;
}

/** The only place where a window is made: sandboxed, isolated, without Node, devtools only in development. */
export function makeWindow(options: WindowOptions): BrowserWindow {
  const { preload, session, title, size, backgroundColor, parent, hasScripts = true } = options;
  const base: BrowserWindowConstructorOptions = {
    // A page that is only printed keeps the size of its paper.
    ...(hasScripts ? fittedSize(size, workArea(parent)) : size),
    title,
    backgroundColor,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      ...(preload === undefined ? {} : { preload }),
      session,
      javascript: hasScripts,
      devTools: __DEVELOPMENT__,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
    },
  };
  const modal: BrowserWindowConstructorOptions =
    parent === undefined
      ? {}
      : { parent, modal: true, minimizable: false, maximizable: false, fullscreenable: false };
  return new BrowserWindow({ ...base, ...modal });
}

/** Of the screen that the parent is on, else of the main one. */
function workArea(parent: BrowserWindow | undefined): { readonly width: number; readonly height: number } {
  const display =
    parent === undefined ? screen.getPrimaryDisplay() : screen.getDisplayMatching(parent.getBounds());
  return display.workAreaSize;
}
