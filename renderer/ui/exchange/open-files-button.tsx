import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import type { TakenView } from '../../../contract/areas/exchange.ts';
import { app } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { useT, type Translate } from '../../i18n/t.ts';
import { errorText } from '../error-text.ts';
import { takenText } from './taken-text.ts';

/** Takes in signed files that a person chooses in the system's own dialog, and says what came of them. */
export function OpenFilesButton({ size = 'sm' }: { readonly size?: 'xs' | 'sm' }) {
  const t = useT();
  const open = useCall(() => app().exchange.openFiles({}), { onDone: (taken) => tellTaken(t, taken) });
  const { error } = open;
  const run = async () => {
    await open.run(undefined);
  };
  return (
    <>
      <Button
        variant="default"
        size={size}
        leftSection={<IconFileImport size={16} aria-hidden />}
        loading={open.isPending}
        onClick={() => void run()}
      >
        {t('exchange.openFiles')}
      </Button>
      {error !== null && <span role="alert">{errorText(t, error).happened}</span>}
    </>
  );
}

/** Says for a moment what came of files. */
export function tellTaken(t: Translate, taken: TakenView): void {
  notifications.show({ color: taken.unfit > 0 ? 'yellow' : 'green', message: takenText(t, taken) });
}
