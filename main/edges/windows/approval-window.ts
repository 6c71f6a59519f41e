import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { AppError } from '../../ports/app-error.ts';
import { APPROVAL_HOST } from './app-protocol.ts';
import { openSingleWindow, type SingleWindowParts } from './open-single-window.ts';

export interface ApprovalWindowParts extends SingleWindowParts {
  readonly backgroundColor: () => string;
}

/** Own choice: one payment with a warning is read without scrolling; the least that holds its buttons and words. */
const SIZE = { width: 940, height: 800, minWidth: 720, minHeight: 520 };

/** Room that a desktop takes for the frame of a window. Units: pixels. Own choice. */
const FRAME = { width: 16, height: 48 };

/**
 * The window in which payments are read and answered, and nothing else: a session, a host and a preload of its own, so
 * another renderer process than the main window's, which cannot reach into it. One at a time; it holds the main window
 * still while it is open.
 */
export class ApprovalWindow {
  readonly #parts: ApprovalWindowParts;
  #window: BrowserWindow | null = null;

  constructor(parts: ApprovalWindowParts) {
    this.#parts = parts;
  }

  /** The open window, or `null`. */
  get window(): BrowserWindow | null {
    return this.#window;
  }

  /**
   * Opens it and resolves when it has closed; the main window then has the focus again. Errors: `cancelled-by-person`
   * while it is open.
   */
  async open(): Promise<void> {
    if (this.#window !== null) throw new AppError('cancelled-by-person', { reason: 'busy' });
    const owner = this.#parts.parent();
    const window = this.#open(owner);
    this.#window = window;
    await new Promise<void>((resolve) => window.once('closed', resolve));
    this.#window = null;
    if (owner !== null && !owner.isDestroyed()) owner.focus();
  }

  close(): void {
    this.#window?.destroy();
  }

  #open(owner: BrowserWindow | null): BrowserWindow {
    const window = openSingleWindow(this.#parts, {
      sessionName: 'klyuchnik-approval',
      host: APPROVAL_HOST,
      size: sizeIn(workAreaOf(owner)),
      backgroundColor: this.#parts.backgroundColor(),
    });
    // The title of the window says what it is for, whatever the page says.
    window.on('page-title-updated', (event) => event.preventDefault());
    return window;
  }
}

function workAreaOf(owner: BrowserWindow | null): Pick<Rectangle, 'width' | 'height'> {
  const display = owner === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(owner.getBounds());
  return display.workArea;
}

/** Never larger than what the desktop leaves. */
function sizeIn(area: Pick<Rectangle, 'width' | 'height'>): typeof SIZE {
  const width = Math.min(SIZE.width, area.width - FRAME.width);
  const height = Math.min(SIZE.height, area.height - FRAME.height);
  return { ...SIZE, width, height, minHeight: Math.min(SIZE.minHeight, height) };
}
