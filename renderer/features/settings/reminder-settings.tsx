import { Button, Switch } from '@mantine/core';
import { working } from '../../../contract/callers.ts';
import { useMay } from '../../api/use-may.ts';
import { app } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { useCall } from '../../api/use-call.ts';
import { useT } from '../../i18n/t.ts';
import { CalendarButton } from '../../ui/calendar-button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useReminders } from '../../ui/use-reminders.ts';
import classes from './settings.module.css';

/** Whether the system notifies of ends, and their export into a calendar. */
export function ReminderSettings() {
  const t = useT();
  const query = useReminders();
  const change = useCall(app().reminders.change, { staleAfter: [keys.reminders] });
  const isWorking = useMay(working);
  const isSupported = query.data?.isSupported ?? true;
  return (
    <>
      <Switch
        label={t('clock.settings.notifications')}
        description={isSupported ? t('clock.settings.notificationsHint') : t('clock.settings.unsupported')}
        checked={query.data?.isOn ?? true}
        disabled={query.data === undefined || !isSupported || !isWorking}
        onChange={(event) => void change.run({ isOn: event.currentTarget.checked })}
      />
      <ErrorNotice error={change.error} />
      <div>
        <div className={classes.label}>{t('clock.settings.calendar')}</div>
        <p className={classes.hint}>{t('clock.settings.calendarHint')}</p>
        <CalendarButton companyId={null}>
          {(save, isPending) => (
            <Button variant="default" size="xs" loading={isPending} onClick={save}>
              {t('clock.settings.calendarButton')}
            </Button>
          )}
        </CalendarButton>
      </div>
    </>
  );
}
