import { useState, type ReactNode } from 'react';
import type { CompanyId } from '../../contract/values/ids.ts';
import { app } from '../api/client.ts';
import { useCall } from '../api/use-call.ts';
import { useT } from '../i18n/t.ts';
import { ErrorNotice } from './error-notice.tsx';
import { Notice } from './notice.tsx';

interface CalendarButtonProps {
  /** `null`: the ends of all companies. */
  readonly companyId: CompanyId | null;
  readonly children: (save: () => void, isPending: boolean) => ReactNode;
}

/** Saves the ends of tokens and certificates as a calendar file; says how many, or why not. */
export function CalendarButton({ companyId, children }: CalendarButtonProps) {
  const t = useT();
  const [saved, setSaved] = useState<number | null>(null);
  const call = useCall(app().reminders.exportCalendar, {
    onDone: ({ isSaved, events }) => setSaved(isSaved ? events : null),
  });
  return (
    <>
      <div>{children(() => void call.run({ companyId }), call.isPending)}</div>
      {saved !== null && (
        <Notice tone="success" role="status">
          {t('clock.bell.saved', { count: saved })}
        </Notice>
      )}
      <ErrorNotice error={call.error} />
    </>
  );
}
