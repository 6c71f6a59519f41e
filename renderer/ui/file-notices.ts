import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { ErrorInfo } from '../../contract/result.ts';
import { useT } from '../i18n/t.ts';
import { errorText } from './error-text.ts';

/** Units: ms. Own choice: time to read a path. */
const SHOWN_MS = 10_000;

/** Says where a file was saved; nothing when the person closed the dialog. */
export function tellSaved(title: string, place: string | null): void {
  if (place === null) return;
  notifications.show({ title, message: place, color: 'green', autoClose: SHOWN_MS });
}

/** Says why a file was not made, until the person has read it. */
export function useTellNotSaved(error: ErrorInfo | null): void {
  const t = useT();
  useEffect(() => {
    if (error === null) return;
    const { happened, next } = errorText(t, error, { isReading: true });
    notifications.show({ title: happened, message: next, color: 'red', autoClose: false });
  }, [error, t]);
}
