import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { app } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { useT } from '../i18n/t.ts';
import { errorText } from '../ui/error-text.ts';
import { tellTaken } from '../ui/exchange/open-files-button.tsx';

/** Files of ours end so. Source: main/edges/folders/shared-folder.ts. */
const EXTENSION = '.klyuchnik';

/**
 * Takes in signed files that are dropped anywhere on the window. Nothing of what is in them is read here; other files
 * are left to the screen.
 */
export function SignedDrop() {
  const t = useT();
  const take = useCall((files: readonly File[]) => app().dropSignedFiles(files), {
    onDone: (taken) => tellTaken(t, taken),
  });
  const latest = useRef(take.run);
  useEffect(() => {
    latest.current = take.run;
  });
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0 || !files.every(({ name }) => name.toLowerCase().endsWith(EXTENSION))) return;
      event.preventDefault();
      // The screen's own place for files must not take them for certificates.
      event.stopImmediatePropagation();
      void latest.current(files);
    };
    window.addEventListener('dragover', over, true);
    window.addEventListener('drop', drop, true);
    return () => {
      window.removeEventListener('dragover', over, true);
      window.removeEventListener('drop', drop, true);
    };
  }, []);
  const { error } = take;
  useEffect(() => {
    if (error !== null) notifications.show({ color: 'red', message: errorText(t, error).happened });
  }, [error, t]);
  return null;
}
