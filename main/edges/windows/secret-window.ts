import { ipcMain, type BrowserWindow, type MessagePortMain } from 'electron';
import { AppError } from '../../ports/app-error.ts';
import { SECRET_HOST } from './app-protocol.ts';
import { openSingleWindow, type SingleWindowParts } from './open-single-window.ts';
import { isTrustedFrame } from './trusted-frame.ts';

/** Own choice: room for the facts and two fields at the largest font of the design. */
const SIZE = { width: 520, height: 560, minWidth: 480, minHeight: 420 };

export interface SecretWindowParts extends SingleWindowParts {
  readonly backgroundColor: () => string;
  /** Hands the port of the window's page to the vault process. What goes over it is never read here. */
  readonly connect: (port: MessagePortMain) => void;
}

/**
 * The window in which a secret is typed or shown: another session and host than the main window, so another renderer
 * process, which ends with the window. One at a time.
 */
export class SecretWindow {
  readonly #parts: SecretWindowParts;
  #window: BrowserWindow | null = null;

  constructor(parts: SecretWindowParts) {
    this.#parts = parts;
    ipcMain.on('secret:connect', (event) => {
      const own = this.#window?.webContents;
      const [port] = event.ports;
      if (own === undefined || event.sender !== own || port === undefined) return;
      if (isTrustedFrame(event.senderFrame, own.mainFrame, SECRET_HOST)) parts.connect(port);
    });
  }

  /** Opens it and resolves when it has closed. Errors: `cancelled-by-person` while it is open. */
  async open({ closesOnBlur }: { readonly closesOnBlur: boolean }): Promise<void> {
    if (this.#window !== null) throw new AppError('cancelled-by-person', { reason: 'busy' });
    const window = openSingleWindow(this.#parts, {
      sessionName: 'klyuchnik-secret',
      host: SECRET_HOST,
      size: SIZE,
      backgroundColor: this.#parts.backgroundColor(),
    });
    this.#window = window;
    if (closesOnBlur) window.on('blur', () => window.destroy());
    await new Promise<void>((resolve) => window.once('closed', resolve));
    this.#window = null;
  }

  close(): void {
    this.#window?.destroy();
  }
}
