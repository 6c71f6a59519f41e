import { Button } from '@mantine/core';
import { useT } from '../../../i18n/t.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { DraftSaving } from './use-draft-saving.ts';

/** Why the typed text is not saved, and what to do; the text itself stays in the form. */
export function SavingProblem({ saving }: { readonly saving: DraftSaving }) {
  const t = useT();
  if (saving.state.kind === 'conflict') {
    return (
      <Notice
        tone="warning"
        role="alert"
        title={t('payments.form.conflictTitle')}
        actions={
          <>
            <Button size="xs" onClick={() => void saving.keepMine()}>
              {t('payments.form.conflictMine')}
            </Button>
            <Button size="xs" variant="default" onClick={() => void saving.takeTheirs()}>
              {t('payments.form.conflictTheirs')}
            </Button>
          </>
        }
      >
        {t('payments.form.conflictText')}
      </Notice>
    );
  }
  if (saving.state.kind !== 'failed') return null;
  return (
    <>
      <Notice
        tone="warning"
        title={t('payments.form.saveFailed')}
        actions={
          <Button size="xs" variant="default" onClick={() => void saving.saver.flush()}>
            {t('payments.form.saveAgain')}
          </Button>
        }
      />
      <ErrorNotice error={saving.state.error} />
    </>
  );
}
