import { app, BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron';

export interface WindowOptions {
  /** Left out by a window whose page calls nobody. */
  readonly preload?: string;
  readonly session: Session;
  readonly title: string;
  readonly size: {
    readonly width: number;
    readonly height: number;
    readonly minWidth: number;
    readonly minHeight: number;
  };
  readonly backgroundColor: string;
  readonly parent?: BrowserWindow;
  /** False for a page that is only printed. */
  readonly hasScripts?: boolean;
}

/** The only place where a window is made: sandboxed, isolated, without Node, devtools only in development. */
export function makeWindow(options: WindowOptions): BrowserWindow {
  const { preload, session, title, size, backgroundColor, parent, hasScripts = true } = options;
  const base: BrowserWindowConstructorOptions = {
    ...size,
    title,
    backgroundColor,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      ...(preload === undefined ? {} : { preload }),
      session,
      javascript: hasScripts,
      devTools: !app.isPackaged,
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
