import { Notification, type BrowserWindow } from 'electron';
import { arrivalText, type Arrivals } from './arrival-text.ts';

/** Shows what came as a notification of the system; a click brings the window. */
export function arrivalSigns(window: () => BrowserWindow | null) {
  // A notification that nothing holds is collected, and its click is lost.
  const open = new Set<Notification>();
  return {
    tell: (arrivals: Arrivals, language: 'ru' | 'en') => {
      const text = arrivalText(arrivals, language);
      if (text === null || !Notification.isSupported()) return;
      const notification = new Notification(text);
      open.add(notification);
      notification.on('close', () => open.delete(notification));
      notification.on('click', () => {
        const target = window();
        if (target?.isMinimized() === true) target.restore();
        target?.show();
        target?.focus();
      });
      notification.show();
    },
  };
}
