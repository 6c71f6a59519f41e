import type { ErrorInfo } from '../../contract/result.ts';
import { useT } from '../i18n/t.ts';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';

/** Says what happened, whether money moved and what to do next. Errors of this window lead nowhere else. */
export function Problem({ error }: { readonly error: ErrorInfo | null }) {
  const t = useT();
  if (error === null) return null;
  const text = errorText(t, error);
  return (
    <Notice tone="warning" title={text.happened} role="alert">
      <strong>{text.money}</strong> {text.next}
      {error.incidentId !== null && <div>{t('errors.incident', { id: error.incidentId })}</div>}
    </Notice>
  );
}
