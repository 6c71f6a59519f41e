import { Button } from '@mantine/core';
import type { ErrorInfo } from '../../contract/result.ts';
import { useEscape } from '../app/use-escape.ts';
import { useT } from '../i18n/t.ts';
import { Notice } from '../ui/notice.tsx';
import classes from './approval.module.css';
import { Problem } from './problem.tsx';
import { closeWindow } from './use-approval.ts';

/** What was to be read waits for no signature any more. */
export function NothingLeft({ error }: { readonly error: ErrorInfo | null }) {
  const t = useT();
  useEscape(closeWindow);
  return (
    <main className={classes.ending}>
      <Problem error={error} />
      <Notice tone="neutral" role="status" title={t('approval.nothingLeft.title')}>
        {t('approval.nothingLeft.text')}
      </Notice>
      <Button autoFocus onClick={closeWindow}>
        {t('common.action.close')}
      </Button>
    </main>
  );
}
