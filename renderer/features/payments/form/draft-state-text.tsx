import { useT } from '../../../i18n/t.ts';
import { formatTime } from '../../../ui/dates.ts';
import type { DraftState } from './draft-saver.ts';

/** One line under the title: is what I typed safe? */
export function DraftStateText({ state }: { readonly state: DraftState }) {
  const t = useT();
  switch (state.kind) {
    case 'clean':
      return <>{t('payments.form.notSavedYet')}</>;
    case 'waiting':
    case 'conflict':
    case 'failed':
      return <>{t('payments.form.waiting')}</>;
    case 'saving':
      return <>{t('payments.form.saving')}</>;
    case 'saved':
      return <>{t('payments.form.savedAt', { time: formatTime(state.at) })}</>;
  }
}
