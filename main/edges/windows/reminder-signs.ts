import { app, Menu, nativeImage, Notification, Tray, type BrowserWindow } from 'electron';
import type { ReminderSigns } from '../../domain/reminders/reminders-ports.ts';
import { REMINDER_TEXTS } from './reminder-texts.ts';
import { drawTrayIcon } from './tray-icon.ts';

/**
 * Sizes of the icon on the tray, for screens of one and two pixels a point. Units: pixels. Source: Electron, «Tray»;
 * Windows 16, Linux 22 to 24.
 */
const ICON_SIZES = process.platform === 'win32' ? [16, 32] : [22, 44];

interface SignsOptions {
  readonly window: () => BrowserWindow | null;
  readonly onProblem: (error: unknown) => void;
}

/** Notifications, tray and badge of the system. They work while the vault is locked; none of them carries a secret. */
export function reminderSigns({ window, onProblem }: SignsOptions): ReminderSigns & { close(): void } {
  let tray: Tray | null = null;
  let shown: string | null = null;
  // A notification that nothing holds is collected, and its click is lost.
  const open = new Set<Notification>();

  const focus = () => {
    const target = window();
    if (target?.isMinimized() === true) target.restore();
    target?.show();
    target?.focus();
  };

  function drawTray(near: number, language: 'ru' | 'en'): void {
    const texts = REMINDER_TEXTS[language];
    tray ??= new Tray(icon(false)).on('click', focus);
    tray.setImage(icon(near > 0));
    tray.setToolTip(texts.count(near));
    if (process.platform === 'darwin') tray.setTitle(near > 0 ? String(near) : '');
    const menu = Menu.buildFromTemplate([
      { label: texts.count(near), enabled: false },
      { label: texts.open, click: focus },
      { type: 'separator' },
      { label: texts.quit, click: () => app.quit() },
    ]);
    tray.setContextMenu(menu);
    app.setBadgeCount(near);
  }

  return {
    isSupported: () => Notification.isSupported(),
    notify: (warnings, language) => {
      if (!Notification.isSupported()) return;
      const notification = new Notification(REMINDER_TEXTS[language].notification(warnings));
      open.add(notification);
      notification.on('click', focus);
      notification.on('close', () => open.delete(notification));
      notification.show();
    },
    count: (near, language) => {
      const next = `${near} ${language}`;
      if (next === shown) return;
      shown = next;
      try {
        drawTray(near, language);
      } catch (error) {
        // A desktop without a tray is no reason to stop.
        onProblem(error);
      }
    },
    close: () => {
      tray?.destroy();
      tray = null;
    },
  };
}

function icon(hasDot: boolean): Electron.NativeImage {
  const image = nativeImage.createEmpty();
  ICON_SIZES.forEach((size, index) => {
    const { pixels } = drawTrayIcon(size, hasDot);
    const scaleFactor = index + 1;
    const one = nativeImage.createFromBitmap(pixels, { width: size, height: size, scaleFactor });
    image.addRepresentation({
      scaleFactor,
      width: size,
      height: size,
      dataURL: one.toDataURL({ scaleFactor }),
    });
  });
  return image;
}
